using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>1 where x is above zero, else 0, element by element: what comparisons are made of. Gradients pass straight through from -1 to 1.</summary>
internal sealed class Step() : Activation(new(ActivationKind.Step))
{
    internal override string Stem => "step";
}
