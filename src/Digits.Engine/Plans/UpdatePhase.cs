using Digits.Engine.Kernels;
using Digits.Engine.Plans.Batch;

namespace Digits.Engine.Plans;

/// <summary>Sums the pieces' gradients in order and updates the weights, a few thousand floats an item, while the sum is still in the cache.</summary>
internal sealed class UpdatePhase : IWork
{
    private const int Chunk = 8192;
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

    public void Execute(int item, int worker)
    {
        (Parameter parameter, Region stretch) = _items[item];
        Region gradient = new(_layout[parameter].Offset + stretch.Offset, stretch.Length);
        Span<float> sum = stackalloc float[Chunk];
        sum = sum[..stretch.Length];
        SumPieces(gradient, sum);
        _optimizer.Update(_kernels, parameter, stretch, sum);
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
