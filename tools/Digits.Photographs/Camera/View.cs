namespace Digits.Photographs;

/// <summary>
/// From pixels of the photograph to points of the table that the sheet lies on: a pinhole camera above it, turned and tilted, and a page that bends.
/// </summary>
internal sealed class View
{
    private readonly double[] _back;
    private readonly Bend _bend;
    private readonly float _sheetWidth;

    /// <summary>Sets up the camera over the middle of a sheet.</summary>
    /// <param name="width">Width of the photograph in pixels.</param>
    /// <param name="height">Its height.</param>
    /// <param name="sheetWidth">Width of the sheet, in pixels that are as large as the photograph's at its middle.</param>
    /// <param name="sheetHeight">Its height.</param>
    /// <param name="turn">Turned, in radians.</param>
    /// <param name="tiltX">Tilted away at the top, in radians.</param>
    /// <param name="tiltY">Tilted away at the right, in radians.</param>
    /// <param name="bend">How the page bends.</param>
    public View(int width, int height, float sheetWidth, float sheetHeight, float turn, float tiltX, float tiltY, Bend bend)
    {
        _bend = bend;
        _sheetWidth = sheetWidth;
        (double sz, double cz) = Math.SinCos(turn);
        (double sx, double cx) = Math.SinCos(tiltX);
        (double sy, double cy) = Math.SinCos(tiltY);
        double focus = 1.25 * Math.Max(width, height);

        // Columns of Ry Rx Rz for the sheet's two axes, and the sheet's middle at the distance where a pixel is a pixel.
        double[] right = [cy * cz + sy * sx * sz, cx * sz, -sy * cz + cy * sx * sz];
        double[] down = [-cy * sz + sy * sx * cz, cx * cz, sy * sz + cy * sx * cz];
        double[] middle = [-right[0] * sheetWidth / 2 - down[0] * sheetHeight / 2, -right[1] * sheetWidth / 2 - down[1] * sheetHeight / 2,
            focus - right[2] * sheetWidth / 2 - down[2] * sheetHeight / 2];
        double[] forth = new double[9];
        for (int i = 0; i < 3; i++)
        {
            double[] axis = i switch { 0 => right, 1 => down, _ => middle };
            forth[i] = focus * axis[0] + 0.5 * width * axis[2];
            forth[3 + i] = focus * axis[1] + 0.5 * height * axis[2];
            forth[6 + i] = axis[2];
        }

        _back = Inverse(forth);
    }

    /// <summary>The point under a pixel, in pixels of the sheet, and how bright the bent page is there.</summary>
    public (float X, float Y, float Shade) Under(float x, float y)
    {
        double w = _back[6] * x + _back[7] * y + _back[8];
        float u = (float)((_back[0] * x + _back[1] * y + _back[2]) / w);
        float v = (float)((_back[3] * x + _back[4] * y + _back[5]) / w);
        float t = u / _sheetWidth;
        return t is < 0 or > 1 ? (u, v - _bend.Shift(Math.Clamp(t, 0, 1)) * _sheetWidth, 1) : (u, v - _bend.Shift(t) * _sheetWidth, _bend.Shade(t));
    }

    private static double[] Inverse(double[] m)
    {
        double a = m[4] * m[8] - m[5] * m[7], b = m[5] * m[6] - m[3] * m[8], c = m[3] * m[7] - m[4] * m[6];
        double scale = 1 / (m[0] * a + m[1] * b + m[2] * c);
        return [a * scale, (m[2] * m[7] - m[1] * m[8]) * scale, (m[1] * m[5] - m[2] * m[4]) * scale,
            b * scale, (m[0] * m[8] - m[2] * m[6]) * scale, (m[2] * m[3] - m[0] * m[5]) * scale,
            c * scale, (m[1] * m[6] - m[0] * m[7]) * scale, (m[0] * m[4] - m[1] * m[3]) * scale];
    }
}
