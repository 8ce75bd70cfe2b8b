using System.Numerics;
using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>
/// Brings groups of one image's values to mean 0 and variance 1: y = (x - mean) / sqrt(variance + epsilon) · gamma + beta. A group is some channels of each of
/// some pixels. Sums are in double precision and in the order of memory, lane by lane, so that many images side by side give the bits of one. They are by
/// <see cref="Vector{T}"/>, since <see cref="ISimd{TVector}"/> has no doubles; a lane's sum is the same whatever the vectors' width.
/// </summary>
/// <param name="Map">The shape of an image's values.</param>
/// <param name="Channels">Channels of a group, side by side.</param>
/// <param name="Pixels">Pixels of a group.</param>
/// <param name="Epsilon">What is added to the variance.</param>
internal readonly record struct NormalizationFunction(Shape Map, int Channels, int Pixels, float Epsilon)
{
    /// <summary>Images side by side that are worked on at once.</summary>
    private const int Most = 32;

    private double Count => (double)Channels * Pixels;

    private int Groups => Map.Size / (Channels * Pixels);

    /// <summary>All groups.</summary>
    /// <param name="x">The image's values, or those of images side by side.</param>
    /// <param name="pixelStep">Floats from one pixel to the next.</param>
    /// <param name="lanes">Images side by side: 32, or 1.</param>
    /// <param name="gamma">A scale for each channel.</param>
    /// <param name="beta">A shift for each channel.</param>
    /// <param name="y">The result, laid out as <paramref name="x"/> with pixels <paramref name="targetStep"/> floats apart.</param>
    /// <param name="targetStep">See <paramref name="y"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Compute(
        ReadOnlySpan<float> x, int pixelStep, int lanes, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, Span<float> y, int targetStep)
    {
        for (int group = 0; group < Groups; group++)
        {
            (int pixel, int channel) = Start(group);
            int first = channel * lanes;
            ComputeGroup(
                x[((pixel * pixelStep) + first)..], pixelStep, lanes, gamma[channel..], beta[channel..], y[((pixel * targetStep) + first)..], targetStep);
        }
    }

    /// <summary>
    /// gx = scale · (g - mean of g - n · mean of g · n) with g = gy · gamma and n = (x - mean) · scale; and the products gy · n, whose sums are the
    /// gradients to gamma. For 32 images side by side; without <paramref name="gx"/> the products alone.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> gy, ReadOnlySpan<float> gamma, Span<float> gx, Span<float> products)
    {
        int pixelStep = Map.Channels * Most;
        for (int group = 0; group < Groups; group++)
        {
            (int pixel, int channel) = Start(group);
            int start = (pixel * pixelStep) + (channel * Most);
            BackwardGroup(x[start..], gy[start..], pixelStep, gamma[channel..], gx.IsEmpty ? [] : gx[start..], products[start..]);
        }
    }

    /// <summary>The first pixel and the first channel of a group: groups of one pixel go side by side.</summary>
    private (int Pixel, int Channel) Start(int group)
    {
        int inPixel = Map.Channels / Channels;
        return (group / inPixel, group % inPixel * Channels);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ComputeGroup(
        ReadOnlySpan<float> x, int pixelStep, int lanes, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, Span<float> y, int targetStep)
    {
        Span<double> mean = stackalloc double[Most];
        Span<double> scale = stackalloc double[Most];
        Statistics(x, pixelStep, lanes, mean[..lanes], scale[..lanes]);
        for (int pixel = 0; pixel < Pixels; pixel++)
        {
            for (int c = 0; c < Channels; c++)
            {
                ReadOnlySpan<float> row = x.Slice((pixel * pixelStep) + (c * lanes), lanes);
                Span<float> target = y.Slice((pixel * targetStep) + (c * lanes), lanes);
                for (int lane = 0; lane < lanes; lane++)
                    target[lane] = (float)((row[lane] - mean[lane]) * scale[lane] * gamma[c]) + beta[c];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BackwardGroup(
        ReadOnlySpan<float> x, ReadOnlySpan<float> gy, int pixelStep, ReadOnlySpan<float> gamma, Span<float> gx, Span<float> products)
    {
        const int lanes = Most;
        Span<double> mean = stackalloc double[lanes];
        Span<double> scale = stackalloc double[lanes];
        Span<double> sums = stackalloc double[lanes];
        Span<double> dots = stackalloc double[lanes];
        sums.Clear();
        dots.Clear();
        Statistics(x, pixelStep, lanes, mean, scale);
        for (int pixel = 0; pixel < Pixels; pixel++)
        {
            for (int c = 0; c < Channels; c++)
            {
                int start = (pixel * pixelStep) + (c * lanes);
                ReadOnlySpan<float> row = x.Slice(start, lanes);
                ReadOnlySpan<float> gradient = gy.Slice(start, lanes);
                Span<float> product = products.Slice(start, lanes);
                for (int lane = 0; lane < lanes; lane++)
                {
                    double normal = (row[lane] - mean[lane]) * scale[lane];
                    double g = (double)gradient[lane] * gamma[c];
                    product[lane] = (float)(gradient[lane] * normal);
                    sums[lane] += g;
                    dots[lane] += g * normal;
                }
            }
        }

        if (gx.IsEmpty)
            return;

        for (int lane = 0; lane < lanes; lane++)
            sums[lane] /= Count;

        for (int pixel = 0; pixel < Pixels; pixel++)
        {
            for (int c = 0; c < Channels; c++)
            {
                int start = (pixel * pixelStep) + (c * lanes);
                ReadOnlySpan<float> row = x.Slice(start, lanes);
                ReadOnlySpan<float> gradient = gy.Slice(start, lanes);
                Span<float> target = gx.Slice(start, lanes);
                for (int lane = 0; lane < lanes; lane++)
                {
                    double normal = (row[lane] - mean[lane]) * scale[lane];
                    target[lane] = (float)(scale[lane] * (((double)gradient[lane] * gamma[c]) - sums[lane] - (normal * dots[lane] / Count)));
                }
            }
        }
    }

    /// <summary>The mean, then the deviation from it, so that no digits are lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Statistics(ReadOnlySpan<float> x, int pixelStep, int lanes, Span<double> mean, Span<double> scale)
    {
        mean.Clear();
        scale.Clear();
        for (int pixel = 0; pixel < Pixels; pixel++)
        {
            for (int c = 0; c < Channels; c++)
                AddUp(x.Slice((pixel * pixelStep) + (c * lanes), lanes), mean);
        }

        for (int lane = 0; lane < lanes; lane++)
            mean[lane] /= Count;

        for (int pixel = 0; pixel < Pixels; pixel++)
        {
            for (int c = 0; c < Channels; c++)
                AddUpSquares(x.Slice((pixel * pixelStep) + (c * lanes), lanes), mean, scale);
        }

        for (int lane = 0; lane < lanes; lane++)
            scale[lane] = 1 / Math.Sqrt((scale[lane] / Count) + Epsilon);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddUp(ReadOnlySpan<float> row, Span<double> sums)
    {
        int lane = 0;
        for (; lane <= row.Length - Vector<float>.Count; lane += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(row[lane..]), out Vector<double> low, out Vector<double> high);
            (new Vector<double>(sums[lane..]) + low).CopyTo(sums[lane..]);
            int middle = lane + Vector<double>.Count;
            (new Vector<double>(sums[middle..]) + high).CopyTo(sums[middle..]);
        }

        for (; lane < row.Length; lane++)
            sums[lane] += row[lane];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddUpSquares(ReadOnlySpan<float> row, ReadOnlySpan<double> mean, Span<double> sums)
    {
        int lane = 0;
        for (; lane <= row.Length - Vector<float>.Count; lane += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(row[lane..]), out Vector<double> low, out Vector<double> high);
            int middle = lane + Vector<double>.Count;
            low -= new Vector<double>(mean[lane..]);
            high -= new Vector<double>(mean[middle..]);
            (new Vector<double>(sums[lane..]) + (low * low)).CopyTo(sums[lane..]);
            (new Vector<double>(sums[middle..]) + (high * high)).CopyTo(sums[middle..]);
        }

        for (; lane < row.Length; lane++)
            sums[lane] += (row[lane] - mean[lane]) * (row[lane] - mean[lane]);
    }
}
