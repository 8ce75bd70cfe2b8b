using System.Numerics;

namespace Digits.Data;

/// <summary>
/// Draws single digits, and other strokes, into MNIST's frame: the digit fills a box of 20x20 pixels with its proportions kept, and the box lies
/// in 28x28 so that the ink's center of mass is at pixel (14, 14) (LeCun, Cortes and Burges). One instance serves one thread.
/// </summary>
internal sealed class StrokeArtist
{
    /// <summary>Height and width of the image.</summary>
    public const int Side = 28;

    private const float Box = 20;

    private readonly InkCanvas _canvas = new();
    private readonly float[] _coverage = new float[InkCanvas.Side * InkCanvas.Side];

    /// <summary>
    /// Draws <paramref name="digit"/> into <paramref name="image"/>, <c>[28, 28]</c>, ink bright on dark; on request each way of writing it is equally likely.
    /// </summary>
    public void Draw(int digit, SeededRandom random, Span<byte> image, bool evenly = false) =>
        Draw(DigitForms.Draw(digit, random, evenly), DigitForms.Breadth(digit), random, image);

    /// <summary>Draws one form into <paramref name="image"/>, <c>[28, 28]</c>, with a line of that breadth relative to the average digit's.</summary>
    public void Draw(DigitForm form, float breadth, SeededRandom random, Span<byte> image)
    {
        Skeleton skeleton = form.Draw(random);
        Vector2[][] lines = new Handwriting(random).Write(skeleton);
        Draw(lines, new Pen(random, breadth), random, image);
    }

    /// <summary>Draws lines with a pen into <paramref name="image"/>, <c>[28, 28]</c>, scaled to the box; each has at least two points.</summary>
    public void Draw(Vector2[][] lines, Pen pen, SeededRandom random, Span<byte> image)
    {
        float[][] radii = Array.ConvertAll(lines, line => pen.Press(line));
        Fit(lines, radii, pen);
        _canvas.Clear(pen.Roughness, random);
        for (int s = 0; s < lines.Length; s++)
            _canvas.Draw(lines[s], radii[s]);
        _canvas.Reduce(_coverage);
        Center(image);
    }

    /// <summary>Scales the lines so that their ink just fits the box, and puts the box in the middle of the canvas.</summary>
    private static void Fit(Vector2[][] lines, float[][] radii, Pen pen)
    {
        // What the edge strays, and half a fine pixel on either side where it fades.
        float room = Box - pen.Roughness - 0.25f - pen.Width;
        (Vector2 low, Vector2 high) = Bounds(lines, radii, 0);
        Vector2 size = high - low;
        Transform(lines, room / MathF.Max(size.X, size.Y), default);

        // The line is not equally broad everywhere, so the first scale is a guess that the inked box itself corrects.
        (low, high) = Bounds(lines, radii, 1);
        size = high - low;
        float scale = room / (MathF.Max(size.X, size.Y) - pen.Width);
        Transform(lines, scale, new Vector2(InkCanvas.Side * 0.5f) - (low + high) * (0.5f * scale));
    }

    private static (Vector2 Low, Vector2 High) Bounds(Vector2[][] lines, float[][] radii, float breadth)
    {
        Vector2 low = lines[0][0];
        Vector2 high = low;
        for (int s = 0; s < lines.Length; s++)
        {
            for (int i = 0; i < lines[s].Length; i++)
            {
                Vector2 radius = new(radii[s][i] * breadth);
                low = Vector2.Min(low, lines[s][i] - radius);
                high = Vector2.Max(high, lines[s][i] + radius);
            }
        }

        return (low, high);
    }

    private static void Transform(Vector2[][] lines, float scale, Vector2 shift)
    {
        foreach (Vector2[] line in lines)
        {
            foreach (ref Vector2 point in line.AsSpan())
                point = point * scale + shift;
        }
    }

    private void Center(Span<byte> image)
    {
        float mass = 0, momentX = 0, momentY = 0;
        for (int y = 0; y < InkCanvas.Side; y++)
        {
            for (int x = 0; x < InkCanvas.Side; x++)
            {
                float ink = _coverage[y * InkCanvas.Side + x];
                mass += ink;
                momentX += ink * x;
                momentY += ink * y;
            }
        }

        int shiftX = ShiftToMiddle(momentX / mass);
        int shiftY = ShiftToMiddle(momentY / mass);
        image.Clear();
        for (int y = Math.Max(0, -shiftY); y < Math.Min(InkCanvas.Side, Side - shiftY); y++)
        {
            for (int x = Math.Max(0, -shiftX); x < Math.Min(InkCanvas.Side, Side - shiftX); x++)
                image[(y + shiftY) * Side + x + shiftX] = (byte)(_coverage[y * InkCanvas.Side + x] * 255 + 0.5f);
        }
    }

    /// <summary>By how many whole pixels the ink moves; never so far that the box would leave the image.</summary>
    private static int ShiftToMiddle(float centerOfMass)
    {
        // Pixel (14, 14) is half a pixel right of and below the true middle, but that is where MNIST's centers of mass lie.
        const int Middle = Side / 2;
        const int Margin = (InkCanvas.Side - (int)Box) / 2;
        int shift = (int)MathF.Floor(Middle - centerOfMass + 0.5f);
        return Math.Clamp(shift, -Margin, Side - InkCanvas.Side + Margin);
    }
}
