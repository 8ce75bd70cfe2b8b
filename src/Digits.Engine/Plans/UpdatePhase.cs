using System.Numerics.Tensors;
using Digits.Engine.Kernels;
using Digits.Engine.Plans.Batch;

namespace Digits.Engine.Plans;

/// <summary>Sums the pieces' gradients in order and updates the weights, a few thousand floats an item, while the sum is still in the cache.</summary>
internal sealed class UpdatePhase : IWork
{
    internal const int Chunk = 8192;

    private readonly KernelSet _kernels;
    private readonly Optimizer _optimizer;
    private readonly GradientLayout _layout;
    private readonly AlignedBuffer[] _pieces;
    private readonly StepState _state;
    private readonly (Parameter Parameter, Region Stretch)[] _items;

    internal UpdatePhase(KernelSet kernels, Optimizer optimizer, GradientLayout layout, AlignedBuffer[] pieces, StepState state)
    {
        _kernels = kernels;
        _optimizer = optimizer;
        _layout = layout;
        _pieces = pieces;
        _state = state;
        _items =
        [
            .. from parameter in layout.Parameters
               let length = parameter.Values.Length
               from chunk in Enumerable.Range(0, (length + Chunk - 1) / Chunk)
               select (parameter, new Region(chunk * Chunk, Math.Min(Chunk, length - (chunk * Chunk)))),
        ];
    }

    internal int Items => _items.Length;

    /// <summary>What the gradients are multiplied by before the update.</summary>
    internal float Scale { get; set; } = 1;

    public void Execute(int item, int worker)
    {
        (Parameter parameter, Region stretch) = _items[item];
        Span<float> sum = stackalloc float[Chunk];
        sum = SumPieces(item, sum);
        if (Scale != 1)
            TensorPrimitives.Multiply(sum, Scale, sum);

        _optimizer.Update(_kernels, parameter, stretch, sum);
    }

    /// <summary>The gradient of an item's stretch.</summary>
    /// <returns>The beginning of <paramref name="sum"/> that it takes.</returns>
    internal Span<float> SumPieces(int item, Span<float> sum)
    {
        (Parameter parameter, Region stretch) = _items[item];
        sum = sum[..stretch.Length];
        SumPieces(new Region(_layout[parameter].Offset + stretch.Offset, stretch.Length), sum);
        return sum;
    }

    internal void SumPieces(Region region, Span<float> sum)
    {
        _pieces[0].Slice(region).CopyTo(sum);
        for (int slice = 1; slice < _state.ActiveSlices; slice++)
        {
            if (_state.Slices[slice].StartsPiece)
                _kernels.Add(_state.Slices[slice].WeightGradients!.Slice(region), sum);
        }
    }
}
