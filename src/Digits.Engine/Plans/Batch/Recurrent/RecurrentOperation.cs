using System.Runtime.CompilerServices;
using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>
/// A recurrent layer: what its cells have in common. Each step has a block of memory <c>[state, step, more][32]</c>, which its products read as one column; in
/// inference all steps share one. On the way back the steps leave the gradients to their gates' sums where the gates were, and the gradients to the weights and
/// to the input are products over all steps at once.
/// </summary>
internal abstract class RecurrentOperation : Operation
{
    private readonly RecurrentLayer _layer;
    private readonly int _channels;
    private readonly int _blockRows;
    private readonly Region _blocks;
    private readonly Region _gates;
    private readonly Region _gradient;
    private readonly int _bandSteps;
    private readonly TapTable? _band;
    private readonly TapTable? _lastBand;
    private readonly TapTable? _inputTable;
    private readonly PackedWeights? _inputWeights;

    /// <summary>Lays out the memory of the steps.</summary>
    /// <param name="wiring">Where the layer reads and writes.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="moreRows">Rows of a block beyond the state and the step's values.</param>
    protected RecurrentOperation(Wiring wiring, RecurrentLayer layer, int moreRows = 0)
        : base(wiring)
    {
        _layer = layer;
        _channels = wiring.InputShapes[0].Channels;
        Steps = wiring.InputShapes[0].Width;
        _blockRows = layer.Units + _channels + moreRows;
        _blocks = ReserveSteps(_blockRows);
        _gates = ReserveSteps(GateRows);
        if (!wiring.Training)
            return;

        _gradient = wiring.Layout.Reserve(UnitFloats);
        int columns = layer.Weight.Stride;
        _bandSteps = Math.Clamp(ConvolutionBand.TurnedFloats / (columns * Lanes.Count), 1, Steps);
        _band = BandTable(_bandSteps);
        _lastBand = BandTable(Steps % _bandSteps);
        wiring.Layout.NeedScratch(_bandSteps * columns * Lanes.Count);
        if (wiring.InputGradients[0].IsEmpty)
            return;

        _inputWeights = new PackedWeights(_channels, GateRows, wiring.Kernels.TileRows);
        _inputTable = new TapTable();
        for (int pixel = 0; pixel < Steps; pixel++)
        {
            _inputTable.Add(new Segment(0, Pixel(pixel) * GateRows, GateRows));
            _inputTable.NextDestination();
        }

        _inputTable.Seal();
    }

    protected int Steps { get; }

    protected int Units => _layer.Units;

    /// <summary>Floats of one value for each unit and lane.</summary>
    protected int UnitFloats => _layer.Units * Lanes.Count;

    /// <summary>What a step's product reads of a block: the state and the step's values.</summary>
    protected int StateAndStep => _layer.Units + _channels;

    private int GateRows => _layer.Gates * _layer.Units;

    internal override void Prepare() => _inputWeights?.PackTransposed(_layer.Weight.Values, _layer.Weight.Stride, taps: 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Forward(Slice slice, int part)
    {
        ReadOnlySpan<float> input = slice[Wiring.Inputs[0]];
        int floats = _channels * Lanes.Count;
        State(slice, 0).Clear();
        for (int step = 0; step < Steps; step++)
        {
            input.Slice(Pixel(step) * floats, floats).CopyTo(Block(slice, step)[UnitFloats..]);
            bool isLast = step == Steps - 1;
            Span<float> state = _layer.ReturnSequences ? OutputOf(slice[Wiring.Output], step) : isLast ? slice[Wiring.Output] : State(slice, step + 1);
            Step(slice, step, state);
            if (_layer.ReturnSequences && !isLast)
                state.CopyTo(State(slice, step + 1));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Backward(Slice slice, int part)
    {
        Span<float> gradient = slice[_gradient];
        Span<float> output = slice[Wiring.OutputGradient];
        gradient.Clear();
        for (int step = Steps - 1; step >= 0; step--)
        {
            if (_layer.ReturnSequences)
                Wiring.Kernels.Add(OutputOf(output, step), gradient);
            else if (step == Steps - 1)
                output.CopyTo(gradient);

            StepBack(slice, step, gradient);
        }

        if (_inputWeights is not null)
            Wiring.Kernels.Product(_inputWeights, _inputTable!, slice[_gates], [], relu: false, slice[Wiring.InputGradients[0]]);

        AddBiasGradient(slice, _layer.Bias, slice[_gates], !slice.StartsPiece);
        AddWeightGradient(slice, _layer.Weight, firstRow: Units, _channels, !slice.StartsPiece);
        AddStateWeightGradient(slice);
    }

    /// <summary>One step: makes the new state, which may be the block's memory of the one before, and keeps what the way back needs.</summary>
    protected abstract void Step(Slice slice, int step, Span<float> state);

    /// <summary>
    /// One step back: replaces the gates by the gradients to their sums, and the gradient to the state after the step by that to the state before.
    /// </summary>
    protected abstract void StepBack(Slice slice, int step, Span<float> gradient);

    /// <summary>The gradient to the weights of the state.</summary>
    protected virtual void AddStateWeightGradient(Slice slice) =>
        AddWeightGradient(slice, _layer.RecurrentWeight, firstRow: 0, Units, !slice.StartsPiece);

    /// <summary>Rows of 32 lanes for each step; in training they are kept for the way back.</summary>
    protected Region ReserveSteps(int rows) => Wiring.Layout.Reserve((Wiring.Training ? Steps : 1L) * rows * Lanes.Count);

    /// <summary>A step's part of what <see cref="ReserveSteps"/> reserved.</summary>
    protected Span<float> Of(Slice slice, Region region, int step)
    {
        int floats = Wiring.Training ? region.Length / Steps : region.Length;
        return slice[region].Slice(Wiring.Training ? step * floats : 0, floats);
    }

    /// <summary>What a step's products read.</summary>
    protected Span<float> Block(Slice slice, int step) => Of(slice, _blocks, step);

    /// <summary>The state before a step.</summary>
    protected Span<float> State(Slice slice, int step) => Block(slice, step)[..UnitFloats];

    /// <summary>The gates of a step, one after another.</summary>
    protected Span<float> Gates(Slice slice, int step) => Of(slice, _gates, step);

    /// <summary>Adds to a weight's gradient: the sums' gradients times rows of the blocks, over all steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected void AddWeightGradient(Slice slice, Parameter weight, int firstRow, int rows, bool accumulate)
    {
        int columns = weight.Stride;
        Span<float> turned = slice.Scratch(_bandSteps * columns * Lanes.Count);
        ReadOnlySpan<(int FirstRow, int Rows)> runs = [(0, rows)];
        for (int step = 0; step < Steps; step += _bandSteps)
        {
            int count = Math.Min(_bandSteps, Steps - step);
            ReadOnlySpan<float> sums = slice[_gates].Slice(step * GateRows * Lanes.Count, count * GateRows * Lanes.Count);
            ReadOnlySpan<float> blocks = slice[_blocks][(((step * _blockRows) + firstRow) * Lanes.Count)..];
            Wiring.Kernels.Turn(sums, GateRows, columns, turned);
            Wiring.Kernels.ProductOverLanes(
                runs, count == _bandSteps ? _band! : _lastBand!, blocks, turned, columns, accumulate, WeightGradient(slice, weight));
            accumulate = true;
        }
    }

    /// <summary>The pixel of a step; the same function gives the step of a pixel.</summary>
    private int Pixel(int step) => _layer.Reverse ? Steps - 1 - step : step;

    private Span<float> OutputOf(Span<float> all, int step) => all.Slice(Pixel(step) * UnitFloats, UnitFloats);

    private TapTable BandTable(int steps)
    {
        TapTable table = new();
        for (int step = 0; step < steps; step++)
            table.AddApart(new Segment(step * _blockRows * Lanes.Count, step * Lanes.Count, Lanes.Count));

        table.NextDestination();
        return table.Seal();
    }
}
