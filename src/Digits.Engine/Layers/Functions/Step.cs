using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>1 where x is above zero, else 0, element by element: what comparisons are made of.</summary>
/// <param name="passes">
/// Whether gradients pass straight through from -1 to 1, as networks of spikes are trained; what chooses by a comparison gets none.
/// </param>
internal sealed class Step(bool passes) : Activation(new(ActivationKind.Step, passes ? 1f : 0f))
{
    internal bool Passes { get; } = passes;

    internal override string Stem => "step";
}
