using System.Text.Json;

namespace Digits.Server;

/// <summary>
/// Reads the JSON of a request: <c>id</c>, <c>parameters</c>, <c>inputs</c> with <c>name</c>, <c>shape</c>, <c>datatype</c>, <c>parameters</c> and
/// <c>data</c>, <c>outputs</c> with <c>name</c> and <c>parameters</c>. Numbers go straight into an array, since they are nearly all of a request. Unknown
/// keys are passed over, as the protocol wants; null for what may be left out is as if it were not there, since some clients write it so.
/// </summary>
internal static class InferParser
{
    private const string NotNumber =
        "data has something that is not a number; send pixels as FP32 (0 to 1) or UINT8 (0 to 255), or the picture itself to /v1/classify";

    private const int MostTensors = 16, MostDimensions = 8;

    /// <summary>Reads a request.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="mostNumbers">The most numbers of a tensor.</param>
    /// <exception cref="InferenceException">It is no such request.</exception>
    internal static InferRequest Parse(ReadOnlySpan<byte> json, int mostNumbers)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = 32 });
        try
        {
            InferRequest request = new();
            reader.Read();
            Require(ref reader, JsonTokenType.StartObject, "the request");
            while (NextKey(ref reader))
            {
                if (reader.ValueTextEquals("id"u8))
                    request.Id = TextOrNull(ref reader, "id");
                else if (reader.ValueTextEquals("inputs"u8))
                    Inputs(ref reader, request, mostNumbers);
                else if (reader.ValueTextEquals("outputs"u8))
                    Outputs(ref reader, request);
                else if (reader.ValueTextEquals("parameters"u8))
                    request.IsBinaryOutput = Parameters(ref reader).BinaryOutput ?? false;
                else
                    Pass(ref reader);
            }

            if (reader.Read())
                throw Bad("something follows the JSON");
            return request;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw Bad($"the body is not valid JSON at byte {reader.TokenStartIndex}");
        }
    }

    private static void Inputs(ref Utf8JsonReader reader, InferRequest request, int mostNumbers)
    {
        reader.Read();
        Require(ref reader, JsonTokenType.StartArray, "inputs");
        while (NextItem(ref reader, "an input"))
        {
            if (request.Inputs.Count == MostTensors)
                throw Bad($"there are more than {MostTensors} inputs");
            InferInput input = new();
            while (NextKey(ref reader))
            {
                if (reader.ValueTextEquals("name"u8))
                    input.Name = Text(ref reader, "name");
                else if (reader.ValueTextEquals("datatype"u8))
                    input.Datatype = Text(ref reader, "datatype");
                else if (reader.ValueTextEquals("shape"u8))
                    input.Shape = Shape(ref reader);
                else if (reader.ValueTextEquals("data"u8))
                    Data(ref reader, input, mostNumbers);
                else if (reader.ValueTextEquals("parameters"u8))
                    input.BinarySize = Parameters(ref reader).BinarySize;
                else
                    Pass(ref reader);
            }

            request.Inputs.Add(input);
        }
    }

    private static void Outputs(ref Utf8JsonReader reader, InferRequest request)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return;
        Require(ref reader, JsonTokenType.StartArray, "outputs");
        while (NextItem(ref reader, "an output"))
        {
            if (request.Outputs.Count == MostTensors)
                throw Bad($"there are more than {MostTensors} outputs");
            string? name = null;
            TensorParameters parameters = default;
            while (NextKey(ref reader))
            {
                if (reader.ValueTextEquals("name"u8))
                    name = Text(ref reader, "name");
                else if (reader.ValueTextEquals("parameters"u8))
                    parameters = Parameters(ref reader);
                else
                    Pass(ref reader);
            }

            request.Outputs.Add(new InferOutput(name, parameters.Binary, parameters.Best));
        }
    }

    private static List<long> Shape(ref Utf8JsonReader reader)
    {
        reader.Read();
        Require(ref reader, JsonTokenType.StartArray, "shape");
        List<long> shape = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long size))
                throw Bad("shape has something that is not a whole number");
            if (shape.Count == MostDimensions)
                throw Bad($"shape has more than {MostDimensions} dimensions");
            shape.Add(size);
        }

        return shape;
    }

    private static void Data(ref Utf8JsonReader reader, InferInput input, int mostNumbers)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return;
        Require(ref reader, JsonTokenType.StartArray, "data");
        float[] values = new float[Math.Min(1024, mostNumbers)];
        int count = 0;
        for (int depth = 1; depth > 0;)
        {
            reader.Read();
            switch (reader.TokenType)
            {
                case JsonTokenType.Number:
                    if (count == mostNumbers)
                        throw Bad($"data has more than {mostNumbers} numbers");
                    if (count == values.Length)
                        Array.Resize(ref values, (int)Math.Min(mostNumbers, 2L * count));
                    values[count++] = reader.GetSingle();
                    break;
                case JsonTokenType.StartArray:
                    depth++;
                    break;
                case JsonTokenType.EndArray:
                    depth--;
                    break;
                default:
                    throw Bad(NotNumber);
            }
        }

        (input.Data, input.Count) = (values, count);
    }

    private static TensorParameters Parameters(ref Utf8JsonReader reader)
    {
        TensorParameters parameters = default;
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return parameters;
        Require(ref reader, JsonTokenType.StartObject, "parameters");
        while (NextKey(ref reader))
        {
            if (reader.ValueTextEquals("binary_data_size"u8))
                parameters.BinarySize = Whole(ref reader, "binary_data_size");
            else if (reader.ValueTextEquals("binary_data"u8))
                parameters.Binary = Truth(ref reader, "binary_data");
            else if (reader.ValueTextEquals("binary_data_output"u8))
                parameters.BinaryOutput = Truth(ref reader, "binary_data_output");
            else if (reader.ValueTextEquals("classification"u8))
                parameters.Best = (int)Math.Min(int.MaxValue, Whole(ref reader, "classification"));
            else
                Pass(ref reader);
        }

        return parameters;
    }

    private static bool NextKey(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private static bool NextItem(ref Utf8JsonReader reader, string what)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
            return false;
        Require(ref reader, JsonTokenType.StartObject, what);
        return true;
    }

    private static string Text(ref Utf8JsonReader reader, string key) => TextOrNull(ref reader, key) ?? throw Bad($"{key} is not a string");

    private static string? TextOrNull(ref Utf8JsonReader reader, string key)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Null ? reader.GetString() : throw Bad($"{key} is not a string");
    }

    private static long Whole(ref Utf8JsonReader reader, string key)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value) && value >= 0
            ? value
            : throw Bad($"{key} is not a whole number");
    }

    private static bool Truth(ref Utf8JsonReader reader, string key)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.GetBoolean() : throw Bad($"{key} is neither true nor false");
    }

    private static void Pass(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    private static void Require(ref Utf8JsonReader reader, JsonTokenType kind, string what)
    {
        if (reader.TokenType != kind)
            throw Bad($"{what} is not {(kind == JsonTokenType.StartArray ? "an array" : "an object")}");
    }

    private static InferenceException Bad(string problem) => new(400, problem);

    private record struct TensorParameters(long? BinarySize, bool? Binary, bool? BinaryOutput, int Best);
}
