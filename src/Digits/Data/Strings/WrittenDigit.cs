namespace Digits.Data;

/// <summary>
/// A digit that somebody wrote, prepared to be written again with any pen: its ink at twice the size, and for every point the distance from the middle of the
/// stroke.
/// </summary>
internal sealed class WrittenDigit
{
    /// <summary>Width and height of both maps.</summary>
    public const int Side = 56;

    /// <summary>The map of distances counts in so many steps a pixel.</summary>
    public const float StepsPerPixel = 10;

    private const byte Inked = 100;

    private WrittenDigit(byte[] ink, byte[] distance, float shear, float height) => (Ink, Distance, Shear, Height) = (ink, distance, shear, height);

    /// <summary>The ink, 0 to 255, <c>[Side, Side]</c>.</summary>
    public byte[] Ink { get; }

    /// <summary>The distance from the thinned stroke, <c>[Side, Side]</c>, in <see cref="StepsPerPixel"/>; 255 for all that is farther.</summary>
    public byte[] Distance { get; }

    /// <summary>How far the digit leans: pixels to the right for each pixel up, by its second moments.</summary>
    public float Shear { get; }

    /// <summary>The height of the ink, in pixels of these maps.</summary>
    public float Height { get; }

    /// <summary>Prepares an image of MNIST's size and frame.</summary>
    public static WrittenDigit Of(ReadOnlySpan<byte> image)
    {
        byte[] ink = Smooth(Double(image));
        byte[] line = new byte[Side * Side];
        int top = Side, bottom = 0;
        double mass = 0, sumX = 0, sumY = 0;
        for (int i = 0; i < ink.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, Side);
            if (ink[i] <= Inked || x is 0 or Side - 1 || y is 0 or Side - 1)
                continue;

            line[i] = 1;
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
            (mass, sumX, sumY) = (mass + 1, sumX + x, sumY + y);
        }

        double xy = 0, yy = 0;
        for (int i = 0; i < line.Length; i++)
        {
            double dy = (i / Side) - (sumY / mass);
            xy += line[i] * dy * ((i % Side) - (sumX / mass));
            yy += line[i] * dy * dy;
        }

        Thinning.Thin(line, Side);
        return new WrittenDigit(ink, Distances(line), mass == 0 ? 0 : (float)(-xy / Math.Max(yy, 1)), Math.Max(bottom - top + 1, 8));
    }

    private static byte[] Double(ReadOnlySpan<byte> image)
    {
        const int Small = Side / 2;
        byte[] large = new byte[Side * Side];
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                // The four nearest, in shares of 9, 3, 3 and 1.
                int nearX = x / 2, nearY = y / 2;
                int farX = Math.Clamp(nearX + (x % 2 == 0 ? -1 : 1), 0, Small - 1);
                int farY = Math.Clamp(nearY + (y % 2 == 0 ? -1 : 1), 0, Small - 1);
                int sum = (9 * image[(nearY * Small) + nearX]) + (3 * image[(nearY * Small) + farX]) + (3 * image[(farY * Small) + nearX])
                    + image[(farY * Small) + farX];
                large[(y * Side) + x] = (byte)(sum / 16);
            }
        }

        return large;
    }

    private static byte[] Smooth(byte[] image)
    {
        byte[] smooth = new byte[image.Length];
        for (int i = Side + 1; i < image.Length - Side - 1; i++)
        {
            int sum = (4 * image[i]) + (2 * (image[i - 1] + image[i + 1] + image[i - Side] + image[i + Side]))
                + image[i - Side - 1] + image[i - Side + 1] + image[i + Side - 1] + image[i + Side + 1];
            smooth[i] = (byte)(sum / 16);
        }

        return smooth;
    }

    /// <summary>
    /// Distances by two passes with steps of 5, 7 and 11 fifths (Borgefors, "Distance transformations in digital images", 1986), within 2 % of Euclid's.
    /// </summary>
    private static byte[] Distances(byte[] line)
    {
        const int Far = 10_000, Straight = 5, Diagonal = 7, Knight = 11;
        ReadOnlySpan<(int X, int Y, int Cost)> before =
        [
            (-1, 0, Straight), (0, -1, Straight), (-1, -1, Diagonal), (1, -1, Diagonal), (-2, -1, Knight), (2, -1, Knight), (-1, -2, Knight), (1, -2, Knight),
        ];
        int[] fifths = new int[line.Length];
        for (int i = 0; i < line.Length; i++)
            fifths[i] = line[i] > 0 ? 0 : Far;
        for (int pass = 0; pass < 2; pass++)
        {
            int sign = pass == 0 ? 1 : -1;
            for (int k = 0; k < line.Length; k++)
            {
                int i = pass == 0 ? k : line.Length - 1 - k;
                (int y, int x) = Math.DivRem(i, Side);
                int least = fifths[i];
                foreach ((int dx, int dy, int cost) in before)
                {
                    int nx = x + (sign * dx), ny = y + (sign * dy);
                    if ((uint)nx < Side && (uint)ny < Side)
                        least = Math.Min(least, fifths[(ny * Side) + nx] + cost);
                }

                fifths[i] = least;
            }
        }

        byte[] distance = new byte[line.Length];
        for (int i = 0; i < line.Length; i++)
            distance[i] = (byte)Math.Min(255, fifths[i] * 2);
        return distance;
    }
}
