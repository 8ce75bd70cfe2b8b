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

    /// <summary>Threads that share the rows of one picture; 0 for one per processor. Who reads many pictures at once gives 1.</summary>
    public int Threads { get; init; }

    internal static ReadOptions Default { get; } = new();
}
