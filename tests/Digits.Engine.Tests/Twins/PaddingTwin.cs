namespace Digits.Engine.Tests.Twins;

internal static class PaddingTwin
{
    internal static Maps Forward(Maps x, ZeroPadding2D layer)
    {
        Shape shape = new(x.Shape.Channels, x.Shape.Height + layer.Top + layer.Bottom, x.Shape.Width + layer.Left + layer.Right);
        Maps result = new(x.Count, shape);
        for (int n = 0; n < x.Count; n++)
        {
            for (int c = 0; c < shape.Channels; c++)
            {
                for (int y = 0; y < x.Shape.Height; y++)
                {
                    for (int column = 0; column < x.Shape.Width; column++)
                        result[n, c, y + layer.Top, column + layer.Left] = x[n, c, y, column];
                }
            }
        }

        return result;
    }
}
