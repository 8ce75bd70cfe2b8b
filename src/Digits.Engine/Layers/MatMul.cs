namespace Digits.Engine;

/// <summary>
/// The products of the matrices of two maps, both of which the network computes: what attention does with queries and keys, and with its weights and values
/// (Vaswani et al., "Attention is all you need", 2017). A matrix is a row of a map's pixels, and a row of the matrix the channels of a pixel: <c>[K, G, M]</c>
/// holds G matrices of M rows and K columns. Times <c>[N, G, K]</c> it is <c>[N, G, M]</c>.
/// </summary>
public sealed class MatMul : Layer
{
    internal override string Stem => "matmul";

    internal override long MultiplyAdds(Shape input, Shape output) => (long)output.Size * input.Channels;

    internal override Shape Build(ReadOnlySpan<Shape> inputs)
    {
        if (inputs.Length != 2)
            throw new ArgumentException("MatMul takes two nodes.");

        (Shape a, Shape b) = (inputs[0], inputs[1]);
        return a.Height == b.Height && a.Channels == b.Width
            ? a with { Channels = b.Channels }
            : throw new ArgumentException(
                $"MatMul takes matrices of {a.Width} rows and {a.Channels} columns times as many of {a.Channels} rows, not {a} and {b}.");
    }
}
