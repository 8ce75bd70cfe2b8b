using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>
/// x, but at least <see cref="Least"/> and at most <see cref="Greatest"/>, element by element; any shape. From -1 to 1 it is PyTorch's Hardtanh.
/// </summary>
/// <param name="least">The least value that comes out; minus infinity for no limit.</param>
/// <param name="greatest">The greatest value that comes out; infinity for no limit.</param>
public sealed class Clip(float least, float greatest) : Activation(Between(least, greatest))
{
    /// <summary>The least value that comes out; minus infinity for no limit.</summary>
    public float Least => Function.A;

    /// <summary>The greatest value that comes out; infinity for no limit.</summary>
    public float Greatest => Function.B;

    internal override string Stem => "clip";

    private static ActivationFunction Between(float least, float greatest) => least <= greatest
        ? new ActivationFunction(ActivationKind.Clip, least, greatest)
        : throw new ArgumentException($"Clip needs a least value that is not above the greatest, not {least} and {greatest}.");
}
