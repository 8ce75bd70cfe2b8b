namespace Digits.Engine.Onnx;

/// <summary>
/// Activation functions that files write as several operators. They are found once their nodes are layers: what is left of the parts is read by nobody and so
/// is no part of the network.
/// </summary>
internal static class ActivationPatterns
{
    private const float RootOfHalf = 0.707106781f;
    private const float RootOfTwoOverPi = 0.797884561f;
    private const float Cubic = 0.044715f;

    /// <summary>A product that stands for a function, and of what; the factors may come in either order.</summary>
    internal static (Activation? Function, Node? Of) OfProduct(Node a, Node b) => Gated(a, b) is { } function ? (function, Read(a, b))
        : Gated(b, a) is { } other ? (other, Read(b, a))
        : (null, null);

    /// <summary>A layer's result times a number that stands for a function, and of what.</summary>
    internal static (Activation? Function, Node? Of) OfScaled(Node product, ChannelStep step)
    {
        if (step is not { Scale: [var scale], Shift: null })
            return (null, null);

        if (IsNear(scale, HardSigmoid.Sixth) && UpToSix(product) is { } x)
            return (new HardSigmoid(), x);

        if (product.Layer is not Multiply)
            return (null, null);

        (Node a, Node b) = (product.Inputs[0], product.Inputs[1]);
        return Scaled(a, b) is { } function ? (function, a) : Scaled(b, a) is { } other ? (other, b) : (null, null);

        Activation? Scaled(Node x, Node gate)
        {
            if (IsNear(scale, HardSigmoid.Sixth) && UpToSix(gate) == x)
                return new HardSwish();

            return IsNear(scale, 0.5f) ? Gelu(Unscaled(gate, 1f, 1f), x) : null;
        }
    }

    /// <summary>Whether a quotient is x / (1 + |x|).</summary>
    internal static bool IsSoftsign(Node x, Node divisor) => Unscaled(divisor, 1f, 1f) is { Layer: Abs } magnitude && magnitude.Inputs[0] == x;

    /// <summary>What ReLU6(x + 3) reads.</summary>
    private static Node? UpToSix(Node node) => node.Layer is ReLU6 ? Unscaled(node.Inputs[0], 1f, 3f) : null;

    private static Activation? Gated(Node x, Node gate) => gate.Layer switch
    {
        Sigmoid when gate.Inputs[0] == x => new SiLU(),
        HardSigmoid { Beta: 0.5f } hard when IsNear(hard.Alpha, HardSigmoid.Sixth) && gate.Inputs[0] == x => new HardSwish(),
        Tanh when gate.Inputs[0] is { Layer: Softplus } softplus && softplus.Inputs[0] == x => new Mish(),
        Affine => Gelu(Unscaled(gate, 0.5f, 0.5f), x) ?? (Unscaled(x, 0.5f, 0f) is { } half ? Gelu(Unscaled(gate, 1f, 1f), half) : null),
        _ => null,
    };

    /// <summary>What the function of a product reads: the other factor, or what that is half of.</summary>
    private static Node Read(Node x, Node gate) =>
        gate.Layer is Affine && Unscaled(gate, 0.5f, 0.5f) is null && Unscaled(x, 0.5f, 0f) is { } half ? half : x;

    /// <summary>GELU by what stands beside the 1: the error function of x / sqrt(2), or the hyperbolic tangent of sqrt(2 / pi) (x + 0.044715 x³).</summary>
    private static GELU? Gelu(Node? curve, Node x)
    {
        if (curve?.Layer is Erf && Unscaled(curve.Inputs[0], RootOfHalf, 0f) == x)
            return new GELU();

        if (curve?.Layer is not Tanh || Unscaled(curve.Inputs[0], RootOfTwoOverPi, 0f) is not { Layer: Add, Inputs: [var a, var b] })
            return null;

        Node? cube = a == x ? Unscaled(b, Cubic, 0f) : b == x ? Unscaled(a, Cubic, 0f) : null;
        return cube is not null && IsCube(cube, x) ? new GELU(approximate: true) : null;
    }

    private static bool IsCube(Node node, Node x) => node is { Layer: Multiply, Inputs: [var a, var b] }
        && ((a == x && IsSquare(b, x)) || (b == x && IsSquare(a, x)));

    private static bool IsSquare(Node node, Node x) => node is { Layer: Multiply, Inputs: [var a, var b] } && a == x && b == x;

    /// <summary>What a scaling by these numbers reads, or null where the node is another.</summary>
    private static Node? Unscaled(Node node, float scale, float shift) =>
        node.Layer is Affine affine && IsAll(affine.Scale, scale) && IsAll(affine.Shift, shift) ? node.Inputs[0] : null;

    private static bool IsAll(Parameter parameter, float number) => Array.TrueForAll(parameter.ToArray(), value => IsNear(value, number));

    /// <summary>Files round such numbers to four digits or more.</summary>
    private static bool IsNear(float value, float number) => MathF.Abs(value - number) <= 1e-4f * MathF.Abs(number);
}
