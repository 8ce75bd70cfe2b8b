using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Digits.Server;

/// <summary>Writes the answer to a request of the inference protocol.</summary>
internal static class InferAnswer
{
    /// <summary>The name of the only output.</summary>
    internal const string OutputName = "probabilities";

    /// <summary>The header that says how long the JSON before binary tensors is.</summary>
    internal const string HeaderLength = "Inference-Header-Content-Length";

    private static readonly InferOutput[] _usual = [new(OutputName, null, 0)];

    /// <summary>The outputs that a request asks for.</summary>
    /// <exception cref="InferenceException">The model does not have them.</exception>
    internal static IReadOnlyList<InferOutput> Outputs(InferRequest request, ServedModel model)
    {
        foreach (InferOutput output in request.Outputs)
        {
            if (output.Name != OutputName)
                throw new InferenceException(400, $"there is no output '{output.Name}'; this model's is {OutputName}");
        }

        // Who asks for more classes than there are gets all, as from Triton.
        return request.Outputs.Count == 0 ? _usual : [.. request.Outputs.Select(output => output with { Best = Math.Min(output.Best, model.Labels.Count) })];
    }

    /// <summary>Writes the answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="request">What it said.</param>
    /// <param name="outputs">What <see cref="Outputs"/> gave for it.</param>
    /// <param name="name">The name of the model.</param>
    /// <param name="model">The model.</param>
    /// <param name="probabilities">Its answer, <c>[count, K]</c>.</param>
    internal static async Task Write(
        HttpContext context, InferRequest request, IReadOnlyList<InferOutput> outputs, string name, ServedModel model, float[] probabilities)
    {
        int classes = model.Labels.Count, count = probabilities.Length / classes;
        ArrayBufferWriter<byte> json = new(256 + (16 * probabilities.Length));
        ArrayBufferWriter<byte> binary = new();
        bool isBinary = false;
        using (Utf8JsonWriter writer = new(json))
        {
            writer.WriteStartObject();
            writer.WriteString("model_name"u8, name);
            writer.WriteString("model_version"u8, model.Version);
            if (request.Id is not null)
                writer.WriteString("id"u8, request.Id);
            writer.WriteStartArray("outputs"u8);
            foreach (InferOutput output in outputs)
            {
                bool asBytes = IsBinary(output);
                isBinary |= asBytes;
                writer.WriteStartObject();
                writer.WriteString("name"u8, OutputName);
                writer.WriteString("datatype"u8, output.Best > 0 ? "BYTES"u8 : "FP32"u8);
                writer.WriteStartArray("shape"u8);
                writer.WriteNumberValue(count);
                writer.WriteNumberValue(output.Best > 0 ? output.Best : classes);
                writer.WriteEndArray();
                string[] best = output.Best > 0 ? Best(model, probabilities, output.Best) : [];
                if (asBytes)
                {
                    int before = binary.WrittenCount;
                    if (output.Best > 0)
                        WriteBytes(binary, best);
                    else
                        WriteBytes(binary, probabilities);
                    writer.WriteStartObject("parameters"u8);
                    writer.WriteNumber("binary_data_size"u8, binary.WrittenCount - before);
                    writer.WriteEndObject();
                }
                else if (output.Best > 0)
                {
                    writer.WriteStartArray("data"u8);
                    foreach (string one in best)
                        writer.WriteStringValue(one);
                    writer.WriteEndArray();
                }
                else
                {
                    writer.WriteStartArray("data"u8);
                    foreach (float value in probabilities)
                        writer.WriteNumberValue(value);
                    writer.WriteEndArray();
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        HttpResponse response = context.Response;
        response.ContentType = isBinary ? "application/octet-stream" : "application/json";
        if (isBinary)
        {
            response.Headers[HeaderLength] = json.WrittenCount.ToString(CultureInfo.InvariantCulture);
            json.Write(binary.WrittenSpan);
        }

        response.ContentLength = json.WrittenCount;
        await response.BodyWriter.WriteAsync(json.WrittenMemory, context.RequestAborted);

        bool IsBinary(InferOutput output) => output.IsBinary ?? request.IsBinaryOutput;
    }

    /// <summary>The extension for classes: <c>probability:index:label</c>, the best of each image first.</summary>
    private static string[] Best(ServedModel model, float[] probabilities, int best)
    {
        int classes = model.Labels.Count;
        return [.. Enumerable.Range(0, probabilities.Length / classes).SelectMany(image => Enumerable.Range(0, classes)
            .Select(k => (Class: k, Probability: probabilities[(image * classes) + k]))
            .OrderByDescending(one => one.Probability)
            .Take(best)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Probability:0.000000}:{one.Class}:{model.Labels[one.Class]}"))),];
    }

    /// <summary>Each text as UTF-8 after its length in four bytes.</summary>
    private static void WriteBytes(ArrayBufferWriter<byte> to, string[] texts)
    {
        foreach (string text in texts)
        {
            Span<byte> bytes = to.GetSpan(4 + Encoding.UTF8.GetMaxByteCount(text.Length));
            int length = Encoding.UTF8.GetBytes(text, bytes[4..]);
            BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
            to.Advance(4 + length);
        }
    }

    private static void WriteBytes(ArrayBufferWriter<byte> to, float[] values)
    {
        Span<byte> bytes = to.GetSpan(4 * values.Length);
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes[(4 * i)..], values[i]);
        to.Advance(4 * values.Length);
    }
}
