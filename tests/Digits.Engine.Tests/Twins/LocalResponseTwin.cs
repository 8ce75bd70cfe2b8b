namespace Digits.Engine.Tests.Twins;

internal static class LocalResponseTwin
{
    internal static Maps Forward(Maps x, LocalResponseNorm layer)
    {
        Maps result = new(x.Count, x.Shape);
        for (int n = 0; n < x.Count; n++)
        {
            for (int c = 0; c < x.Shape.Channels; c++)
            {
                for (int y = 0; y < x.Shape.Height; y++)
                {
                    for (int column = 0; column < x.Shape.Width; column++)
                    {
                        double squares = 0;
                        for (int offset = -((layer.Size - 1) / 2); offset < layer.Size - ((layer.Size - 1) / 2); offset++)
                        {
                            if (c + offset >= 0 && c + offset < x.Shape.Channels)
                                squares += Math.Pow(x[n, c + offset, y, column], 2);
                        }

                        result[n, c, y, column] = x[n, c, y, column] / Math.Pow(layer.K + (layer.Alpha * squares / layer.Size), layer.Beta);
                    }
                }
            }
        }

        return result;
    }
}
