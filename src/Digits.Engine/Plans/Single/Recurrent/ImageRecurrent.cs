using System.Runtime.CompilerServices;
using Digits.Engine.Kernels;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Plans.Single;

/// <summary>A recurrent layer of a single image: what its cells have in common. The steps share one block of memory <c>[state][step][more]</c>.</summary>
internal abstract class ImageRecurrent : ImageOperation
{
    private static readonly int[] _oneRow = [0];
    private readonly ImageWiring _wiring;
    private readonly RecurrentLayer _layer;
    private readonly Region _block;
    private readonly Region _gates;

    /// <summary>Lays out the memory of a step.</summary>
    /// <param name="wiring">Where the layer reads and writes.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="hasMore">Whether a block has as much again as the state at its end.</param>
    protected ImageRecurrent(ImageWiring wiring, RecurrentLayer layer, bool hasMore = false)
    {
        _wiring = wiring;
        _layer = layer;
        Channels = wiring.Input.Shape.Channels;
        Pitch = AlignedBuffer.WholeLines(layer.Units);
        More = Pitch + AlignedBuffer.WholeLines(Channels);
        _block = wiring.Layout.Reserve(More + (hasMore ? Pitch : 0));
        _gates = wiring.Layout.Reserve(layer.Gates * Pitch);
    }

    protected KernelSet Kernels => _wiring.Kernels;

    protected int Units => _layer.Units;

    /// <summary>Values of a step.</summary>
    protected int Channels { get; }

    /// <summary>Floats of one value for each unit, padded to whole vectors.</summary>
    protected int Pitch { get; }

    /// <summary>Where in the block stands what comes after the step's values.</summary>
    protected int More { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Run(AlignedBuffer memory)
    {
        ReadOnlySpan<float> input = memory.Slice(_wiring.Input.Region);
        Span<float> output = memory.Slice(_wiring.Output.Region);
        Span<float> block = memory.Slice(_block);
        Span<float> state = block[..Pitch];
        int steps = _wiring.Input.Shape.Width;
        state.Clear();
        Start(memory);
        for (int step = 0; step < steps; step++)
        {
            int pixel = _layer.Reverse ? steps - 1 - step : step;
            input.Slice(pixel * _wiring.Input.Stride, Channels).CopyTo(block[Pitch..]);
            Step(memory, block, memory.Slice(_gates));
            if (_layer.ReturnSequences)
                state.CopyTo(output[(pixel * Pitch)..]);
        }

        if (!_layer.ReturnSequences)
            state.CopyTo(output);
    }

    /// <summary>Before the first step.</summary>
    protected virtual void Start(AlignedBuffer memory)
    {
    }

    /// <summary>One step: replaces the state at the beginning of the block.</summary>
    protected abstract void Step(AlignedBuffer memory, Span<float> block, Span<float> gates);

    /// <summary>Memory for one value of each unit.</summary>
    protected Region ReserveUnits() => _wiring.Layout.Reserve(Pitch);

    /// <summary>The product of some gates' weights and runs of the block.</summary>
    protected void Product(GateWeights weights, ReadOnlySpan<Segment> segments, ReadOnlySpan<float> block, Span<float> sums, bool relu = false) =>
        Kernels.ProductOfRows(block, _oneRow, segments, weights.Values, weights.Stride, Range.All, weights.Biases, relu, sums);
}
