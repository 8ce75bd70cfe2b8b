using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Digits.Server;

/// <summary>Makes images of the tensor of a request.</summary>
internal static class InferImages
{
    /// <summary>The name of the only input.</summary>
    internal const string InputName = "images";

    /// <summary>Pixels are 0 to 1; some people subtract a mean and divide by a deviation, and what is far beyond that is a mistake.</summary>
    private const float LargestPixel = 100;

    /// <summary>The images: pixels of 0 to 1, and how many.</summary>
    /// <param name="request">The request.</param>
    /// <param name="binary">What follows its JSON.</param>
    /// <param name="model">The model that answers.</param>
    /// <param name="mostImages">The most images of a request.</param>
    /// <exception cref="InferenceException">The tensor does not fit.</exception>
    internal static (ReadOnlyMemory<float> Pixels, int Count) Of(InferRequest request, ReadOnlySpan<byte> binary, ServedModel model, int mostImages)
    {
        if (request.Inputs.Count != 1)
            throw Bad($"there are {request.Inputs.Count} inputs; this model has one, {InputName}");
        InferInput input = request.Inputs[0];
        if (input.Name != InputName)
            throw Bad($"the input is called '{input.Name}'; this model's is {InputName}");
        int count = Count(input.Shape, model, mostImages);
        int numbers = count * model.ImageSize;
        float[] pixels;
        if (input.BinarySize is { } size)
        {
            if (input.Data is not null)
                throw Bad("the input has both data and binary_data_size; send one of them");
            int width = WidthOf(input.Datatype);
            if (size != (long)numbers * width || binary.Length != size)
            {
                throw Bad(
                    $"binary_data_size is {size} and {binary.Length} bytes follow the JSON; {numbers} numbers of {input.Datatype} are {(long)numbers * width}");
            }

            pixels = Decode(binary, input.Datatype!, numbers);
        }
        else
        {
            if (!binary.IsEmpty)
                throw Bad($"{binary.Length} bytes follow the JSON, but the input has no binary_data_size");
            if (input.Data is null)
                throw Bad("the input has no data");
            if (input.Count != numbers)
                throw Bad($"data has {input.Count} numbers; the shape says {numbers}");
            pixels = input.Data;
        }

        Span<float> used = pixels.AsSpan(0, numbers);
        if (IsWhole(input.Datatype))
            TensorPrimitives.Multiply(used, 1 / 255f, used);
        if (used.ContainsAnyExceptInRange(-LargestPixel, LargestPixel))
            throw Bad("data has a number that is not finite, or very large; pixels are 0 to 1, or 0 to 255 as whole numbers");
        return (pixels.AsMemory(0, numbers), count);
    }

    private static int Count(List<long>? shape, ServedModel model, int mostImages)
    {
        (int height, int width) = (model.Classifier.Height, model.Classifier.Width);
        bool fits = shape switch
        {
            [_, var size] => size == height * width,
            [_, var rows, var columns] => rows == height && columns == width,
            [_, 1, var rows, var columns] => rows == height && columns == width,
            _ => false,
        };
        if (!fits)
            throw Bad($"the shape is [{string.Join(", ", shape ?? [])}]; this model reads [-1, 1, {height}, {width}]");
        return shape![0] < 1 || shape[0] > mostImages ? throw Bad($"the request has {shape[0]} images; send 1 to {mostImages}") : (int)shape[0];
    }

    private static bool IsWhole(string? datatype) => datatype switch
    {
        "FP32" or "FP64" => false,
        "UINT8" or "INT32" or "INT64" => true,
        _ => throw UnknownType(datatype),
    };

    private static int WidthOf(string? datatype) => datatype switch
    {
        "UINT8" => 1,
        "FP64" or "INT64" => 8,
        "FP32" or "INT32" => 4,
        _ => throw UnknownType(datatype),
    };

    private static float[] Decode(ReadOnlySpan<byte> bytes, string datatype, int count)
    {
        float[] values = new float[count];
        if (datatype == "FP32" && BitConverter.IsLittleEndian)
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
            return values;
        }

        for (int i = 0; i < count; i++)
        {
            values[i] = datatype switch
            {
                "UINT8" => bytes[i],
                "INT32" => BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]),
                "INT64" => BinaryPrimitives.ReadInt64LittleEndian(bytes[(8 * i)..]),
                "FP64" => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]),
                _ => BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]),
            };
        }

        return values;
    }

    private static InferenceException UnknownType(string? datatype) =>
        Bad($"the datatype is '{datatype}'; FP32 and FP64 are read as 0 to 1, UINT8, INT32 and INT64 as 0 to 255");

    private static InferenceException Bad(string problem) => new(400, problem);
}
