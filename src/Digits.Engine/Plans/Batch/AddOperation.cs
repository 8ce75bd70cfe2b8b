namespace Digits.Engine.Plans.Batch;

/// <summary>Sums inputs in their order; the gradient goes to each of them unchanged.</summary>
internal sealed class AddOperation(Wiring wiring) : Operation(wiring)
{
    internal override void Forward(Slice slice, int part)
    {
        Span<float> output = slice[Wiring.Output];
        slice[Wiring.Inputs[0]].CopyTo(output);
        foreach (Region input in Wiring.Inputs.AsSpan(1))
            Wiring.Kernels.Add(slice[input], output);
    }

    internal override void Backward(Slice slice, int part)
    {
        foreach (Region gradient in Wiring.InputGradients)
        {
            if (!gradient.IsEmpty)
                slice[Wiring.OutputGradient].CopyTo(slice[gradient]);
        }
    }
}
