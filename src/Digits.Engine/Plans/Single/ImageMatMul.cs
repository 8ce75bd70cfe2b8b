using System.Runtime.CompilerServices;
using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Single;

/// <summary>Products of one image's matrices: the right one takes the place that weights have elsewhere.</summary>
internal sealed class ImageMatMul : ImageOperation
{
    private readonly ImageWiring _wiring;
    private readonly Segment[] _segments;
    private readonly int[] _rows;
    private readonly float[] _noBias;

    internal ImageMatMul(ImageWiring wiring)
    {
        _wiring = wiring;
        ImageMap a = wiring.Input;
        _segments = [new Segment(0, 0, a.Shape.Channels)];
        _rows = [.. Enumerable.Range(0, a.Shape.Width).Select(row => row * a.Stride)];
        _noBias = new float[wiring.Output.Stride];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Run(AlignedBuffer memory)
    {
        (ImageMap a, ImageMap b, ImageMap c) = (_wiring.Input, _wiring.Inputs[1], _wiring.Output);
        for (int i = 0; i < a.Shape.Height; i++)
        {
            _wiring.Kernels.ProductOfRows(
                memory.Slice(a.Region)[(i * a.Shape.Width * a.Stride)..], _rows, _segments,
                memory.Slice(b.Region).Slice(i * b.Shape.Width * b.Stride, b.Shape.Width * b.Stride), c.Stride, ..c.Stride, _noBias, relu: false,
                memory.Slice(c.Region).Slice(i * c.Shape.Width * c.Stride, c.Shape.Width * c.Stride));
        }
    }
}
