using Digits.Engine.Kernels;

namespace Digits.Engine.Losses;

/// <summary>
/// The forward-backward algorithm of CTC for one image at a time, in logarithms and double precision (Graves et al., 2006, section 4). The labels l, with a
/// blank before, between and behind them, are the states s of a lattice; alpha(t, s) is the log-probability of all beginnings of paths that are in state s at
/// step t, that step included, and beta(t, s) that of all their continuations after it. Then exp(alpha + beta) over the whole probability is the chance that a
/// path passes there, and the gradient to a logit is its softmax minus the chance that a path spells its label at that step.
/// </summary>
internal readonly ref struct CtcLattice
{
    /// <summary>Below this, 1 plus the exponential is 1 to the last bit.</summary>
    private const double Negligible = -37;

    private readonly int _channels;
    private readonly int _blank;

    /// <summary>The logits' logarithms of softmax, <c>[steps][channels]</c>.</summary>
    private readonly Span<double> _logarithms;

    /// <summary>alpha, <c>[steps][states]</c>.</summary>
    private readonly Span<double> _alpha;

    /// <summary>beta of one step, <c>[states]</c>.</summary>
    private readonly Span<double> _beta;

    /// <summary>The chance of each channel at one step, <c>[channels]</c>.</summary>
    private readonly Span<double> _chances;

    internal CtcLattice(Span<double> memory, int mostSteps, int channels, int blank)
    {
        _channels = channels;
        _blank = blank;
        int states = States(mostSteps);
        _logarithms = memory[..(mostSteps * channels)];
        memory = memory[_logarithms.Length..];
        _alpha = memory[..(mostSteps * states)];
        memory = memory[_alpha.Length..];
        _beta = memory[..states];
        _chances = memory.Slice(states, channels);
    }

    /// <summary>The memory that a lattice needs.</summary>
    internal static int Doubles(int mostSteps, int channels) => (mostSteps * channels) + ((mostSteps + 1) * States(mostSteps)) + channels;

    /// <summary>The loss of one image; adds its gradient.</summary>
    /// <param name="output">The image's lane of the logits, <c>[steps][channels]</c>, with <see cref="Lanes.Count"/> floats from one to the next.</param>
    /// <param name="steps">How many steps count.</param>
    /// <param name="labels">What they are to spell.</param>
    /// <param name="scale">What the gradient is multiplied by.</param>
    /// <param name="gradient">The image's lane of the gradient, zero before.</param>
    /// <returns>Minus the log-probability of the labels; 0, and no gradient, if they do not fit into the steps.</returns>
    internal double Compute(ReadOnlySpan<float> output, int steps, ReadOnlySpan<byte> labels, double scale, Span<float> gradient)
    {
        if (StepsNeeded(labels) > steps)
            return 0;

        int states = (2 * labels.Length) + 1;
        TakeLogarithms(output, steps, _channels * Lanes.Count, Lanes.Count);
        double probability = Forward(steps, states, labels);
        if (double.IsNegativeInfinity(probability))
            return 0;

        // After the last step, a path is complete in the last label or in the blank behind it.
        Span<double> beta = _beta[..states];
        beta.Fill(double.NegativeInfinity);
        beta[states - 1] = 0;
        if (states > 1)
            beta[states - 2] = 0;

        for (int t = steps - 1; t >= 0; t--)
        {
            WriteGradient(t, states, labels, probability, scale, gradient);
            if (t > 0)
                StepBack(t, states, labels);
        }

        return -probability;
    }

    /// <summary>The log-probability of labels, for logits that lie anywhere.</summary>
    internal double LogProbability(ReadOnlySpan<float> output, int steps, int stepStride, int channelStride, ReadOnlySpan<byte> labels)
    {
        if (StepsNeeded(labels) > steps)
            return double.NegativeInfinity;

        TakeLogarithms(output, steps, stepStride, channelStride);
        return Forward(steps, (2 * labels.Length) + 1, labels);
    }

    /// <summary>One state for each label and blank; sequences longer than the steps never get here.</summary>
    private static int States(int mostSteps) => (2 * mostSteps) + 1;

    /// <summary>A step for each label, and one for a blank between equal neighbors.</summary>
    private static int StepsNeeded(ReadOnlySpan<byte> labels)
    {
        int needed = labels.Length;
        for (int i = 1; i < labels.Length; i++)
            needed += labels[i] == labels[i - 1] ? 1 : 0;

        return needed;
    }

    /// <summary>log(exp(a) + exp(b)).</summary>
    private static double Sum(double a, double b)
    {
        if (a < b)
            (a, b) = (b, a);

        return double.IsNegativeInfinity(b) || b - a < Negligible ? a : a + Math.Log(1 + Math.Exp(b - a));
    }

    private void TakeLogarithms(ReadOnlySpan<float> output, int steps, int stepStride, int channelStride)
    {
        for (int t = 0; t < steps; t++)
        {
            Span<double> row = _logarithms.Slice(t * _channels, _channels);
            double greatest = double.NegativeInfinity;
            for (int c = 0; c < row.Length; c++)
            {
                row[c] = output[(t * stepStride) + (c * channelStride)];
                greatest = Math.Max(greatest, row[c]);
            }

            double sum = 0;
            foreach (double logit in row)
                sum += Math.Exp(logit - greatest);

            double logSum = greatest + Math.Log(sum);
            foreach (ref double logit in row)
                logit -= logSum;
        }
    }

    /// <summary>Fills alpha.</summary>
    /// <returns>The log-probability of the labels.</returns>
    private double Forward(int steps, int states, ReadOnlySpan<byte> labels)
    {
        Span<double> now = _alpha[..states];
        now.Fill(double.NegativeInfinity);
        now[0] = Logarithm(0, _blank);
        if (states > 1)
            now[1] = Logarithm(0, labels[0]);

        for (int t = 1; t < steps; t++)
        {
            Span<double> before = now;
            now = _alpha.Slice(t * states, states);
            for (int s = 0; s < states; s++)
            {
                double sum = before[s];
                if (s > 0)
                    sum = Sum(sum, before[s - 1]);

                if (MaySkip(s, labels))
                    sum = Sum(sum, before[s - 2]);

                now[s] = sum + Logarithm(t, Channel(s, labels));
            }
        }

        return states > 1 ? Sum(now[states - 1], now[states - 2]) : now[0];
    }

    /// <summary>
    /// From beta of a step to that of the step before, in place: a state's continuations are its own and those of states behind it, which still stand there.
    /// </summary>
    private void StepBack(int t, int states, ReadOnlySpan<byte> labels)
    {
        for (int s = 0; s < states; s++)
        {
            double sum = _beta[s] + Logarithm(t, Channel(s, labels));
            if (s + 1 < states)
                sum = Sum(sum, _beta[s + 1] + Logarithm(t, Channel(s + 1, labels)));

            if (s + 2 < states && MaySkip(s + 2, labels))
                sum = Sum(sum, _beta[s + 2] + Logarithm(t, Channel(s + 2, labels)));

            _beta[s] = sum;
        }
    }

    private void WriteGradient(int t, int states, ReadOnlySpan<byte> labels, double probability, double scale, Span<float> gradient)
    {
        _chances.Clear();
        ReadOnlySpan<double> alpha = _alpha.Slice(t * states, states);
        for (int s = 0; s < states; s++)
            _chances[Channel(s, labels)] += Math.Exp(alpha[s] + _beta[s] - probability);

        for (int c = 0; c < _channels; c++)
            gradient[((t * _channels) + c) * Lanes.Count] = (float)((Math.Exp(Logarithm(t, c)) - _chances[c]) * scale);
    }

    private double Logarithm(int t, int channel) => _logarithms[(t * _channels) + channel];

    /// <summary>The channel of a state: blanks stand at even places.</summary>
    private int Channel(int state, ReadOnlySpan<byte> labels) => (state & 1) == 0 ? _blank : labels[state >> 1];

    /// <summary>Whether a path may come from two states before: the blank between two different labels may be left out.</summary>
    private static bool MaySkip(int state, ReadOnlySpan<byte> labels) => (state & 1) == 1 && state > 1 && labels[state >> 1] != labels[(state >> 1) - 1];
}
