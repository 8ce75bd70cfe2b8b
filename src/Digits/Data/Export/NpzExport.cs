using System.Globalization;
using System.IO.Compression;
using System.Text;
using Digits.Engine;

namespace Digits.Data;

/// <summary>Writes an archive as NumPy's <c>savez_compressed</c> does, with Keras's names.</summary>
internal static class NpzExport
{
    private const int Alignment = 64;

    public static string Write((string Name, DigitSet Set)[] parts, string path)
    {
        AtomicFile.Write(path, stream =>
        {
            using ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach ((string name, DigitSet set) in parts)
            {
                Add(zip, $"x_{name}", "|u1", [set.Count, set.Rows, set.Columns], set.Pixels);
                if (set.IsLabeled)
                    Add(zip, $"y_{name}", "|u1", [set.Count], set.Labels);
            }

            IReadOnlyList<string> names = parts[0].Set.LabelNames;
            if (!ClassNames.AreNumbers(names))
                AddTexts(zip, "class_names", names);
        });
        return path;
    }

    private static void AddTexts(ZipArchive zip, string name, IReadOnlyList<string> texts)
    {
        byte[][] encoded = [.. texts.Select(Encoding.UTF32.GetBytes)];
        int size = encoded.Max(text => text.Length);
        byte[] all = new byte[size * encoded.Length];
        for (int i = 0; i < encoded.Length; i++)
            encoded[i].CopyTo(all, i * size);
        Add(zip, name, string.Create(CultureInfo.InvariantCulture, $"<U{size / 4}"), [texts.Count], all);
    }

    private static void Add(ZipArchive zip, string name, string type, int[] shape, ReadOnlySpan<byte> elements)
    {
        using Stream entry = zip.CreateEntry($"{name}.npy", CompressionLevel.Optimal).Open();
        string sizes = string.Join(", ", shape) + (shape.Length == 1 ? "," : "");
        string header = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({sizes}), }}");
        const int Prefix = 10;
        int length = ((Prefix + header.Length + 1 + Alignment - 1) / Alignment * Alignment) - Prefix;
        entry.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)length, (byte)(length >> 8)]);
        entry.Write(Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n"));
        entry.Write(elements);
    }
}
