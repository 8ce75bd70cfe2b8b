using System.Globalization;
using Digits.Data;
using Digits.Imaging;
using Digits.Tests.Data;

namespace Digits.Tests.Imaging;

/// <summary>
/// Damaged files of every format: reading one succeeds or fails with one line. A crash in native code would end the process, and with it the test run.
/// <c>DIGITS_FUZZ</c> sets how many files are tried.
/// </summary>
public sealed class PictureFuzzTests
{
    // Mutated headers may ask for 100 megapixels, which take a second to fill; what these files ask for stays small.
    private static readonly PictureOptions _small = new() { MaxPixels = 1_000_000 };

    [Fact]
    public void Damaged_files_never_do_worse_than_one_line()
    {
        int count = int.Parse(Environment.GetEnvironmentVariable("DIGITS_FUZZ") ?? "3000", CultureInfo.InvariantCulture);
        (string Name, byte[] File)[] samples = [.. MakePicture.Samples()];
        for (int i = 0; i < count; i++)
        {
            (string name, byte[] file) = samples[i % samples.Length];
            byte[] mutated = Mutate(file, samples[(i / samples.Length) % samples.Length].File, new SeededRandom(17, (ulong)i));
            Bad.NeverWorse(mutated, () => Picture.Decode(mutated, name, _small));
        }
    }

    [Fact]
    public void Damage_behind_sound_checksums_does_no_worse()
    {
        byte[] header = PngParts.Header(12, 12, 16, 2, 1);
        byte[] data = PngParts.Deflate(Make.Bytes(new SeededRandom(8), 2000));
        foreach (byte[] damaged in Make.Damaged(header, 500, seed: 4))
            Decode(PngParts.Build(damaged, ("IDAT", data)));
        foreach (byte[] damaged in Make.Damaged(data, 1000, seed: 5))
            Decode(PngParts.Build(header, ("IDAT", damaged)));

        static void Decode(byte[] png) => Bad.NeverWorse(png, () => Picture.Decode(png, "fuzz", _small));
    }

    /// <summary>Flips bits, overwrites bytes, cuts off, removes, repeats, or splices in a part of another file: up to four of these.</summary>
    private static byte[] Mutate(byte[] file, byte[] other, SeededRandom random)
    {
        List<byte> bytes = [.. file];
        for (int changes = 1 + random.NextInt(4); changes > 0 && bytes.Count > 0; changes--)
        {
            // Headers are where lies hurt: half of the changes go there.
            int at = random.NextInt(random.NextInt(2) == 0 ? Math.Min(bytes.Count, 64) : bytes.Count);
            int length = Math.Min(bytes.Count - at, 1 + random.NextInt(32));
            switch (random.NextInt(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.NextInt(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.NextInt(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3:
                    bytes.RemoveRange(at, length);
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                default:
                    int from = random.NextInt(other.Length);
                    bytes.InsertRange(at, other[from..Math.Min(other.Length, from + length)]);
                    break;
            }
        }

        return [.. bytes];
    }
}
