using System.Numerics.Tensors;
using Digits.Engine.Kernels;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Plans.Batch;

/// <summary>LSTM.</summary>
internal sealed class LstmOperation : RecurrentOperation
{
    private readonly GateProduct _product;
    private readonly StateGradient? _back;
    private readonly Region _start;
    private readonly Region _cells;
    private readonly Region _tanh;
    private readonly Region _cellGradient;
    private readonly Region _gateGradients;

    internal LstmOperation(Wiring wiring, LSTM layer)
        : base(wiring, layer)
    {
        _product = new GateProduct(wiring.Kernels, new GateWeights(layer, Range.All, layer.Units), new Segment(0, 0, StateAndStep));
        _start = wiring.Layout.Reserve(UnitFloats);
        _cells = ReserveSteps(Units);
        _tanh = ReserveSteps(Units);
        if (!wiring.Training)
            return;

        _back = new StateGradient(wiring.Kernels, layer, Range.All);
        _cellGradient = wiring.Layout.Reserve(UnitFloats);
        _gateGradients = wiring.Layout.Reserve(layer.Gates * UnitFloats);
    }

    internal override void Prepare()
    {
        base.Prepare();
        _product.Prepare();
        _back?.Prepare();
    }

    protected override void Step(Slice slice, int step, Span<float> state)
    {
        Span<float> gates = Gates(slice, step);
        _product.Run(Block(slice, step), gates);
        if (step == 0)
            slice[_start].Clear();

        RecurrentCells.Lstm(Wiring.Kernels, gates, CellBefore(slice, step), Of(slice, _cells, step), Of(slice, _tanh, step), state);
    }

    protected override void StepBack(Slice slice, int step, Span<float> gradient)
    {
        KernelSet kernels = Wiring.Kernels;
        int floats = UnitFloats;
        Span<float> gates = Gates(slice, step);
        Span<float> i = gates[..floats], o = gates.Slice(floats, floats), f = gates.Slice(2 * floats, floats), g = gates[(3 * floats)..];
        Span<float> all = slice[_gateGradients];
        Span<float> gi = all[..floats], go = all.Slice(floats, floats), gf = all.Slice(2 * floats, floats), gg = all[(3 * floats)..];
        Span<float> cell = slice[_cellGradient];
        Span<float> tanh = Of(slice, _tanh, step);
        if (step == Steps - 1)
            cell.Clear();

        TensorPrimitives.Multiply(gradient, tanh, go);
        TensorPrimitives.Multiply(gradient, o, gi);
        kernels.ActivateBackward(RecurrentCells.Tanh, tanh, tanh, gi, gi);
        kernels.Add(gi, cell);
        TensorPrimitives.Multiply(cell, g, gi);
        TensorPrimitives.Multiply(cell, i, gg);
        TensorPrimitives.Multiply(cell, CellBefore(slice, step), gf);
        TensorPrimitives.Multiply(cell, f, cell);
        Span<float> sigmoids = gates[..(3 * floats)];
        kernels.ActivateBackward(RecurrentCells.Sigmoid, sigmoids, sigmoids, all, sigmoids);
        kernels.ActivateBackward(RecurrentCells.Tanh, g, g, gg, g);
        _back!.Run(gates, gradient);
    }

    private Span<float> CellBefore(Slice slice, int step) => step == 0 ? slice[_start] : Of(slice, _cells, step - 1);
}
