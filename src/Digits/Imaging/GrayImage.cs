using Digits.Engine;

namespace Digits.Imaging;

/// <summary>A gray picture of one byte a pixel, row-major <c>[Height, Width]</c>, 0 black to 255 white. Immutable.</summary>
public sealed class GrayImage
{
    private readonly byte[] _pixels;

    /// <summary>Makes a picture over <paramref name="pixels"/>, which it takes over without a copy: do not write to them afterwards.</summary>
    /// <exception cref="InvalidInputException">A side is less than 1, or there are not <c>width * height</c> pixels.</exception>
    public GrayImage(int width, int height, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (width < 1 || height < 1)
            throw new InvalidInputException($"A picture of {width}x{height} pixels; both sides must be at least 1.");
        if (pixels.Length != (long)width * height)
            throw new InvalidInputException($"A picture of {width}x{height} has {(long)width * height} pixels, not {pixels.Length}.");
        Width = width;
        Height = height;
        _pixels = pixels;
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>All pixels, row after row from the top.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>One row of <see cref="Width"/> pixels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no row <paramref name="y"/>.</exception>
    public ReadOnlySpan<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Height);
        return _pixels.AsSpan(y * Width, Width);
    }

    /// <summary>The negative: 255 minus each pixel.</summary>
    internal GrayImage Inverted()
    {
        byte[] pixels = [.. _pixels];
        foreach (ref byte pixel in pixels.AsSpan())
            pixel = (byte)(255 - pixel);
        return new GrayImage(Width, Height, pixels);
    }
}
