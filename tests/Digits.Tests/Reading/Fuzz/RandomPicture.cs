using Digits.Data;
using Digits.Imaging;

namespace Digits.Tests.Reading;

/// <summary>
/// Pictures of any size and content: noise, boxes, lines, blobs in rows, checkerboards, gradients, spirals, combs of one pixel, digits, and mixtures of them.
/// Sides are from 1 to 4000, and mostly small.
/// </summary>
internal static class RandomPicture
{
    private static readonly Lazy<DigitSet> _digits = new(() => Strokes.Generate(train: 1, test: 50).Test!);

    /// <summary>Makes a picture.</summary>
    /// <param name="random">Chooses.</param>
    /// <param name="mostPixels">The most pixels that it has; a long side leaves less for the other.</param>
    internal static GrayImage Make(SeededRandom random, int mostPixels)
    {
        int width = Side(random);
        int height = Side(random);
        if ((long)width * height > mostPixels)
            (width, height) = random.NextInt(2) == 0 ? (width, Math.Max(1, mostPixels / width)) : (Math.Max(1, mostPixels / height), height);
        byte[] pixels = new byte[width * height];
        Fill(pixels, width, random);
        for (int layers = random.NextInt(3); layers > 0; layers--)
            Overlay(pixels, width, height, random);
        if (random.NextInt(3) == 0)
            Grain(pixels, random);
        if (random.NextInt(2) == 0)
            pixels.AsSpan().Reverse();
        return new GrayImage(width, height, pixels);
    }

    /// <summary>1 to 4000: half of them below some 60.</summary>
    private static int Side(SeededRandom random) => random.NextInt(12) switch
    {
        0 => 1 + random.NextInt(4),
        1 => 28,
        _ => (int)Math.Round(Math.Pow(4000, random.NextDouble())),
    };

    /// <summary>A ground that covers the picture.</summary>
    private static void Fill(byte[] pixels, int width, SeededRandom random)
    {
        int kind = random.NextInt(9);
        int period = 1 + random.NextInt(24);
        int low = random.NextInt(256);
        int high = random.NextInt(256);
        int height = pixels.Length / width;
        double turn = random.NextDouble() * 3;
        double frequency = 1.0 / (1 + random.NextInt(40));
        for (int i = 0; i < pixels.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, width);
            pixels[i] = kind switch
            {
                0 => (byte)low,
                1 => (byte)random.NextInt(256),
                2 => (byte)(((x / period) + (y / period)) % 2 == 0 ? low : high),
                3 => (byte)(low + ((high - low) * x / width)),
                4 => (byte)(low + ((high - low) * y / height)),
                5 => (byte)(x % (1 + period) == 0 ? low : high),
                6 => (byte)(y % (1 + period) == 0 || x % (1 + period) == 0 ? low : high),
                7 => Spiral(x - (width / 2), y - (height / 2)) ? (byte)low : (byte)high,
                _ => (byte)(random.NextInt(1 + period) == 0 ? low : high),
            };
        }

        bool Spiral(int dx, int dy) => Math.Sin((Math.Sqrt((dx * dx) + (dy * dy)) * frequency * 6.3) + (turn * Math.Atan2(dy, dx))) > 0;
    }

    /// <summary>Shapes that cover a part of it.</summary>
    private static void Overlay(byte[] pixels, int width, int height, SeededRandom random)
    {
        int kind = random.NextInt(5);
        int value = random.NextInt(256);
        switch (kind)
        {
            case 0:
                for (int n = 1 + random.NextInt(40); n > 0; n--)
                    Box(pixels, width, height, random, 1 + (width / 4), 1 + (height / 4), value);
                break;
            case 1:
                for (int n = 1 + random.NextInt(30); n > 0; n--)
                    Line(pixels, width, height, random, value);
                break;
            case 2:
                // Blobs in rows, such as writing is.
                for (int n = 1 + random.NextInt(200); n > 0; n--)
                    Box(pixels, width, height, random, 1 + random.NextInt(12), 1 + random.NextInt(20), value);
                break;
            case 3:
                Frame(pixels, width, height, 1 + random.NextInt(1 + (Math.Min(width, height) / 3)), value);
                break;
            default:
                DigitSet digits = _digits.Value;
                for (int n = 1 + random.NextInt(12); n > 0; n--)
                    Stamp(pixels, width, height, digits.Image(random.NextInt(digits.Count)), random, value);
                break;
        }
    }

    private static void Box(byte[] pixels, int width, int height, SeededRandom random, int mostWidth, int mostHeight, int value)
    {
        int left = random.NextInt(width);
        int top = random.NextInt(height);
        int right = Math.Min(width, left + 1 + random.NextInt(mostWidth));
        int bottom = Math.Min(height, top + 1 + random.NextInt(mostHeight));
        for (int y = top; y < bottom; y++)
            pixels.AsSpan((y * width) + left, right - left).Fill((byte)value);
    }

    private static void Line(byte[] pixels, int width, int height, SeededRandom random, int value)
    {
        (double x, double y) = (random.NextInt(width), random.NextInt(height));
        (double endX, double endY) = (random.NextInt(width), random.NextInt(height));
        int breadth = 1 + random.NextInt(4);
        int steps = (int)Math.Max(1, Math.Max(Math.Abs(endX - x), Math.Abs(endY - y)));
        for (int i = 0; i <= steps; i++)
        {
            int px = (int)(x + ((endX - x) * i / steps));
            int py = (int)(y + ((endY - y) * i / steps));
            for (int dy = 0; dy < breadth && py + dy < height; dy++)
                pixels.AsSpan(((py + dy) * width) + px, Math.Min(breadth, width - px)).Fill((byte)value);
        }
    }

    private static void Frame(byte[] pixels, int width, int height, int breadth, int value)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, width);
            if (x < breadth || y < breadth || x >= width - breadth || y >= height - breadth)
                pixels[i] = (byte)value;
        }
    }

    private static void Stamp(byte[] pixels, int width, int height, ReadOnlySpan<byte> digit, SeededRandom random, int value)
    {
        const int Side = 28;
        int scale = 1 + random.NextInt(6);
        int left = random.NextInt(width) - (Side * scale / 2);
        int top = random.NextInt(height) - (Side * scale / 2);
        for (int y = Math.Max(0, top); y < Math.Min(height, top + (Side * scale)); y++)
        {
            for (int x = Math.Max(0, left); x < Math.Min(width, left + (Side * scale)); x++)
            {
                if (digit[((y - top) / scale * Side) + ((x - left) / scale)] > 127)
                    pixels[(y * width) + x] = (byte)value;
            }
        }
    }

    private static void Grain(byte[] pixels, SeededRandom random)
    {
        int most = 1 + random.NextInt(60);
        foreach (ref byte pixel in pixels.AsSpan())
            pixel = (byte)Math.Clamp(pixel + random.NextInt(most) - (most / 2), 0, 255);
    }
}
