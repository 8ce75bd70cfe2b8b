namespace Digits.Data;

/// <summary><c>impulse_noise</c>: 17 % of the pixels turn dark or bright, either with the same chance (salt and pepper).</summary>
/// <remarks>Published as severity 4 of 5: 3, 6, 9, 17 and 27 %.</remarks>
internal static class ImpulseNoise
{
    private const float Share = 0.17f;

    internal static void Apply(PixelPlane image, SeededRandom random)
    {
        foreach (ref float pixel in image.Pixels.AsSpan())
        {
            float drawn = random.NextSingle();
            if (drawn < Share)
                pixel = drawn < Share / 2 ? 0 : 1;
        }
    }
}
