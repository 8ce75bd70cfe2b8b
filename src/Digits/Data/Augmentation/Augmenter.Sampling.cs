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

    /// <summary>
    /// Does what <see cref="Sample"/> does, to the same bits, for the pixels x of a row that come from (startX + stepX * x, startY + stepY * x).
    /// </summary>
    /// <returns>How many pixels it did, four at a time: the rest is the caller's.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SampleRow(float[] source, Span<float> row, float startX, float stepX, float startY, float stepY)
    {
        Vector128<float> border = Vector128.Create((float)Border);
        Vector128<float> farRight = Vector128.Create((float)(_columns + Border)), farDown = Vector128.Create((float)(_rows + Border));
        Vector128<float> places = Vector128.Create(0f, 1, 2, 3);
        int x = 0;
        for (; x + Vector128<float>.Count <= row.Length; x += Vector128<float>.Count)
        {
            Vector128<float> place = places + Vector128.Create((float)x);
            Vector128<float> across = Vector128.Min(Vector128.Max(Vector128.Create(startX) + (stepX * place) + border, Vector128<float>.Zero), farRight);
            Vector128<float> down = Vector128.Min(Vector128.Max(Vector128.Create(startY) + (stepY * place) + border, Vector128<float>.Zero), farDown);
            Vector128<int> left = Vector128.ConvertToInt32(across), top = Vector128.ConvertToInt32(down);
            Vector128<float> right = across - Vector128.ConvertToSingle(left), low = down - Vector128.ConvertToSingle(top);
            Vector128<int> at = (top * Vector128.Create(_stride)) + left;
            Vector128<float> upper = Between(source, at, right), lower = Between(source, at + Vector128.Create(_stride), right);
            (upper + (low * (lower - upper))).CopyTo(row[x..]);
        }

        return x;

        // Four places between a pixel and its right neighbor.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector128<float> Between(float[] source, Vector128<int> at, Vector128<float> right)
        {
            int a = at[0], b = at[1], c = at[2], d = at[3];
            Vector128<float> here = Vector128.Create(source[a], source[b], source[c], source[d]);
            Vector128<float> next = Vector128.Create(source[a + 1], source[b + 1], source[c + 1], source[d + 1]);
            return here + (right * (next - here));
        }
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
