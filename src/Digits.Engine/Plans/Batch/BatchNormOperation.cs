using System.Runtime.InteropServices;
using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>
/// Batch normalization, in training together with the ReLU and the max pool that follow it. Each slice sums its own images; once all have, every slice
/// joins the sums of all of them in the same order, in double precision, so that no thread waits for another's answer and the bits do not depend on who came
/// first. Means and squared deviations of slices are joined as in Chan, Golub and LeVeque (1979), which loses no digits when the mean is large.
/// </summary>
internal sealed class BatchNormOperation : Operation
{
    private readonly BatchNorm _layer;
    private readonly int _channels;
    private readonly int _poolTaps;
    private readonly int[] _windowPixels = [];
    private readonly int[] _uncovered = [];
    private readonly Region _winners;
    private readonly Region _mean;
    private readonly Region _deviation;
    private readonly Region _gradientSum;
    private readonly Region _productSum;

    internal BatchNormOperation(Wiring wiring, BatchNorm layer)
        : base(wiring)
    {
        _layer = layer;
        Shape map = wiring.InputShapes[0];
        _channels = map.Channels;
        wiring.Layout.NeedScratch(6 * _channels);
        if (!wiring.Training)
            return;

        _mean = wiring.Layout.Reserve(_channels);
        _deviation = wiring.Layout.Reserve(_channels);
        _gradientSum = wiring.Layout.Reserve(_channels);
        _productSum = wiring.Layout.Reserve(_channels);
        if (wiring.Pool is { } pool)
        {
            _poolTaps = pool.KernelHeight * pool.KernelWidth;
            _windowPixels = PoolingWindows.Order(map.Height, map.Width, pool);
            _uncovered = [.. Enumerable.Range(0, map.Pixels).Except(_windowPixels)];
            _winners = wiring.Layout.Reserve(_windowPixels.Length * _channels);
        }
    }

    internal override int ForwardParts => Wiring.Training ? 2 : 1;

    internal override int BackwardParts => 2;

    internal override bool CanFuseReLU => true;

    private double Count(StepState step) => (double)step.Images * Wiring.InputShapes[0].Pixels;

    internal override void Forward(Slice slice, int part)
    {
        if (Wiring.Training && part == 0)
        {
            SumSlice(slice);
            return;
        }

        ChannelScale channels = Channels(slice);
        ReadOnlySpan<float> input = slice[Wiring.Inputs[0]];
        if (_poolTaps == 0)
            Wiring.Kernels.ScaleChannels(input, channels.Scale, channels.Shift, FusedReLU, slice[Wiring.Output]);
        else
            Wiring.Kernels.ScalePooled(input, _windowPixels, _poolTaps, channels.Scale, channels.Shift, FusedReLU, slice[Wiring.Output], Winners(slice));
    }

    internal override void Backward(Slice slice, int part)
    {
        KernelSet kernels = Wiring.Kernels;
        ChannelScale channels = Channels(slice);
        ReadOnlySpan<float> gradient = slice[Wiring.OutputGradient];
        ReadOnlySpan<float> input = slice[Wiring.Inputs[0]];
        if (part == 0)
        {
            Span<float> sums = slice[_gradientSum];
            Span<float> products = slice[_productSum];
            if (_poolTaps == 0)
                kernels.SumGradients(gradient, input, channels, FusedReLU, sums, products);
            else
                kernels.SumPooledGradients(gradient, Winners(slice), input, _windowPixels, _poolTaps, channels, sums, products);

            AddParameterGradients(slice, channels);
            return;
        }

        if (Wiring.InputGradients[0].IsEmpty)
            return;

        Span<float> target = slice[Wiring.InputGradients[0]];
        ChannelCombination combination = Combination(slice, channels);
        if (_poolTaps == 0)
            kernels.CombineChannels(gradient, input, channels, combination, FusedReLU, target);
        else
            kernels.CombinePooled(gradient, Winners(slice), input, _windowPixels, _uncovered, _poolTaps, combination, target);

        if (slice.Count < Lanes.Count)
            ClearSpareLanes(target, slice.Count);
    }

    internal override void AfterForward(StepState step)
    {
        double count = Count(step);
        float momentum = _layer.Momentum;
        for (int c = 0; c < _channels; c++)
        {
            (double mean, double deviation) = Join(step, c);
            double unbiased = count > 1 ? deviation / (count - 1) : 0;
            Span<float> runningMean = _layer.RunningMean.Values;
            Span<float> runningVariance = _layer.RunningVariance.Values;
            runningMean[c] = (float)(((1 - momentum) * (double)runningMean[c]) + (momentum * mean));
            runningVariance[c] = (float)(((1 - momentum) * (double)runningVariance[c]) + (momentum * unbiased));
        }
    }

    /// <summary>Spare lanes hold no image: their gradient stays zero, as every layer before this one expects.</summary>
    private static void ClearSpareLanes(Span<float> gradient, int lanes)
    {
        for (int i = 0; i < gradient.Length; i += Lanes.Count)
            gradient.Slice(i + lanes, Lanes.Count - lanes).Clear();
    }

    private Span<uint> Winners(Slice slice) => MemoryMarshal.Cast<float, uint>(slice[_winners]);

    /// <summary>
    /// The slice's own mean and squared deviations, in one pass, measured from a value of each channel: that is near enough to the mean to lose no digits.
    /// </summary>
    private void SumSlice(Slice slice)
    {
        ReadOnlySpan<float> input = slice[Wiring.Inputs[0]];
        Span<float> mean = slice[_mean];
        Span<float> deviation = slice[_deviation];
        Span<float> center = slice.Scratch(_channels);
        for (int c = 0; c < _channels; c++)
            center[c] = input[c * Lanes.Count];

        Wiring.Kernels.SumMoments(input, center, slice.Count, mean, deviation);
        double values = (double)slice.Count * Wiring.InputShapes[0].Pixels;
        for (int c = 0; c < _channels; c++)
        {
            double offset = mean[c] / values;
            deviation[c] = (float)Math.Max(0, deviation[c] - (offset * mean[c]));
            mean[c] = (float)(center[c] + offset);
        }
    }

    /// <summary>Mean, scale and shift of each channel: of the batch in training, of the running statistics otherwise. In the scratch.</summary>
    private ChannelScale Channels(Slice slice)
    {
        Span<float> scratch = slice.Scratch(3 * _channels);
        Span<float> mean = scratch[.._channels];
        Span<float> scale = scratch.Slice(_channels, _channels);
        Span<float> shift = scratch.Slice(2 * _channels, _channels);
        for (int c = 0; c < _channels; c++)
        {
            (double center, double variance) = (_layer.RunningMean.Values[c], _layer.RunningVariance.Values[c]);
            if (Wiring.Training)
            {
                (center, double deviation) = Join(slice.Step, c);
                variance = deviation / Count(slice.Step);
            }

            mean[c] = (float)center;
            scale[c] = (float)(_layer.Gamma.Values[c] * Inverse(variance));
            shift[c] = (float)(_layer.Beta.Values[c] - (center * scale[c]));
        }

        return new ChannelScale(mean, scale, shift);
    }

    /// <summary>
    /// gx = gamma * inverse * (gy - sum / n - xhat * product / n) with xhat = (x - mean) * inverse, as factors of gy and x. In the scratch, behind the
    /// channels.
    /// </summary>
    private ChannelCombination Combination(Slice slice, in ChannelScale channels)
    {
        Span<float> scratch = slice.Scratch(6 * _channels)[(3 * _channels)..];
        Span<float> forGradient = scratch[.._channels];
        Span<float> forInput = scratch.Slice(_channels, _channels);
        Span<float> offset = scratch.Slice(2 * _channels, _channels);
        double count = Count(slice.Step);
        for (int c = 0; c < _channels; c++)
        {
            (double sum, double product) = (0, 0);
            for (int i = 0; i < slice.Step.ActiveSlices; i++)
            {
                sum += slice.Step.Slices[i][_gradientSum][c];
                product += slice.Step.Slices[i][_productSum][c];
            }

            double inverse = Inverse(Join(slice.Step, c).Deviation / count);
            double scale = _layer.Gamma.Values[c] * inverse;
            double slope = -scale * inverse * inverse * product / count;
            forGradient[c] = (float)scale;
            forInput[c] = (float)slope;
            offset[c] = (float)((-scale * sum / count) - (slope * channels.Mean[c]));
        }

        return new ChannelCombination(forGradient, forInput, offset);
    }

    private double Inverse(double variance) => 1 / Math.Sqrt(variance + _layer.Epsilon);

    /// <summary>The batch's mean and sum of squared deviations, joined slice by slice.</summary>
    private (double Mean, double Deviation) Join(StepState step, int channel)
    {
        (double mean, double deviation, double count) = (0, 0, 0);
        for (int i = 0; i < step.ActiveSlices; i++)
        {
            Slice slice = step.Slices[i];
            double added = (double)slice.Count * Wiring.InputShapes[0].Pixels;
            double difference = slice[_mean][channel] - mean;
            double total = count + added;
            mean += difference * added / total;
            deviation += slice[_deviation][channel] + (difference * difference * count * added / total);
            count = total;
        }

        return (mean, deviation);
    }

    private void AddParameterGradients(Slice slice, in ChannelScale channels)
    {
        Span<float> gamma = WeightGradient(slice, _layer.Gamma);
        Span<float> beta = WeightGradient(slice, _layer.Beta);
        if (slice.StartsPiece)
        {
            gamma.Clear();
            beta.Clear();
        }

        for (int c = 0; c < channels.Count; c++)
        {
            gamma[c] += (float)(slice[_productSum][c] * Inverse(Join(slice.Step, c).Deviation / Count(slice.Step)));
            beta[c] += slice[_gradientSum][c];
        }
    }
}
