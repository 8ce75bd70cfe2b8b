namespace Digits.Engine.Tests.Twins;

internal static class NormalizationTwin
{
    /// <summary>Over groups of channels and all pixels, or, without groups, over the channels of each pixel.</summary>
    internal static Maps Forward(Maps x, int? groups, double[] gamma, double[] beta, double epsilon)
    {
        Maps result = new(x.Count, x.Shape);
        int channels = x.Shape.Channels;
        int each = channels / (groups ?? 1);
        for (int n = 0; n < x.Count; n++)
        {
            for (int i = 0; i < x.Shape.Size; i++)
            {
                (int c, int pixel) = (i / x.Shape.Pixels, i % x.Shape.Pixels);
                double[] around = [.. Enumerable.Range(0, x.Shape.Size).Where(j => Belongs(j, c, pixel)).Select(j => x.Values[(n * x.Shape.Size) + j])];
                double mean = around.Average();
                double variance = around.Average(value => (value - mean) * (value - mean));
                int at = (n * x.Shape.Size) + i;
                result.Values[at] = ((x.Values[at] - mean) / Math.Sqrt(variance + epsilon) * gamma[c]) + beta[c];
            }
        }

        return result;

        bool Belongs(int j, int c, int pixel) => groups is null ? j % x.Shape.Pixels == pixel : j / x.Shape.Pixels / each == c / each;
    }
}
