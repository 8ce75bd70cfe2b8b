using Digits.Data;
using Digits.Imaging;

namespace Digits.Server.Tests;

/// <summary>Digits that a program draws, for requests.</summary>
internal static class DrawnDigits
{
    private const int Side = 28, Scale = 3;

    internal static DigitSet Set { get; } = Strokes.Generate(train: 1, test: 200).Test!;

    /// <summary>The pixels of a digit of the set, 0 to 255.</summary>
    internal static int[] Pixels(int index) => [.. Set.Image(index).ToArray().Select(pixel => (int)pixel)];

    /// <summary>A PNG of a row of digits, dark on white.</summary>
    internal static byte[] Picture(string digits)
    {
        const int Margin = 30;
        int width = (2 * Margin) + (digits.Length * Side * Scale), height = (2 * Margin) + (Side * Scale);
        byte[] pixels = new byte[width * height];
        pixels.AsSpan().Fill(255);
        for (int i = 0; i < digits.Length; i++)
        {
            ReadOnlySpan<byte> digit = Set.Image(First(digits[i] - '0'));
            for (int y = 0; y < Side * Scale; y++)
            {
                for (int x = 0; x < Side * Scale; x++)
                    pixels[((Margin + y) * width) + Margin + (i * Side * Scale) + x] = (byte)(255 - digit[(y / Scale * Side) + (x / Scale)]);
            }
        }

        using TempFolder folder = new();
        Imaging.Picture.Save(folder["p.png"], new GrayImage(width, height, pixels));
        return File.ReadAllBytes(folder["p.png"]);
    }

    private static int First(int label)
    {
        int at = Set.Labels.IndexOf((byte)label);
        return at >= 0 ? at : throw new InvalidOperationException($"The set has no {label}.");
    }
}
