namespace Digits.Engine.Onnx;

/// <summary>
/// Where the values of a tensor lie, in the order in which the file sees them: below all layers that only move values, so that several of these become one.
/// </summary>
/// <param name="Source">The node that holds the values.</param>
/// <param name="Places">For each value its place in the source, in the order <c>[C, H, W]</c>; -1 is a zero.</param>
internal readonly record struct Placement(Node Source, int[] Places)
{
    internal static Placement Of(ImportedTensor x)
    {
        Node node = x.Node;
        int[] places = x.Layout is TensorLayout.ChannelsLast or TensorLayout.OtherLast
            ? ByPixel(node.Shape)
            : [.. Enumerable.Range(0, node.Shape.Size)];
        while (Moves(node) is { } below)
        {
            places = Array.ConvertAll(places, place => place < 0 ? -1 : below[place]);
            node = node.Inputs[0];
        }

        return new Placement(node, places);
    }

    /// <summary>Some of the values, in any order; -1 is a zero.</summary>
    internal Placement Select(int[] chosen)
    {
        int[] places = Places;
        return this with { Places = Array.ConvertAll(chosen, place => place < 0 ? -1 : places[place]) };
    }

    /// <summary>Whether the values are all of the source's, in the order <c>[C, H, W]</c>.</summary>
    internal bool IsInOrder => Places.AsSpan().SequenceEqual([.. Enumerable.Range(0, Source.Shape.Size)]);

    /// <summary>Whether the values are all of the source's, pixel after pixel.</summary>
    internal bool IsByPixel => Places.AsSpan().SequenceEqual(ByPixel(Source.Shape));

    /// <summary>
    /// The values as a node of some shape, in the order <c>[C, H, W]</c> or pixel after pixel: the source itself, or as few moves from it as can be.
    /// </summary>
    internal Node As(Shape shape, bool byPixel = false)
    {
        int[] order = byPixel ? ByPixel(shape) : [];
        int[] indices = Places;
        if (byPixel)
        {
            indices = new int[Places.Length];
            for (int i = 0; i < indices.Length; i++)
                indices[order[i]] = Places[i];
        }

        Placement arranged = new(Source, indices);
        bool inOrder = arranged.IsInOrder;
        if (shape == Source.Shape && inOrder)
            return Source;

        if (shape.IsFlat && (inOrder || arranged.IsByPixel))
            return Source.Then(new Flatten(channelsLast: !inOrder));

        if (Source.Shape.IsFlat && (inOrder || IsInOrder))
            return Source.Then(new Reshape(shape.Channels, shape.Height, shape.Width, channelsLast: !inOrder));

        return Source.Then(new Gather(shape, indices));
    }

    /// <summary>The places <c>[C, H, W]</c> of values that go pixel after pixel.</summary>
    private static int[] ByPixel(Shape shape)
    {
        int[] places = new int[shape.Size];
        for (int i = 0; i < places.Length; i++)
            places[i] = (i % shape.Channels * shape.Pixels) + (i / shape.Channels);

        return places;
    }

    /// <summary>From where a layer that only moves values takes them; null where it does more.</summary>
    private static int[]? Moves(Node node)
    {
        switch (node.Layer)
        {
            case Gather gather:
                return [.. gather.Indices];
            case Flatten flatten:
                return flatten.ChannelsLast ? ByPixel(node.Inputs[0].Shape) : [.. Enumerable.Range(0, node.Shape.Size)];
            case Reshape { ChannelsLast: false }:
                return [.. Enumerable.Range(0, node.Shape.Size)];
            case Reshape:
                int[] places = new int[node.Shape.Size];
                int[] order = ByPixel(node.Shape);
                for (int i = 0; i < places.Length; i++)
                    places[order[i]] = i;

                return places;
            default:
                return null;
        }
    }
}
