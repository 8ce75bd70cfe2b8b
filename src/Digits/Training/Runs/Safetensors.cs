using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Digits.Engine;

namespace Digits.Training;

/// <summary>
/// Named arrays of float32 in one file, in the safetensors format: eight bytes with the length of a JSON header (little-endian), the header
/// (<c>name: { dtype, shape, data_offsets }</c>), then the values.
/// </summary>
internal static class Safetensors
{
    private const int MostBytes = 1 << 30;

    internal static void Write(string path, IEnumerable<(string Name, IReadOnlyList<int> Dimensions, float[] Values)> tensors)
    {
        (string Name, IReadOnlyList<int> Dimensions, float[] Values)[] all = [.. tensors];
        byte[] header = Header(all);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var tensor in all)
                stream.Write(MemoryMarshal.AsBytes(tensor.Values.AsSpan()));
        });
    }

    /// <summary>The arrays of a file by name.</summary>
    /// <exception cref="DigitsException">The file is missing or damaged.</exception>
    internal static IReadOnlyDictionary<string, float[]> Read(string path)
    {
        byte[] bytes = InputFile.ReadAllBytes(path, MostBytes);
        try
        {
            int headerLength = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            using JsonDocument header = JsonDocument.Parse(bytes.AsMemory(sizeof(ulong), headerLength));
            ReadOnlySpan<byte> data = bytes.AsSpan(sizeof(ulong) + headerLength);
            Dictionary<string, float[]> tensors = new(StringComparer.Ordinal);
            foreach (JsonProperty tensor in header.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__"))
            {
                if (tensor.Value.GetProperty("dtype").GetString() != "F32")
                    throw new InvalidInputException($"{path}: {tensor.Name} is not float32.");

                JsonElement offsets = tensor.Value.GetProperty("data_offsets");
                tensors[tensor.Name] = MemoryMarshal.Cast<byte, float>(data[offsets[0].GetInt32()..offsets[1].GetInt32()]).ToArray();
            }

            return tensors;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or OverflowException or KeyNotFoundException or InvalidOperationException
            or FormatException or IndexOutOfRangeException)
        {
            throw new InvalidInputException($"{path}: is not a complete safetensors file; delete it and start the run anew.", e);
        }
    }

    private static byte[] Header((string Name, IReadOnlyList<int> Dimensions, float[] Values)[] tensors)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            long offset = 0;
            json.WriteStartObject();
            foreach (var (name, dimensions, values) in tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                foreach (int size in dimensions)
                    json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += (long)values.Length * sizeof(float));
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Padded with spaces so that the values start on a multiple of eight bytes.
        while (stream.Length % sizeof(ulong) != 0)
            stream.WriteByte((byte)' ');

        return stream.ToArray();
    }
}
