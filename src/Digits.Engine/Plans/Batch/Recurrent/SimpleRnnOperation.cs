using Digits.Engine.Kernels;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Plans.Batch;

/// <summary>A plain recurrent layer.</summary>
internal sealed class SimpleRnnOperation : RecurrentOperation
{
    private readonly SimpleRNN _layer;
    private readonly GateProduct _product;
    private readonly StateGradient? _back;

    internal SimpleRnnOperation(Wiring wiring, SimpleRNN layer)
        : base(wiring, layer)
    {
        _layer = layer;
        _product = new GateProduct(wiring.Kernels, new GateWeights(layer, Range.All, layer.Units), new Segment(0, 0, StateAndStep));
        _back = wiring.Training ? new StateGradient(wiring.Kernels, layer, Range.All) : null;
    }

    internal override void Prepare()
    {
        base.Prepare();
        _product.Prepare();
        _back?.Prepare();
    }

    protected override void Step(Slice slice, int step, Span<float> state)
    {
        Span<float> sums = Gates(slice, step);
        _product.Run(Block(slice, step), sums, _layer.ReLU);
        if (!_layer.ReLU)
            Wiring.Kernels.Activate(RecurrentCells.Tanh, sums, sums);

        sums.CopyTo(state);
    }

    protected override void StepBack(Slice slice, int step, Span<float> gradient)
    {
        Span<float> result = Gates(slice, step);
        if (_layer.ReLU)
            Wiring.Kernels.RectifyBackward(result, 0f, gradient, result);
        else
            Wiring.Kernels.ActivateBackward(RecurrentCells.Tanh, result, result, gradient, result);

        _back!.Run(result, gradient);
    }
}
