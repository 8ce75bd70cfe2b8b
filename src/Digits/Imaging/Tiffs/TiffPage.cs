namespace Digits.Imaging;

/// <summary>What a TIFF's table says about a page, before the library is asked.</summary>
/// <param name="IsSound">Whether all that the page needs lies within the file, and as many strips or tiles as its size needs.</param>
/// <param name="Width">Width in pixels as stored; 0 where it is not told.</param>
/// <param name="Height">Height in pixels; 0 where it is not told.</param>
internal readonly record struct TiffPage(bool IsSound, long Width, long Height);
