namespace Digits.Engine;

/// <summary>
/// A vector <c>[C · H · W]</c> as a map <c>[C, H, W]</c>, channel after channel as in PyTorch and ONNX: what <see cref="Flatten"/> does, backwards.
/// </summary>
public sealed class Reshape : Layer
{
    private readonly Shape _target;

    /// <summary>A map of so many channels, rows and columns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public Reshape(int channels, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        _target = new Shape(channels, height, width);
    }

    internal override string Stem => "reshape";

    internal override Shape Build(ReadOnlySpan<Shape> inputs) => inputs[0].IsFlat && inputs[0].Size == _target.Size
        ? _target
        : throw new ArgumentException($"Reshape makes {_target} of a vector of {_target.Size} values; it gets {inputs[0]}.");
}
