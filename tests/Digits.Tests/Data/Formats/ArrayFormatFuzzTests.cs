using System.Globalization;
using Digits.Data;
using Digits.Engine;

namespace Digits.Tests.Data.Formats;

/// <summary>
/// Damaged files of NumPy, Parquet, HDF5 and MATLAB: reading one succeeds or fails with one line, and takes memory in proportion. <c>DIGITS_FUZZ</c> sets how
/// many of each kind are tried.
/// </summary>
[Collection(MemoryCollection.Name)]
public sealed class ArrayFormatFuzzTests
{
    private const long Limit = 64_000_000;

    [Theory]
    [InlineData("npz", "*.npz")]
    [InlineData("npy", "*.npy")]
    [InlineData("mat", "*.mat")]
    [InlineData("h5", "*.h5")]
    [InlineData("parquet", "*.parquet")]
    public void Damaged_files_never_do_worse_than_one_line(string kind, string pattern)
    {
        int count = int.Parse(Environment.GetEnvironmentVariable("DIGITS_FUZZ") ?? "400", CultureInfo.InvariantCulture);
        byte[][] files = [.. Directory.EnumerateFiles(GoldenSets.Folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)];
        long most = 0;
        int read = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] file = files[i % files.Length];
            byte[] damaged = Mutate(file, files[(i / files.Length) % files.Length], new SeededRandom(23, (ulong)i));
            long before = GC.GetTotalAllocatedBytes();
            try
            {
                if (DataFormat.Of(damaged[..Math.Min(damaged.Length, DataFormat.HeadBytes)], $"damaged.{kind}") is { } format)
                {
                    format.Read(new MemoryStream(damaged), $"damaged.{kind}", "damaged");
                    read++;
                }
            }
            catch (DigitsException e)
            {
                e.Message.ShouldNotContain('\n');
            }
            catch (Exception e)
            {
                throw new ShouldAssertException($"file {i} of {kind}: {e}", e);
            }

            long allocated = GC.GetTotalAllocatedBytes() - before;
            most = Math.Max(most, allocated);
            allocated.ShouldBeLessThan(Limit, $"file {i} of {kind}");
        }

        read.ShouldBeInRange(1, count);
        Console.WriteLine($"{kind}: {read:N0} of {count:N0} were read, the most memory for one was {most / 1e6:0.0} MB");
    }

    /// <summary>Flips bits, overwrites bytes, cuts off, removes, repeats, or splices in a part of another file: up to four of these.</summary>
    private static byte[] Mutate(byte[] file, byte[] other, SeededRandom random)
    {
        List<byte> bytes = [.. file];
        for (int changes = 1 + random.NextInt(4); changes > 0 && bytes.Count > 0; changes--)
        {
            // Headers are where lies hurt, at the beginning and, in ZIP and Parquet, at the end.
            int place = random.NextInt(4);
            int at = place == 0 ? random.NextInt(Math.Min(bytes.Count, 200))
                : place == 1 ? Math.Max(0, bytes.Count - 1 - random.NextInt(400))
                : random.NextInt(bytes.Count);
            int length = Math.Min(bytes.Count - at, 1 + random.NextInt(16));
            switch (random.NextInt(8))
            {
                case 0 or 1:
                    bytes[at] ^= (byte)(1 << random.NextInt(8));
                    break;
                case 2 or 3:
                    bytes[at] = (byte)random.NextInt(256);
                    break;
                case 4:
                    for (int i = 0; i < length; i++)
                        bytes[at + i] = 0xFF;
                    break;
                case 5:
                    bytes.RemoveRange(at, random.NextInt(4) == 0 ? bytes.Count - at : length);
                    break;
                case 6:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                default:
                    int from = random.NextInt(other.Length);
                    byte[] part = other[from..Math.Min(other.Length, from + length)];
                    for (int i = 0; i < part.Length && at + i < bytes.Count; i++)
                        bytes[at + i] = part[i];
                    break;
            }
        }

        return [.. bytes];
    }
}
