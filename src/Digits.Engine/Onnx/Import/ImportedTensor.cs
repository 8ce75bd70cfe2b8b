namespace Digits.Engine.Onnx;

/// <summary>
/// A computed tensor of the file and the engine's node that holds it. An image that comes in as <c>[N, 784]</c> is a node of 1x28x28 that the
/// file sees flat. Its padding lies around the node's map and is not in it.
/// </summary>
/// <param name="Node">Holds the values.</param>
/// <param name="Layout">How the file sees them.</param>
/// <param name="Padding">Zeros around the map.</param>
/// <param name="View">The dimensions that the file sees, without the batch, where the layout does not tell them.</param>
/// <param name="Unbatched">Whether the file has no axis for the batch: it was made for one image.</param>
/// <param name="Integers">Where the file sees integers: the values are these less Zero, times Scale.</param>
internal readonly record struct ImportedTensor(
    Node Node, TensorLayout Layout, Padding Padding = default, int[]? View = null, bool Unbatched = false,
    (float Scale, float Zero)? Integers = null)
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
                TensorLayout.Flat => [shape.Size],
                _ => View!,
            };
        }
    }

    /// <summary>The number of axes that the file sees, with the batch's.</summary>
    internal int Rank => Dimensions.Length + (Unbatched ? 0 : 1);

    /// <summary>The axis of the file's tensor that counts channels, or -1 where none does.</summary>
    internal int ChannelAxis
    {
        get
        {
            int axis = Layout switch
            {
                TensorLayout.Plane => -1,
                TensorLayout.ChannelsLast => 2,
                TensorLayout.OtherLast => View![^1] == Node.Shape.Channels ? View.Length - 1 : -1,
                TensorLayout.Other when Node.Shape.IsFlat => Array.IndexOf(View!, Node.Shape.Size),
                TensorLayout.Other => View is [var first, ..] && first == Node.Shape.Channels ? 0 : -1,
                _ => 0,
            };
            return axis < 0 || Unbatched ? axis : axis + 1;
        }
    }

    /// <summary>The size of that axis.</summary>
    internal int Channels => Layout == TensorLayout.Flat ? Node.Shape.Size : Node.Shape.Channels;

    /// <summary>Whether, as far as memory goes, the values lie channel after channel (or it makes no difference).</summary>
    internal bool IsChannelsFirst =>
        Layout is TensorLayout.ChannelsFirst or TensorLayout.Row or TensorLayout.Other || Node.Shape.Channels == 1 || Node.Shape.IsFlat;

    /// <summary>Whether, as far as memory goes, the values lie pixel after pixel (or it makes no difference).</summary>
    internal bool IsChannelsLast => Layout is TensorLayout.ChannelsLast or TensorLayout.OtherLast || Node.Shape.Channels == 1 || Node.Shape.IsFlat;

    /// <summary>Whether the file sees a vector: one axis holds all values.</summary>
    internal bool IsVector => Dimensions.Count(size => size != 1) <= 1;

    /// <summary>The node as the vector that the file sees, value after value.</summary>
    internal Node Vector() => Node.Shape.IsFlat ? Node : Node.Then(new Flatten(!IsChannelsFirst));

    /// <summary>The same values under other dimensions, in the order of memory that channels first have.</summary>
    internal ImportedTensor As(Node node, int[] dimensions)
    {
        ImportedTensor same = this with { Node = node };
        if (same.Dimensions.AsSpan().SequenceEqual(dimensions) && (node == Node || node.Shape.IsFlat) && Layout != TensorLayout.Plane)
            return same;

        return dimensions.Length == 1 && node.Shape.IsFlat
            ? new ImportedTensor(node, TensorLayout.Flat, Unbatched: Unbatched)
            : new ImportedTensor(node, TensorLayout.Other, View: dimensions, Unbatched: Unbatched);
    }

    public override string ToString()
    {
        IEnumerable<string> sizes = Dimensions.Select(size => $"{size}");
        return $"[{string.Join(", ", Unbatched ? sizes : sizes.Prepend("N"))}]";
    }
}
