namespace Digits.Data;

/// <summary>
/// <c>fog</c>: clouds three times as bright as full ink are added, and the whole is brought back into range, so that of the digit's contrast a quarter is left.
/// </summary>
/// <remarks>
/// Published as severity 5 of 5: clouds of 1.5, 2, 2.5, 2.5 and 3, whose displacements shrink by the square of 2, 2, 1.7, 1.5 and 1.4 a step; a corner of 28x28
/// of a map of 256x256.
/// </remarks>
internal static class Fog
{
    private const float Density = 3;
    private const float Decay = 1.4f;

    internal static void Apply(PixelPlane image, SeededRandom random)
    {
        using PlasmaFractal clouds = new(Decay, random);
        float brightest = 0;
        foreach (float pixel in image.Pixels)
            brightest = MathF.Max(brightest, pixel);

        float scale = brightest / (brightest + Density);
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            float cloud = clouds.At(i / image.Columns / image.Unit, i % image.Columns / image.Unit);
            image.Pixels[i] = (image.Pixels[i] + Density * cloud) * scale;
        }
    }
}
