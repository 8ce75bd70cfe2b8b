using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>Pixels copied together. Twin: y[p * floats + i] = pixels[p] &lt; 0 ? 0 : x[pixels[p] * floats + i].</summary>
internal sealed unsafe partial class SimdKernels<TVector, TSimd>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gather(ReadOnlySpan<float> x, ReadOnlySpan<int> pixels, int floats, Span<float> y)
    {
        Check(floats % WidestVector == 0, nameof(floats));
        Check(y.Length >= pixels.Length * floats, nameof(y));
        TVector zero = TSimd.Broadcast(0f);
        fixed (float* px = x, py = y)
        {
            float* target = py;
            foreach (int pixel in pixels)
            {
                Check((pixel + 1) * floats <= x.Length, nameof(pixels));
                float* source = px + ((nint)pixel * floats);
                for (int i = 0; i < floats; i += TSimd.Width, target += TSimd.Width)
                    TSimd.Store(pixel < 0 ? zero : Load(source + i), target);
            }
        }
    }
}
