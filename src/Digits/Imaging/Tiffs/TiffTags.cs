using BitMiracle.LibTiff.Classic;

namespace Digits.Imaging;

/// <summary>Reads the tags of a TIFF's page.</summary>
internal static class TiffTags
{
    /// <summary>A number; null where there is none.</summary>
    internal static int? Number(Tiff tiff, TiffTag tag) => tiff.GetField(tag) is [var value, ..] ? value.ToInt() : null;

    /// <summary>A number, or what the standard says where there is none.</summary>
    internal static int Number(Tiff tiff, TiffTag tag, int standard) => tiff.GetFieldDefaulted(tag) is [var value, ..] ? value.ToInt() : standard;
}
