namespace Digits.Engine.Onnx;

/// <summary>
/// A computed tensor of the file and the engine's node that holds it. An image that comes in as <c>[N, 784]</c> is a node of 1x28x28 that the
/// file sees flat. Its padding lies around the node's map and is not in it.
/// </summary>
internal readonly record struct ImportedTensor(Node Node, TensorLayout Layout, Padding Padding = default)
{
    /// <summary>The dimensions that the file sees, without the batch.</summary>
    internal int[] Dimensions
    {
        get
        {
            Shape shape = Node.Shape;
            return Layout switch
            {
                TensorLayout.ChannelsFirst => [shape.Channels, shape.Height, shape.Width],
                TensorLayout.ChannelsLast => [shape.Height, shape.Width, shape.Channels],
                TensorLayout.Row => [shape.Channels, shape.Width],
                TensorLayout.Plane => [shape.Height, shape.Width],
                _ => [shape.Size],
            };
        }
    }

    /// <summary>The axis of the file's tensor that counts channels, or -1 where none does.</summary>
    internal int ChannelAxis => Layout switch
    {
        TensorLayout.Plane => -1,
        TensorLayout.ChannelsLast => 3,
        _ => 1,
    };

    /// <summary>The size of that axis.</summary>
    internal int Channels => Layout == TensorLayout.Flat ? Node.Shape.Size : Node.Shape.Channels;

    /// <summary>Whether, as far as memory goes, the values lie channel after channel (or it makes no difference).</summary>
    internal bool IsChannelsFirst => Layout is TensorLayout.ChannelsFirst or TensorLayout.Row || Node.Shape.Channels == 1 || Node.Shape.IsFlat;

    /// <summary>Whether, as far as memory goes, the values lie pixel after pixel (or it makes no difference).</summary>
    internal bool IsChannelsLast => Layout == TensorLayout.ChannelsLast || Node.Shape.Channels == 1 || Node.Shape.IsFlat;

    /// <summary>The node as the vector that the file sees.</summary>
    internal Node Vector() => Node.Shape.IsFlat ? Node : Node.Then(new Flatten());

    public override string ToString() => $"[N, {string.Join(", ", Dimensions)}]";
}
