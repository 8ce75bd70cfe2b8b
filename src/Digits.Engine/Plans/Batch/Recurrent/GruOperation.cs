using System.Numerics.Tensors;
using Digits.Engine.Kernels;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Plans.Batch;

/// <summary>GRU. Where it resets the state itself, the reset state stands in the block behind the step's values.</summary>
internal sealed class GruOperation : RecurrentOperation
{
    private readonly GRU _layer;
    private readonly GateProduct _gates;
    private readonly GateProduct _candidate;
    private readonly GateProduct? _ofState;
    private readonly StateGradient? _back;
    private readonly StateGradient? _candidateBack;

    /// <summary>The sums of the state that are reset, and on the way back their gradient; or else the gradient to the sums of n.</summary>
    private readonly Region _sums;
    private readonly Region _product;
    private readonly Region _kept;
    private readonly Region _gateGradients;

    internal GruOperation(Wiring wiring, GRU layer)
        : base(wiring, layer, layer.ResetAfter ? 0 : layer.Units)
    {
        _layer = layer;
        KernelSet kernels = wiring.Kernels;
        int units = layer.Units, channels = StateAndStep - units;
        _gates = new GateProduct(kernels, new GateWeights(layer, ..2, units), new Segment(0, 0, StateAndStep));
        _candidate = layer.ResetAfter
            ? new GateProduct(kernels, new GateWeights(layer, 2.., units, state: false), new Segment(0, units, channels))
            : new GateProduct(kernels, new GateWeights(layer, 2.., units), new Segment(0, StateAndStep, units), new Segment(units, units, channels));
        _ofState = layer.ResetAfter ? new GateProduct(kernels, new GateWeights(layer, 2.., units, step: false), new Segment(0, 0, units)) : null;
        _sums = layer.ResetAfter || wiring.Training ? ReserveSteps(units) : default;
        _product = wiring.Layout.Reserve(UnitFloats);
        if (!wiring.Training)
            return;

        _back = new StateGradient(kernels, layer, layer.ResetAfter ? Range.All : ..2);
        _candidateBack = layer.ResetAfter ? null : new StateGradient(kernels, layer, 2..);
        _kept = wiring.Layout.Reserve(UnitFloats);
        _gateGradients = wiring.Layout.Reserve(layer.Gates * UnitFloats);
    }

    internal override void Prepare()
    {
        base.Prepare();
        _gates.Prepare();
        _candidate.Prepare();
        _ofState?.Prepare();
        _back?.Prepare();
        _candidateBack?.Prepare();
    }

    protected override void Step(Slice slice, int step, Span<float> state)
    {
        Span<float> block = Block(slice, step);
        Span<float> gates = Gates(slice, step);
        Span<float> z = gates[..UnitFloats], r = gates.Slice(UnitFloats, UnitFloats), n = gates[(2 * UnitFloats)..];
        _gates.Run(block, gates);
        Wiring.Kernels.Activate(RecurrentCells.Sigmoid, gates[..(2 * UnitFloats)], gates);
        if (!_layer.ResetAfter)
            TensorPrimitives.Multiply(r, State(slice, step), ResetState(block));

        _candidate.Run(block, n);
        if (_ofState is not null)
        {
            _ofState.Run(block, Of(slice, _sums, step));
            RecurrentCells.Reset(r, Of(slice, _sums, step), slice[_product], n);
        }

        RecurrentCells.Gru(Wiring.Kernels, z, n, State(slice, step), slice[_product], state);
    }

    protected override void StepBack(Slice slice, int step, Span<float> gradient)
    {
        KernelSet kernels = Wiring.Kernels;
        int floats = UnitFloats;
        Span<float> gates = Gates(slice, step);
        Span<float> z = gates[..floats], r = gates.Slice(floats, floats), n = gates[(2 * floats)..];
        Span<float> all = slice[_gateGradients];
        Span<float> gz = all[..floats], gr = all.Slice(floats, floats), gn = all[(2 * floats)..];
        Span<float> before = State(slice, step), sums = Of(slice, _sums, step), kept = slice[_kept], sigmoids = gates[..(2 * floats)];
        TensorPrimitives.Multiply(gradient, z, kept);
        TensorPrimitives.Subtract(before, n, gz);
        TensorPrimitives.Multiply(gradient, gz, gz);
        TensorPrimitives.Subtract(gradient, kept, gn);
        kernels.ActivateBackward(RecurrentCells.Tanh, n, n, gn, n);
        if (_layer.ResetAfter)
        {
            TensorPrimitives.Multiply(n, sums, gr);
            TensorPrimitives.Multiply(n, r, sums);
            kernels.ActivateBackward(RecurrentCells.Sigmoid, sigmoids, sigmoids, all, sigmoids);

            // Of the three gates' sums of the state, n's has a gradient of its own.
            sigmoids.CopyTo(all);
            sums.CopyTo(gn);
            _back!.Run(all, gradient);
        }
        else
        {
            _candidateBack!.Run(n, gn);
            TensorPrimitives.Multiply(gn, before, gr);
            TensorPrimitives.Multiply(gn, r, gn);
            kernels.Add(gn, kept);
            n.CopyTo(sums);
            kernels.ActivateBackward(RecurrentCells.Sigmoid, sigmoids, sigmoids, all, sigmoids);
            _back!.Run(gates, gradient);
        }

        kernels.Add(kept, gradient);
    }

    protected override void AddStateWeightGradient(Slice slice)
    {
        if (_layer.RecurrentBias is { } bias)
        {
            AddBiasGradient(slice, bias, slice[_sums], !slice.StartsPiece);
            for (int step = 0; step < Steps; step++)
                Of(slice, _sums, step).CopyTo(Gates(slice, step)[(2 * UnitFloats)..]);

            base.AddStateWeightGradient(slice);
            return;
        }

        // z and r saw the state, n the reset one: first the ones without the other, then the other without them.
        for (int step = 0; step < Steps; step++)
            Gates(slice, step)[(2 * UnitFloats)..].Clear();

        base.AddStateWeightGradient(slice);
        for (int step = 0; step < Steps; step++)
        {
            Gates(slice, step)[..(2 * UnitFloats)].Clear();
            Of(slice, _sums, step).CopyTo(Gates(slice, step)[(2 * UnitFloats)..]);
        }

        AddWeightGradient(slice, _layer.RecurrentWeight, StateAndStep, Units, accumulate: true);
    }

    private Span<float> ResetState(Span<float> block) => block[(StateAndStep * Lanes.Count)..];
}
