namespace Digits.Imaging;

/// <summary>Which pictures <see cref="Picture"/> accepts.</summary>
public sealed record PictureOptions
{
    /// <summary>The most pixels that a picture may have: 100 megapixels. They are counted from its header, before anything is decoded.</summary>
    public long MaxPixels { get; init; } = 100_000_000;

    internal static PictureOptions Default { get; } = new();
}
