namespace Digits.Data;

/// <summary><c>stripe</c>: the left and the right quarter of the image as a negative (columns 0 to 6 and 21 to 27 of 28).</summary>
internal static class Stripe
{
    internal static void Apply(PixelPlane image, SeededRandom random)
    {
        int width = image.Columns / 4;
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            int column = i % image.Columns;
            if (column < width || column >= image.Columns - width)
                image.Pixels[i] = 1 - image.Pixels[i];
        }
    }
}
