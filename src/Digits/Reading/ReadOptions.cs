using Digits.Imaging;

namespace Digits.Reading;

/// <summary>How <see cref="DigitReader"/> reads a picture.</summary>
public sealed record ReadOptions
{
    /// <summary>What the picture is taken for.</summary>
    public ReadMode Mode { get; init; }

    /// <summary>Digits of a lower confidence, 0 to 1, are left out; null for the reader's own threshold.</summary>
    public double? MinConfidence { get; init; }

    /// <summary>Which files are accepted.</summary>
    public PictureOptions Picture { get; init; } = PictureOptions.Default;

    internal static ReadOptions Default { get; } = new();
}
