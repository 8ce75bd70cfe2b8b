namespace Digits.Engine.Tests.Twins;

internal static class SoftmaxTwin
{
    /// <summary>Over the channels of each pixel.</summary>
    internal static Maps Forward(Maps x, bool logarithm)
    {
        Maps result = new(x.Count, x.Shape);
        for (int n = 0; n < x.Count; n++)
        {
            for (int y = 0; y < x.Shape.Height; y++)
            {
                for (int column = 0; column < x.Shape.Width; column++)
                {
                    double sum = 0;
                    for (int c = 0; c < x.Shape.Channels; c++)
                        sum += Math.Exp(x[n, c, y, column]);

                    for (int c = 0; c < x.Shape.Channels; c++)
                        result[n, c, y, column] = logarithm ? x[n, c, y, column] - Math.Log(sum) : Math.Exp(x[n, c, y, column]) / sum;
                }
            }
        }

        return result;
    }
}
