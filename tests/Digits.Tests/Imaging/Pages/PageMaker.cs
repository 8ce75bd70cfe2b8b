using Digits.Data;
using Digits.Imaging;

namespace Digits.Tests.Imaging;

/// <summary>Draws pages of handwritten digits with known truth: drawn strokes set in rows on paper with rules, light and frames.</summary>
internal sealed class PageMaker
{
    private static readonly DigitSet _digits = Strokes.Generate(train: 1, test: 200).Test!;
    private readonly float[] _paper;

    internal PageMaker(int width, int height)
    {
        (Width, Height) = (width, height);
        _paper = [.. Enumerable.Repeat(225f, width * height)];
    }

    internal int Width { get; }

    internal int Height { get; }

    /// <summary>The boxes of the digits that were written, in the order in which they were.</summary>
    internal List<(int X, int Y, int Width, int Height)> Boxes { get; } = [];

    /// <summary>The page as it is now.</summary>
    internal GrayImage Image => new(Width, Height, [.. _paper.Select(value => (byte)Math.Clamp(MathF.Round(value), 0, 255))]);

    /// <summary>Writes digits from left to right, each 28 pixels times a scale wide.</summary>
    internal PageMaker Write(string digits, int left, int top, double scale, double slope = 0, int pitch = 0, float strength = 0.8f)
    {
        for (int i = 0; i < digits.Length; i++)
        {
            int x = left + (int)(i * (pitch > 0 ? pitch : 24 * scale));
            Write(digits[i] - '0', x, top + (int)((x - left) * slope), scale, strength);
        }

        return this;
    }

    /// <summary>Draws a line of a thickness across the page, down it if upright.</summary>
    internal PageMaker Rule(int at, bool isUpright, double slope = 0, int thickness = 2, float level = 150)
    {
        for (int i = 0; i < (isUpright ? Height : Width); i++)
        {
            for (int j = 0; j < thickness; j++)
            {
                int across = at + j + (int)(i * slope);
                (int x, int y) = isUpright ? (across, i) : (i, across);
                if (x >= 0 && y >= 0 && x < Width && y < Height)
                    _paper[(y * Width) + x] = Math.Min(_paper[(y * Width) + x], level);
            }
        }

        return this;
    }

    /// <summary>Draws a box.</summary>
    internal PageMaker Box(int left, int top, int width, int height, float level = 90)
    {
        for (int i = 0; i <= width; i++)
            (this[left + i, top], this[left + i, top + 1], this[left + i, top + height], this[left + i, top + height + 1]) = (level, level, level, level);
        for (int i = 0; i <= height; i++)
            (this[left, top + i], this[left + 1, top + i], this[left + width, top + i], this[left + width + 1, top + i]) = (level, level, level, level);
        return this;
    }

    /// <summary>Draws a comb: a line with teeth that stand on it, one at each end and between the cells.</summary>
    internal PageMaker Comb(int left, int bottom, int cells, int pitch, int height, float level = 120)
    {
        for (int i = 0; i <= cells * pitch; i++)
            (this[left + i, bottom], this[left + i, bottom + 1]) = (level, level);
        for (int tooth = 0; tooth <= cells; tooth++)
        {
            for (int i = 0; i < height; i++)
                (this[left + (tooth * pitch), bottom - i], this[left + (tooth * pitch) + 1, bottom - i]) = (level, level);
        }

        return this;
    }

    /// <summary>Multiplies the light.</summary>
    /// <param name="light">The light at x and y, each from 0 to 1.</param>
    internal PageMaker Light(Func<double, double, double> light)
    {
        for (int i = 0; i < _paper.Length; i++)
            _paper[i] *= (float)light(i % Width / (double)Width, i / Width / (double)Height);
        return this;
    }

    /// <summary>Adds grain of a standard deviation.</summary>
    internal PageMaker Grain(double deviation, ulong seed = 1)
    {
        SeededRandom random = new(seed, 0);
        for (int i = 0; i < _paper.Length; i++)
            _paper[i] += (float)(deviation * random.NextGaussian());
        return this;
    }

    /// <summary>Puts the page onto a larger dark desk with grain.</summary>
    internal PageMaker OnDesk(int margin)
    {
        PageMaker desk = new(Width + (2 * margin), Height + (2 * margin));
        for (int y = 0; y < desk.Height; y++)
        {
            for (int x = 0; x < desk.Width; x++)
            {
                bool isPaper = x >= margin && y >= margin && x < margin + Width && y < margin + Height;
                desk._paper[(y * desk.Width) + x] = isPaper ? _paper[((y - margin) * Width) + x - margin] : 70 + (15 * MathF.Sin(y / 3f) * MathF.Sin(x / 19f));
            }
        }

        desk.Boxes.AddRange(Boxes.Select(box => (box.X + margin, box.Y + margin, box.Width, box.Height)));
        return desk;
    }

    private float this[int x, int y]
    {
        set => _paper[(y * Width) + x] = value;
    }

    /// <summary>Writes one digit, bilinear between the pixels of MNIST's size.</summary>
    private void Write(int digit, int left, int top, double scale, float strength)
    {
        ReadOnlySpan<byte> image = _digits.Image(Array.FindIndex(_digits.Labels.ToArray(), label => label == digit));
        Plane plane = Plane.Of(new GrayImage(28, 28, image.ToArray()));
        (int x0, int y0, int x1, int y1) = (Width, Height, 0, 0);
        int side = (int)(28 * scale);
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                float ink = plane.At((float)(((x + 0.5) / scale) - 0.5), (float)(((y + 0.5) / scale) - 0.5)) / 255;
                int at = ((top + y) * Width) + left + x;
                if (left + x < 0 || top + y < 0 || left + x >= Width || top + y >= Height)
                    continue;
                _paper[at] *= 1 - (strength * ink);
                if (ink > 0.4f)
                    (x0, y0, x1, y1) = (Math.Min(x0, left + x), Math.Min(y0, top + y), Math.Max(x1, left + x + 1), Math.Max(y1, top + y + 1));
            }
        }

        Boxes.Add((x0, y0, x1 - x0, y1 - y0));
    }
}
