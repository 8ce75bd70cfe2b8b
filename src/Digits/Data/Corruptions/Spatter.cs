namespace Digits.Data;

/// <summary>
/// <c>spatter</c>: drops of mud, dark gray (63 of 255), that cover what is below. They lie where smoothed noise is high over some breadth.
/// </summary>
/// <remarks>
/// Published as severity 4 of 5: noise of mean 0.65 and standard deviation 0.3, smoothed by 1 pixel; where it exceeds 0.65 is mud, its outline smoothed by
/// 1.5 pixels, and of that what is 0.8 or more.
/// </remarks>
internal static class Spatter
{
    private const float Deviation = 0.3f;
    private const float NoiseSigma = 1;
    private const float OutlineSigma = 1.5f;
    private const float LeastCover = 0.8f;
    private const float Mud = 63 / 255f;

    internal static void Apply(PixelPlane image, SeededRandom random)
    {
        // The threshold is the mean, so the noise is drawn around 0 and compared with 0.
        PixelPlane mud = new(image.Rows, image.Columns);
        foreach (ref float drop in mud.Pixels.AsSpan())
            drop = Deviation * (float)random.NextGaussian();
        GaussianBlur.Apply(mud, NoiseSigma * image.Unit);
        foreach (ref float drop in mud.Pixels.AsSpan())
            drop = drop > 0 ? 1 : 0;
        GaussianBlur.Apply(mud, OutlineSigma * image.Unit);
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            if (mud.Pixels[i] >= LeastCover)
                image.Pixels[i] += (Mud - image.Pixels[i]) * mud.Pixels[i];
        }
    }
}
