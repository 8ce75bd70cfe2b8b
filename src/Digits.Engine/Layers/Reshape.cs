namespace Digits.Engine;

/// <summary>
/// A vector <c>[C · H · W]</c> as a map <c>[C, H, W]</c>: what <see cref="Flatten"/> does, backwards. The vector's values go channel after channel, as in
/// PyTorch and ONNX, or pixel after pixel, as in Keras.
/// </summary>
public sealed class Reshape : Layer
{
    private readonly Shape _target;

    /// <summary>A map of so many channels, rows and columns.</summary>
    /// <param name="channels">Channels of the map.</param>
    /// <param name="height">Rows of the map.</param>
    /// <param name="width">Columns of the map.</param>
    /// <param name="channelsLast">Whether the channels of one pixel stand together in the vector.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or the map has more values than an <c>int</c> counts.</exception>
    public Reshape(int channels, int height, int width, bool channelsLast = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        _target = new Shape(channels, height, width);
        if (!_target.IsPossible)
            throw new ArgumentOutOfRangeException(nameof(channels), $"Reshape makes maps of at most {int.MaxValue} values, not {_target}.");

        ChannelsLast = channelsLast;
    }

    /// <summary>Whether the channels of one pixel stand together in the vector, as in Keras.</summary>
    public bool ChannelsLast { get; }

    internal override string Stem => "reshape";

    internal override Shape Build(ReadOnlySpan<Shape> inputs) => inputs[0].IsFlat && inputs[0].Size == _target.Size
        ? _target
        : throw new ArgumentException($"Reshape makes {_target} of a vector of {_target.Size} values; it gets {inputs[0]}.");
}
