using System.IO.Compression;
using Digits.Data;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tests.Data;

/// <summary>Small data for tests.</summary>
internal static class Make
{
    /// <summary>Random sets of up to 12 images of up to 9x9 pixels, labelled or not.</summary>
    public static Arbitrary<DigitSet> Sets(bool square = false)
    {
        Gen<DigitSet> gen =
            from count in Gen.Choose(1, 12)
            from rows in Gen.Choose(square ? 2 : 1, 9)
            from columns in square ? Gen.Constant(rows) : Gen.Choose(1, 9)
            from labelled in Gen.Elements(true, false)
            from seed in Gen.Choose(0, int.MaxValue)
            select Set(count, rows, columns, labelled, (ulong)seed);
        return gen.ToArbitrary();
    }

    public static DigitSet Set(int count, int rows = 4, int columns = 4, bool labelled = true, ulong seed = 1)
    {
        SeededRandom random = new(seed);
        byte[] labels = [.. Enumerable.Range(0, count).Select(_ => (byte)random.NextInt(10))];
        return new DigitSet("made", rows, columns, Bytes(random, count * rows * columns), labelled ? labels : null);
    }

    public static byte[] Bytes(SeededRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => (byte)random.NextInt(256))];

    public static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream stream = new(packed, CompressionLevel.Optimal))
            stream.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>An IDX file of the given big-endian numbers and bytes.</summary>
    public static byte[] Idx(uint[] header, byte[] payload)
    {
        return [.. header.SelectMany(n => new[] { (byte)(n >> 24), (byte)(n >> 16), (byte)(n >> 8), (byte)n }), .. payload];
    }

    /// <summary>Copies of a file cut short or with bits flipped, the same ones in every run.</summary>
    public static IEnumerable<byte[]> Damaged(byte[] file, int count, ulong seed)
    {
        for (int i = 0; i < count; i++)
        {
            SeededRandom random = new(seed, (ulong)i);
            byte[] copy = (byte[])file.Clone();
            if (random.NextInt(3) == 0)
                copy = copy[..random.NextInt(copy.Length)];
            for (int flips = random.NextInt(4); flips > 0 && copy.Length > 0; flips--)
            {
                // Headers are where lies hurt: half of the flips go there.
                int at = random.NextInt(random.NextInt(2) == 0 ? Math.Min(copy.Length, 40) : copy.Length);
                copy[at] = (byte)(random.NextInt(2) == 0 ? random.NextInt(256) : copy[at] ^ (1 << random.NextInt(8)));
            }

            yield return copy;
        }
    }

    public static void ShouldEqual(DigitSet actual, DigitSet expected)
    {
        actual.Rows.ShouldBe(expected.Rows);
        actual.Columns.ShouldBe(expected.Columns);
        actual.IsLabeled.ShouldBe(expected.IsLabeled);
        actual.Pixels.SequenceEqual(expected.Pixels).ShouldBeTrue();
        actual.Labels.SequenceEqual(expected.Labels).ShouldBeTrue();
    }
}
