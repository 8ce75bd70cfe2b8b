namespace Digits.Imaging;

/// <summary>What a PNG's samples mean: the colour type of its header.</summary>
internal enum PngColor : byte
{
    Gray = 0,
    Rgb = 2,
    Palette = 3,
    GrayAlpha = 4,
    Rgba = 6,
}
