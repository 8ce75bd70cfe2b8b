using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>x · min(max(x / 6 + 1/2, 0), 1), element by element; any shape (Howard et al., "Searching for MobileNetV3", 2019).</summary>
public sealed class HardSwish() : Activation(new(ActivationKind.HardSwish))
{
    internal override string Stem => "hard_swish";
}
