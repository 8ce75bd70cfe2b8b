using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;

namespace Digits.Imaging;

/// <summary>Makes gray of rows of samples, in the arithmetic of <see cref="Luma"/>.</summary>
internal sealed class TiffGray
{
    private const int Most = ushort.MaxValue;
    private readonly TiffLayout _layout;
    private readonly byte[]? _levels;
    private ushort[] _wide = [];

    /// <summary>Prepares for a page that is <see cref="TiffLayout.IsPlain"/>.</summary>
    internal TiffGray(Tiff tiff, TiffLayout layout)
    {
        _layout = layout;
        if (layout is { Samples: 1, Bits: <= 8 })
            _levels = layout.Photometric == Photometric.PALETTE ? Palette(tiff, 1 << layout.Bits) : Levels(1 << layout.Bits);
    }

    private bool IsInverted => _layout.Photometric == Photometric.MINISWHITE;

    /// <summary>Converts a row; the samples may be more than the pixels need. 16-bit samples are in the machine's own order.</summary>
    internal void Row(ReadOnlySpan<byte> samples, Span<byte> gray)
    {
        if (_levels is not null)
            Levels(samples, gray, _levels);
        else if (_layout.Bits == 8)
            Colors(Wide(samples), gray);
        else
            Colors(MemoryMarshal.Cast<byte, ushort>(samples), gray);
    }

    private void Levels(ReadOnlySpan<byte> samples, Span<byte> gray, byte[] levels)
    {
        int inByte = 8 / _layout.Bits;
        int mask = levels.Length - 1;
        for (int x = 0; x < gray.Length; x++)
            gray[x] = levels[(samples[x / inByte] >> (8 - (_layout.Bits * ((x % inByte) + 1)))) & mask];
    }

    private ushort[] Wide(ReadOnlySpan<byte> samples)
    {
        if (_wide.Length != samples.Length)
            _wide = new ushort[samples.Length];
        for (int i = 0; i < samples.Length; i++)
            _wide[i] = (ushort)(257 * samples[i]);
        return _wide;
    }

    private void Colors(ReadOnlySpan<ushort> samples, Span<byte> gray)
    {
        (int count, int colors) = (_layout.Samples, _layout.Colors);
        bool isMultiplied = _layout.Alpha == ExtraSample.ASSOCALPHA;
        bool hasAlpha = count > colors && (isMultiplied || _layout.Alpha == ExtraSample.UNASSALPHA);
        for (int x = 0; x < gray.Length; x++)
        {
            ReadOnlySpan<ushort> pixel = samples.Slice(x * count, count);
            int red = pixel[0];
            (int green, int blue) = colors == 3 ? ((int)pixel[1], (int)pixel[2]) : (red, red);
            if (IsInverted)
                red = green = blue = Most - red;
            int alpha = hasAlpha ? pixel[colors] : Most;
            if (isMultiplied && hasAlpha)
            {
                // Already darkened by what shines through: only the paper is missing.
                int paper = Most - alpha;
                (red, green, blue, alpha) = (Math.Min(Most, red + paper), Math.Min(Most, green + paper), Math.Min(Most, blue + paper), Most);
            }

            gray[x] = Luma.Of(red, green, blue, alpha);
        }
    }

    private byte[] Levels(int count)
    {
        byte[] levels = new byte[count];
        for (int i = 0; i < count; i++)
            levels[i] = (byte)(255 * (IsInverted ? count - 1 - i : i) / (count - 1));
        return levels;
    }

    private static byte[] Palette(Tiff tiff, int count)
    {
        FieldValue[]? map = tiff.GetField(TiffTag.COLORMAP);
        if (map is not { Length: >= 3 })
            throw new InvalidDataException("A palette without colors.");
        ushort[][] colors = [.. map.Take(3).Select(channel => channel.ToUShortArray())];
        // Some programs store bytes.
        int factor = colors.All(channel => channel.Take(count).All(value => value <= byte.MaxValue)) ? 257 : 1;
        return [.. Enumerable.Range(0, count).Select(i => Luma.Of(factor * colors[0][i], factor * colors[1][i], factor * colors[2][i], Most))];
    }
}
