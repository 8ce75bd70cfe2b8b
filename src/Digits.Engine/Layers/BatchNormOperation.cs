using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>
/// Batch normalisation. Each slice sums its own images; once all have, every slice joins the sums of all of them in the same order, in double
/// precision, so that no thread waits for another's answer and the bits do not depend on who came first. Means and squared deviations of slices are
/// joined as in Chan, Golub and LeVeque (1979), which loses no digits when the mean is large.
/// </summary>
internal sealed class BatchNormOperation : Operation
{
    private readonly BatchNorm _layer;
    private readonly int _channels;
    private readonly Region _mean;
    private readonly Region _deviation;
    private readonly Region _gradientSum;
    private readonly Region _productSum;

    internal BatchNormOperation(Wiring wiring, BatchNorm layer)
        : base(wiring)
    {
        _layer = layer;
        _channels = wiring.OutputShape.Channels;
        wiring.Layout.NeedScratch(5 * _channels);
        if (!wiring.Training)
            return;

        _mean = wiring.Layout.Reserve(_channels);
        _deviation = wiring.Layout.Reserve(_channels);
        _gradientSum = wiring.Layout.Reserve(_channels);
        _productSum = wiring.Layout.Reserve(_channels);
    }

    internal override int ForwardParts => Wiring.Training ? 2 : 1;

    internal override int BackwardParts => 2;

    internal override bool CanFuseReLU => true;

    internal override void Forward(Slice slice, int part)
    {
        if (Wiring.Training && part == 0)
        {
            SumSlice(slice);
            return;
        }

        Span<float> scratch = slice.Scratch(4 * _channels);
        Span<float> scale = scratch[.._channels];
        Span<float> shift = scratch.Slice(_channels, _channels);
        Span<float> mean = scratch.Slice(2 * _channels, _channels);
        Statistics(slice.Step, mean, scale);
        for (int c = 0; c < _channels; c++)
        {
            scale[c] *= _layer.Gamma.Values[c];
            shift[c] = _layer.Beta.Values[c] - (mean[c] * scale[c]);
        }

        Wiring.Kernels.ScaleChannels(slice[Wiring.Inputs[0]], scale, shift, FusedReLU, slice[Wiring.Output]);
    }

    internal override void Backward(Slice slice, int part)
    {
        Span<float> scratch = slice.Scratch(5 * _channels);
        Span<float> mean = scratch[.._channels];
        Span<float> inverse = scratch.Slice(_channels, _channels);
        Statistics(slice.Step, mean, inverse);
        ReadOnlySpan<float> gradient = slice[Wiring.OutputGradient];
        ReadOnlySpan<float> input = slice[Wiring.Inputs[0]];
        if (part == 0)
        {
            Wiring.Kernels.SumChannels(gradient, slice.Count, slice[_gradientSum]);
            Wiring.Kernels.SumProducts(gradient, input, mean, inverse, slice[_productSum]);
            AddParameterGradients(slice);
            return;
        }

        if (Wiring.InputGradients[0].IsEmpty)
            return;

        Span<float> forGradient = scratch.Slice(2 * _channels, _channels);
        Span<float> forInput = scratch.Slice(3 * _channels, _channels);
        Span<float> offset = scratch.Slice(4 * _channels, _channels);
        double count = (double)slice.Step.Images * Wiring.OutputShape.Pixels;
        for (int c = 0; c < _channels; c++)
        {
            (double sum, double product) = (0, 0);
            for (int i = 0; i < slice.Step.ActiveSlices; i++)
            {
                sum += slice.Step.Slices[i][_gradientSum][c];
                product += slice.Step.Slices[i][_productSum][c];
            }

            // gx = gamma * inverse * (gy - sum / n - xhat * product / n), with xhat = (x - mean) * inverse.
            double scale = (double)_layer.Gamma.Values[c] * inverse[c];
            double slope = -scale * inverse[c] * product / count;
            forGradient[c] = (float)scale;
            forInput[c] = (float)slope;
            offset[c] = (float)((-scale * sum / count) - (slope * mean[c]));
        }

        Span<float> target = slice[Wiring.InputGradients[0]];
        Wiring.Kernels.CombineChannels(gradient, input, forGradient, forInput, offset, target);
        if (slice.Count < Lanes.Count)
            ClearSpareLanes(target, slice.Count);
    }

    internal override void AfterForward(StepState step)
    {
        double count = (double)step.Images * Wiring.OutputShape.Pixels;
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

    private void SumSlice(Slice slice)
    {
        Span<float> mean = slice[_mean];
        ReadOnlySpan<float> input = slice[Wiring.Inputs[0]];
        Wiring.Kernels.SumChannels(input, slice.Count, mean);
        float values = slice.Count * Wiring.OutputShape.Pixels;
        for (int c = 0; c < _channels; c++)
            mean[c] /= values;

        Wiring.Kernels.SumSquaredDeviations(input, mean, slice.Count, slice[_deviation]);
    }

    /// <summary>Mean and 1 / sqrt(variance + epsilon) of each channel: of the batch in training, running otherwise.</summary>
    private void Statistics(StepState step, Span<float> mean, Span<float> inverse)
    {
        double count = (double)step.Images * Wiring.OutputShape.Pixels;
        for (int c = 0; c < _channels; c++)
        {
            (double center, double variance) = (_layer.RunningMean.Values[c], _layer.RunningVariance.Values[c]);
            if (Wiring.Training)
            {
                (center, double deviation) = Join(step, c);
                variance = deviation / count;
            }

            mean[c] = (float)center;
            inverse[c] = (float)(1 / Math.Sqrt(variance + _layer.Epsilon));
        }
    }

    /// <summary>The batch's mean and sum of squared deviations, joined slice by slice.</summary>
    private (double Mean, double Deviation) Join(StepState step, int channel)
    {
        (double mean, double deviation, double count) = (0, 0, 0);
        for (int i = 0; i < step.ActiveSlices; i++)
        {
            Slice slice = step.Slices[i];
            double added = (double)slice.Count * Wiring.OutputShape.Pixels;
            double difference = slice[_mean][channel] - mean;
            double total = count + added;
            mean += difference * added / total;
            deviation += slice[_deviation][channel] + (difference * difference * count * added / total);
            count = total;
        }

        return (mean, deviation);
    }

    private void AddParameterGradients(Slice slice)
    {
        Span<float> gamma = WeightGradient(slice, _layer.Gamma);
        Span<float> beta = WeightGradient(slice, _layer.Beta);
        if (slice.StartsPiece)
        {
            gamma.Clear();
            beta.Clear();
        }

        for (int c = 0; c < _channels; c++)
        {
            gamma[c] += slice[_productSum][c];
            beta[c] += slice[_gradientSum][c];
        }
    }
}
