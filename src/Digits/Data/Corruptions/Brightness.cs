namespace Digits.Data;

/// <summary><c>brightness</c>: everything is brighter by half of the full range, so that the ground is gray and faint ink as bright as full ink.</summary>
/// <remarks>Published as severity 5 of 5: 0.1 to 0.5.</remarks>
internal static class Brightness
{
    private const float Added = 0.5f;

    internal static void Apply(PixelPlane image, SeededRandom random)
    {
        foreach (ref float pixel in image.Pixels.AsSpan())
            pixel += Added;
    }
}
