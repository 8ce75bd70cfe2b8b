namespace Digits.Engine.Onnx;

/// <summary>How the file sees a value that the engine holds as <c>[C, H, W]</c>.</summary>
internal enum TensorLayout
{
    /// <summary><c>[N, C, H, W]</c>.</summary>
    ChannelsFirst,

    /// <summary><c>[N, H, W, C]</c>: transposed, as Keras has it.</summary>
    ChannelsLast,

    /// <summary><c>[N, H, W]</c> of one channel.</summary>
    Plane,

    /// <summary><c>[N, C, W]</c>: a map of one row, as one-dimensional convolutions have it.</summary>
    Row,

    /// <summary><c>[N, F]</c>.</summary>
    Flat,

    /// <summary>Any other dimensions over the values in the order that <see cref="ChannelsFirst"/> has.</summary>
    Other,

    /// <summary>
    /// <c>[N, P, C]</c> or the like: other dimensions over the values in the order that <see cref="ChannelsLast"/> has, the channels in the last one or, as
    /// the directions of a recurrent layer are, in the last ones.
    /// </summary>
    OtherLast,
}
