namespace Digits.Data;

/// <summary>
/// <c>shot_noise</c>: light arrives in few particles. Full ink is three of them on average; what is counted follows Poisson's distribution and
/// is cut off at three.
/// </summary>
/// <remarks>Published as severity 5 of 5: 60, 25, 12, 5 and 3 particles.</remarks>
internal static class ShotNoise
{
    private const int Particles = 3;

    internal static void Apply(PixelPlane image, SeededRandom random)
    {
        foreach (ref float pixel in image.Pixels.AsSpan())
        {
            if (pixel == 0)
                continue; // Where no light is, none is counted.

            // How many counts' probabilities, from none upwards, the number drawn exceeds.
            double mean = pixel * Particles;
            double left = random.NextDouble();
            double probability = PortableMath.Exp(-mean);
            int count = 0;
            while (count < Particles && left >= probability)
            {
                left -= probability;
                count++;
                probability *= mean / count;
            }

            pixel = (float)count / Particles;
        }
    }
}
