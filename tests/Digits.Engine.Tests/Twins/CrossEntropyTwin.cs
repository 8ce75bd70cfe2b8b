namespace Digits.Engine.Tests.Twins;

internal static class CrossEntropyTwin
{
    /// <summary>The sum of the images' losses: minus the sum over classes of target times log-probability.</summary>
    internal static double Loss(Maps logits, ReadOnlySpan<byte> labels, double smoothing)
    {
        Maps logarithms = SoftmaxTwin.Forward(logits, logarithm: true);
        int classes = logits.Shape.Channels;
        double loss = 0;
        for (int n = 0; n < logits.Count; n++)
        {
            for (int c = 0; c < classes; c++)
                loss -= ((smoothing / classes) + (c == labels[n] ? 1 - smoothing : 0)) * logarithms[n, c, 0, 0];
        }

        return loss;
    }
}
