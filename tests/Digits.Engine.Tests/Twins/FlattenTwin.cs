namespace Digits.Engine.Tests.Twins;

internal static class FlattenTwin
{
    internal static Maps Forward(Maps x, bool channelsLast)
    {
        if (!channelsLast)
            return x.As(new Shape(x.Shape.Size));

        Maps result = new(x.Count, new Shape(x.Shape.Size));
        for (int n = 0; n < x.Count; n++)
        {
            int i = 0;
            for (int y = 0; y < x.Shape.Height; y++)
            {
                for (int column = 0; column < x.Shape.Width; column++)
                {
                    for (int c = 0; c < x.Shape.Channels; c++)
                        result[n, i++, 0, 0] = x[n, c, y, column];
                }
            }
        }

        return result;
    }
}
