using System.Numerics.Tensors;
using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Layout;

/// <summary>What a recurrent layer does value by value in a step, after its products: the same for 32 images in lanes and for one.</summary>
internal static class RecurrentCells
{
    internal static readonly ActivationFunction Sigmoid = new(ActivationKind.Sigmoid);
    internal static readonly ActivationFunction Tanh = new(ActivationKind.Tanh);

    /// <summary>A step of an LSTM.</summary>
    /// <param name="kernels">The kernels.</param>
    /// <param name="gates">The sums of i, o, f and g; the gates come out.</param>
    /// <param name="before">The cell before the step.</param>
    /// <param name="cell">The cell after it; may be the same memory.</param>
    /// <param name="tanh">The hyperbolic tangent of the cell comes out.</param>
    /// <param name="state">The new state comes out.</param>
    internal static void Lstm(KernelSet kernels, Span<float> gates, ReadOnlySpan<float> before, Span<float> cell, Span<float> tanh, Span<float> state)
    {
        int floats = gates.Length / 4;
        Span<float> i = gates[..floats], o = gates.Slice(floats, floats), f = gates.Slice(2 * floats, floats), g = gates[(3 * floats)..];
        kernels.Activate(Sigmoid, gates[..(3 * floats)], gates);
        kernels.Activate(Tanh, g, g);
        TensorPrimitives.Multiply(f, before, cell);
        TensorPrimitives.Multiply(i, g, tanh);
        TensorPrimitives.Add(cell, tanh, cell);
        kernels.Activate(Tanh, cell, tanh);
        TensorPrimitives.Multiply(o, tanh, state);
    }

    /// <summary>A GRU that resets its products: n's sum of the step, plus r times that of the state.</summary>
    internal static void Reset(ReadOnlySpan<float> r, ReadOnlySpan<float> sum, Span<float> product, Span<float> n)
    {
        TensorPrimitives.Multiply(r, sum, product);
        TensorPrimitives.Add(n, product, n);
    }

    /// <summary>The new state of a GRU, <c>n + z · (before - n)</c>, from the sums of n.</summary>
    /// <param name="kernels">The kernels.</param>
    /// <param name="z">The gate.</param>
    /// <param name="n">The sums; their hyperbolic tangent comes out.</param>
    /// <param name="before">The state before the step.</param>
    /// <param name="product">Memory for what lies between.</param>
    /// <param name="state">The new state; may be the memory of the one before.</param>
    internal static void Gru(
        KernelSet kernels, ReadOnlySpan<float> z, Span<float> n, ReadOnlySpan<float> before, Span<float> product, Span<float> state)
    {
        kernels.Activate(Tanh, n, n);
        TensorPrimitives.Subtract(before, n, product);
        TensorPrimitives.Multiply(z, product, product);
        TensorPrimitives.Add(product, n, state);
    }
}
