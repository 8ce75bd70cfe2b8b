using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Digits.Data;

/// <summary>What lies between the pixels.</summary>
internal sealed partial class Augmenter
{
    /// <summary>Bilinear; zero outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Sample(float[] source, float x, float y)
    {
        x = Math.Clamp(x + Border, 0, _columns + Border);
        y = Math.Clamp(y + Border, 0, _rows + Border);
        int left = (int)x;
        int top = (int)y;
        float right = x - left;
        float low = y - top;
        int at = (top * _stride) + left;
        float upper = source[at] + (right * (source[at + 1] - source[at]));
        float lower = source[at + _stride] + (right * (source[at + _stride + 1] - source[at + _stride]));
        return upper + (low * (lower - upper));
    }

    /// <summary>Cubic convolution: four by four pixels, some with a weight below 0, so that what goes over the range is cut; zero outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float SampleCubic(float[] source, float x, float y)
    {
        x = Math.Clamp(x + Border, 1, _columns + Border);
        y = Math.Clamp(y + Border, 1, _rows + Border);
        int left = (int)x;
        int top = (int)y;
        Vector128<float> down = CubicWeights(y - top);
        int at = ((top - 1) * _stride) + left - 1;
        Vector128<float> sum = Vector128.Create(source.AsSpan(at, 4)) * down[0];
        sum += Vector128.Create(source.AsSpan(at + _stride, 4)) * down[1];
        sum += Vector128.Create(source.AsSpan(at + (2 * _stride), 4)) * down[2];
        sum += Vector128.Create(source.AsSpan(at + (3 * _stride), 4)) * down[3];
        sum *= CubicWeights(x - left);
        return Math.Clamp(sum[0] + sum[1] + (sum[2] + sum[3]), 0, 1);
    }

    /// <summary>What the pixels at -1, 0, 1 and 2 weigh for a place from 0 to 1; a cubic each, by Horner's rule.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> CubicWeights(float t)
    {
        Vector128<float> sum = (Vector128.Create(-0.5f, 1.5f, -1.5f, 0.5f) * t) + Vector128.Create(1f, -2.5f, 2f, -0.5f);
        sum = (sum * t) + Vector128.Create(-0.5f, 0, 0.5f, 0);
        return (sum * t) + Vector128.Create(0f, 1, 0, 0);
    }
}
