using System.Numerics;

namespace Digits.Data;

/// <summary>
/// Draws single digits into MNIST's frame: the digit fills a box of 20x20 pixels with its proportions kept, and the box lies
/// in 28x28 so that the ink's centre of mass is in the middle (LeCun, Cortes and Burges). One instance serves one thread.
/// </summary>
internal sealed class StrokeArtist
{
    /// <summary>Height and width of the image.</summary>
    public const int Side = 28;

    private const float Box = 20;

    private readonly InkCanvas _canvas = new();
    private readonly float[] _coverage = new float[InkCanvas.Side * InkCanvas.Side];

    /// <summary>Draws <paramref name="digit"/> into <paramref name="image"/>, <c>[28, 28]</c>, ink bright on dark.</summary>
    public void Draw(int digit, SeededRandom random, Span<byte> image)
    {
        Skeleton skeleton = DigitForms.Draw(digit, random).Draw(random);
        Vector2[][] lines = new Handwriting(random).Write(skeleton);
        Pen pen = new(random, DigitForms.Breadth(digit));
        Fit(lines, pen.Width);
        _canvas.Clear(pen.Roughness, random);
        foreach (Vector2[] line in lines)
            _canvas.Draw(line, pen.Press(line));
        _canvas.Reduce(_coverage);
        Centre(image);
    }

    /// <summary>Scales the lines so that their ink just fits the box, and puts the box in the middle of the canvas.</summary>
    private static void Fit(Vector2[][] lines, float width)
    {
        Vector2 low = lines[0][0];
        Vector2 high = low;
        foreach (Vector2[] line in lines)
        {
            foreach (Vector2 point in line)
            {
                low = Vector2.Min(low, point);
                high = Vector2.Max(high, point);
            }
        }

        float scale = (Box - width) / MathF.Max(high.X - low.X, high.Y - low.Y);
        Vector2 middle = (low + high) * 0.5f;
        foreach (Vector2[] line in lines)
        {
            foreach (ref Vector2 point in line.AsSpan())
                point = (point - middle) * scale + new Vector2(InkCanvas.Side * 0.5f);
        }
    }

    private void Centre(Span<byte> image)
    {
        float mass = 0, momentX = 0, momentY = 0;
        for (int y = 0; y < InkCanvas.Side; y++)
        {
            for (int x = 0; x < InkCanvas.Side; x++)
            {
                float ink = _coverage[y * InkCanvas.Side + x];
                mass += ink;
                momentX += ink * (x + 0.5f);
                momentY += ink * (y + 0.5f);
            }
        }

        int shiftX = (int)MathF.Floor(Side * 0.5f - momentX / mass + 0.5f);
        int shiftY = (int)MathF.Floor(Side * 0.5f - momentY / mass + 0.5f);
        image.Clear();
        for (int y = Math.Max(0, -shiftY); y < Math.Min(InkCanvas.Side, Side - shiftY); y++)
        {
            for (int x = Math.Max(0, -shiftX); x < Math.Min(InkCanvas.Side, Side - shiftX); x++)
                image[(y + shiftY) * Side + x + shiftX] = (byte)(_coverage[y * InkCanvas.Side + x] * 255 + 0.5f);
        }
    }
}
