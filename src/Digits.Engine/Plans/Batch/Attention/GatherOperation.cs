using System.Runtime.CompilerServices;
using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>Copies whole rows of lanes, and adds their gradients to those of the rows that they were copied from.</summary>
internal sealed class GatherOperation : Operation
{
    private readonly int[] _places;

    /// <summary>Where each value of the input went, where none went to two places; else null.</summary>
    private readonly int[]? _inverse;

    internal GatherOperation(Wiring wiring, Gather layer)
        : base(wiring)
    {
        Shape input = wiring.InputShapes[0];
        _places = layer.ByPixel(input);
        _inverse = wiring.Training ? Inverse(input.Size) : null;
    }

    internal override void Forward(Slice slice, int part) => Wiring.Kernels.Gather(slice[Wiring.Inputs[0]], _places, Lanes.Count, slice[Wiring.Output]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Backward(Slice slice, int part)
    {
        if (Wiring.InputGradients[0].IsEmpty)
            return;

        ReadOnlySpan<float> gradient = slice[Wiring.OutputGradient];
        Span<float> target = slice[Wiring.InputGradients[0]];
        if (_inverse is not null)
        {
            Wiring.Kernels.Gather(gradient, _inverse, Lanes.Count, target);
            return;
        }

        target.Clear();
        for (int i = 0; i < _places.Length; i++)
        {
            if (_places[i] >= 0)
                Wiring.Kernels.Add(gradient.Slice(i * Lanes.Count, Lanes.Count), target.Slice(_places[i] * Lanes.Count, Lanes.Count));
        }
    }

    private int[]? Inverse(int size)
    {
        int[] inverse = new int[size];
        Array.Fill(inverse, -1);
        for (int i = 0; i < _places.Length; i++)
        {
            if (_places[i] < 0)
                continue;

            if (inverse[_places[i]] >= 0)
                return null;

            inverse[_places[i]] = i;
        }

        return inverse;
    }
}
