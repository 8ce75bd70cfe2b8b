using System.Text;
using Digits.Engine;
using Digits.Imaging;

namespace Digits.Data;

/// <summary>Names a file that is no data set for what it is, with a way out.</summary>
internal static class ForeignFile
{
    private const int BytesShown = 8;

    private const string Sets = "give IDX files, CSV, npz, Parquet, HDF5, or a folder or ZIP with a sub-folder of pictures for each class, such as 0 to 9";

    private const string Pickle =
        "a Python pickle, which is a program and never run here; load it in Python and write the arrays with "
        + "numpy.savez('mnist.npz', x_train=…, y_train=…, x_test=…, y_test=…)";

    /// <summary>The error for a file.</summary>
    /// <param name="head">Its first bytes.</param>
    /// <param name="name">Its name.</param>
    /// <param name="source">What messages call it.</param>
    public static InvalidInputException Error(ReadOnlySpan<byte> head, string name, string source)
    {
        if (head.IsEmpty)
            return new InvalidInputException($"{source}: the file is empty.");
        if (PictureFormat.Of(head) is not null || PictureFormat.HasExtension(name))
        {
            return new InvalidInputException(
                $"{source}: is a picture, not a data set; put pictures into a folder with a sub-folder for each class, such as 0 to 9.");
        }

        string what = What(head, name) ?? $"not a data set of a known kind: it begins with {Begin(head)}; {Sets}";
        return new InvalidInputException($"{source}: is {what}.");
    }

    /// <summary>What a file is that no data set can be, with a way out; null where nothing tells.</summary>
    /// <param name="head">Its first bytes.</param>
    /// <param name="name">Its name.</param>
    public static string? What(ReadOnlySpan<byte> head, string name)
    {
        string extension = Path.GetExtension(name).ToUpperInvariant();
        if (IsPickle(head) || extension is ".PKL" or ".PICKLE")
            return Pickle;
        if (head is [(byte)'7', (byte)'z', 0xBC, 0xAF, ..])
            return "a 7z archive; unpack it and give the folder";
        if (head.StartsWith("Rar!"u8))
            return "a RAR archive; unpack it and give the folder";
        if (head.StartsWith("BZh"u8) || head is [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] or [0x28, 0xB5, 0x2F, 0xFD, ..] or [0x1F, 0x9D, ..])
            return "packed with bzip2, xz, Zstandard or compress; unpack it first, or pack it with gzip";
        if (head.StartsWith("version https://git-lfs"u8))
            return "the place holder that Git LFS leaves, not the file itself; run 'git lfs pull'";
        if (head.TrimStart(" \r\n\t"u8).StartsWith("<"u8))
            return "a web page or another XML file, perhaps in place of a download that needs a login; fetch the file again in a browser";
        if (head.StartsWith("ARROW1"u8) || head.StartsWith("FEA1"u8) || extension is ".FEATHER")
            return "an Arrow or Feather file; write it as CSV or Parquet, such as with pandas: read_feather('…').to_csv('set.csv', index=False)";
        if (extension is ".ARROW")
        {
            return "an Arrow stream, as Hugging Face's datasets keep it; write it as Parquet, in Python with "
                + "datasets.Dataset.from_file('…').to_parquet('set.parquet')";
        }

        if (head.StartsWith("SQLite format 3"u8))
            return "an SQLite database; write its table as CSV";
        if (extension is ".ONNX")
            return "a model, not a data set";
        if (name.Contains(".tfrec", StringComparison.OrdinalIgnoreCase))
            return "a TFRecord file of TensorFlow; read it there and write its arrays with numpy.savez";
        if (extension is ".MDB" or ".LMDB")
            return "an LMDB database; write its pictures into a folder for each class";
        if (extension is ".PT" or ".PTH")
            return "a file of PyTorch; write its arrays with numpy.savez";
        if (extension is ".ZIP" or ".TAR" or ".TGZ" or ".GZ")
            return "no archive, whatever its name says, or the end of one; fetch it again";
        return null;
    }

    private static bool IsPickle(ReadOnlySpan<byte> head) =>
        head is [0x80, >= 2 and <= 5, _, ..] || head.StartsWith("(lp"u8) || head.StartsWith("(dp"u8) || head.StartsWith("cnumpy"u8);

    private static string Begin(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> first = head[..Math.Min(head.Length, BytesShown)];
        string letters = string.Concat(Encoding.ASCII.GetString(first).Select(letter => char.IsControl(letter) || letter is '?' ? '.' : letter));
        return $"{BitConverter.ToString(first.ToArray()).Replace('-', ' ')} ('{letters}')";
    }
}
