using System.Runtime.CompilerServices;
using Digits.Data;

namespace Digits.Tests.Data.Formats;

/// <summary>The tiny sets that tools/golden/data_formats.py and data_formats.js write with other programs.</summary>
internal static class GoldenSets
{
    private const int Side = 6;

    public static string Folder { get; } = Here();

    /// <summary>The pictures that the script draws.</summary>
    public static DigitSet Expected(int first, int count)
    {
        byte[] pixels = new byte[count * Side * Side];
        for (int i = 0; i < pixels.Length; i++)
        {
            (int n, int r, int c) = (first + (i / (Side * Side)), i / Side % Side, i % Side);
            bool isFirst = r + c == 0;
            bool isLast = r == Side - 1 && c == Side - 1;
            pixels[i] = (byte)(isFirst ? 0 : isLast ? 255 : ((37 * n) + (11 * r) + (5 * c) + (3 * r * c)) % 256);
        }

        return new DigitSet("expected", Side, Side, pixels, [.. Enumerable.Range(first, count).Select(n => (byte)(n % 10))]);
    }

    public static DigitData Load(string name) => DataSource.Load(Path.Combine(Folder, name));

    public static void ShouldHold(DigitData data, bool test)
    {
        Make.ShouldEqual(data.Train!, Expected(0, 12));
        (data.Test is not null).ShouldBe(test);
        if (test)
            Make.ShouldEqual(data.Test!, Expected(12, 5));
    }

    private static string Here([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../Golden/Formats");
}
