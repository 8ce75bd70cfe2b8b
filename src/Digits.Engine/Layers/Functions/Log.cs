using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>The natural logarithm, element by element; -87.3 of what is not above zero.</summary>
internal sealed class Log() : Activation(new(ActivationKind.Log))
{
    internal override string Stem => "log";
}
