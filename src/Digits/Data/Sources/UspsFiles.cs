using System.Globalization;
using Digits.Engine;
using ICSharpCode.SharpZipLib.BZip2;

namespace Digits.Data;

/// <summary>
/// USPS as LIBSVM's authors publish it: a picture a line, its label of 1 to 10 for the digits 0 to 9, and <c>place:value</c> for 256 pixels of -1 to 1, packed
/// with bzip2. It is kept as IDX.
/// </summary>
internal static class UspsFiles
{
    public const string Train = "usps.bz2";
    public const string Test = "usps.t.bz2";
    private const int Side = 16;
    private const int MostPictures = 100_000;

    /// <summary>Makes IDX files of both parts, and deletes what was downloaded.</summary>
    /// <exception cref="InvalidInputException">A file is not as it should be.</exception>
    public static void Convert(string downloads, string folder)
    {
        foreach ((string file, string part) in new[] { (Train, "train"), (Test, "t10k") })
        {
            string path = Path.Combine(downloads, file);
            DigitSet set = InputFile.Read(path, stream => Read(stream, path));
            Idx.Write(set, Path.Combine(folder, $"{part}-images-idx3-ubyte"), Path.Combine(folder, $"{part}-labels-idx1-ubyte"));
            File.Delete(path);
        }
    }

    private static DigitSet Read(Stream stream, string path)
    {
        List<byte> pixels = [];
        List<byte> labels = [];
        try
        {
            using BZip2InputStream unpacked = new(stream) { IsStreamOwner = false };
            using StreamReader reader = new(unpacked);
            while (reader.ReadLine() is { } line)
            {
                if (line.Length == 0)
                    continue;
                string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                labels.Add((byte)(int.Parse(words[0], CultureInfo.InvariantCulture) - 1));
                byte[] picture = new byte[Side * Side];
                // What is not named is 0: half bright.
                Array.Fill(picture, ToByte(0));
                foreach (string word in words.Skip(1))
                {
                    string[] pair = word.Split(':');
                    picture[int.Parse(pair[0], CultureInfo.InvariantCulture) - 1] = ToByte(double.Parse(pair[1], CultureInfo.InvariantCulture));
                }

                pixels.AddRange(picture);
                if (labels[^1] > 9 || labels.Count > MostPictures)
                    throw new InvalidDataException($"line {labels.Count} is not of this set");
            }

            return new DigitSet("usps", Side, Side, [.. pixels], [.. labels]);
        }
        catch (Exception e) when (e is FormatException or OverflowException or IndexOutOfRangeException or BZip2Exception or InvalidDataException)
        {
            throw new InvalidInputException(
                $"{path}: is not USPS as it was published ({AtomicFile.OneLine(e).TrimEnd('.')}); delete it to have it fetched again.", e);
        }
    }

    private static byte ToByte(double value) => (byte)Math.Clamp(Math.Round((value + 1) * 127.5), 0, 255);
}
