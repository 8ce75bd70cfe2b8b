namespace Digits.Engine.Onnx;

/// <summary>Computed tensors that are joined although they lie otherwise or are of other sizes, and constants among them.</summary>
internal sealed partial class GraphImporter
{
    /// <summary>All inputs, each stretched to the sizes that they have together, laid out alike.</summary>
    private (ImportedTensor Like, Node[] Parts) Alike(NodeProto node)
    {
        ImportedTensor[] inputs = [.. node.Inputs.Select((_, i) => Computed(node, i))];
        for (int i = 1; i < inputs.Length; i++)
            (inputs[0], inputs[i]) = SameBatch(node, inputs[0], inputs[i]);

        for (int i = 1; i < inputs.Length; i++)
            (inputs[0], inputs[i]) = SameBatch(node, inputs[0], inputs[i]);

        int[]? common = inputs[0].Dimensions;
        foreach (ImportedTensor x in inputs)
        {
            common = Strides.Common(common, x.Dimensions)
                ?? throw OnnxError.At(node, $"it joins {inputs[0]} and {x}, of which neither can be stretched to the other.");
        }

        CheckSize(node, common);

        // A map rather than a vector, since what follows works on channels.
        int first = Array.FindIndex(inputs, x => !x.Node.Shape.IsFlat && x.Dimensions.AsSpan().SequenceEqual(common));
        first = first < 0 ? Array.FindIndex(inputs, x => x.Dimensions.AsSpan().SequenceEqual(common)) : first;
        ImportedTensor like = first < 0 ? Stretched(node, inputs[0], common) : inputs[first];
        bool byPixel = like.Layout is TensorLayout.ChannelsLast or TensorLayout.OtherLast;
        Node[] parts = new Node[inputs.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            ImportedTensor x = inputs[i];
            bool same = x.Dimensions.AsSpan().SequenceEqual(common);
            if (i == first || (first < 0 && i == 0) || (same && x.Layout == like.Layout && x.Node.Shape == like.Node.Shape))
            {
                parts[i] = first < 0 && i == 0 ? like.Node : x.Node;
                continue;
            }

            Placement placement = Placement.Of(x);
            parts[i] = (same ? placement : placement.Select(Strides.Stretched(x.Dimensions, common))).As(like.Node.Shape, byPixel);
            if (parts[i] != placement.Source)
                CountValues(node, parts[i].Shape);
        }

        return (Rebatched(like with { Padding = default }), parts);
    }

    /// <summary>A tensor that a greater constant is joined with, stretched to its sizes.</summary>
    private ImportedTensor StretchedTo(NodeProto node, ImportedTensor x, int constantInput)
    {
        if (_constants.Find(node, constantInput) is not { DependsOnBatch: false } constant || constant.Count == 0)
            return x;

        int[] own = constant.Dimensions;
        if (!x.Unbatched && own.Length == x.Rank && own[0] == 1)
            own = own[1..];

        return own.Length <= x.Dimensions.Length && Strides.Common(own, x.Dimensions) is not null ? Stretched(node, x, own) : x;
    }

    /// <summary>
    /// Along any axis, with constants among the parts: all values as one vector, then in their order; constants are added where zeros were put.
    /// </summary>
    private void JoinAnywhere(NodeProto node, ImportedTensor first, int axis)
    {
        (ImportedTensor like, int along) = AxisOf(node, first, axis);
        int outer = (int)Strides.Count(like.Dimensions.AsSpan(0, along));
        List<Node> nodes = [];
        List<(int[] Places, float[]? Values)> parts = [];
        int[] dimensions = [.. like.Dimensions];
        dimensions[along] = 0;
        int taken = 0;
        Placement only = default;
        for (int i = 0; i < node.Inputs.Count; i++)
        {
            int[] sizes;
            if (IsComputed(node.Inputs[i]))
            {
                ImportedTensor x = Computed(node, i);
                x = x.Unbatched == like.Unbatched ? x : WithoutBatch(x);
                sizes = x.Dimensions;
                only = Placement.Of(x);
                nodes.Add(Plain(node, x));
                parts.Add(([.. Enumerable.Range(taken, x.Node.Shape.Size)], null));
                taken += x.Node.Shape.Size;
                if (x.Unbatched != like.Unbatched)
                    throw Misfit();
            }
            else if (_constants.Find(node, i) is { DependsOnBatch: false } constant)
            {
                bool hasBatch = !like.Unbatched && constant.Rank == like.Rank && constant.Dimensions[0] == 1;
                sizes = hasBatch ? constant.Dimensions[1..] : constant.Dimensions;
                float[] values = constant.ToFloats();
                parts.Add(([.. Enumerable.Repeat(-1, values.Length)], values));
            }
            else
            {
                throw OnnxError.At(node, Missing(node.Inputs[i]));
            }

            if (sizes.Length != dimensions.Length || !SameBut(along, sizes, dimensions))
                throw Misfit();

            dimensions[along] += sizes[along];
            CheckSize(node, dimensions);
        }

        List<int> chosen = [];
        List<float> shift = [];
        for (int row = 0; row < outer; row++)
        {
            foreach ((int[] places, float[]? values) in parts)
            {
                int run = places.Length / outer;
                chosen.AddRange(places.AsSpan(row * run, run));
                shift.AddRange(values is null ? new float[run] : values.AsSpan(row * run, run));
            }
        }

        Placement placement = nodes.Count == 1 ? only : new(Node.Concatenate([.. nodes]), [.. Enumerable.Range(0, taken)]);
        if (nodes.Count > 1)
            Count(node, placement.Source);

        placement = placement.Select([.. chosen]);
        if (shift.TrueForAll(value => value == 0))
        {
            Move(node, placement, like.Unbatched, dimensions);
            return;
        }

        PlaceShifted(node, placement, [.. shift], like.Unbatched, dimensions);

        InvalidInputException Misfit() => OnnxError.At(node, $"it joins {first} along axis {axis} with what is not of the same dimensions.");
    }

    /// <summary>Values with a number added to each, which are constants where there is a zero.</summary>
    private void PlaceShifted(NodeProto node, Placement placement, float[] shift, bool unbatched, int[] dimensions)
    {
        Shape shape = new(shift.Length);
        CountValues(node, shape);
        Node result = placement.As(shape).Then(new Affine([1f], shift));
        ImportedTensor shifted = dimensions.Length == 1
            ? new(result, TensorLayout.Flat, Unbatched: unbatched)
            : new(result, TensorLayout.Other, View: dimensions, Unbatched: unbatched);
        Register(node, Rebatched(shifted), node);
    }

    /// <summary>The tensor as a vector in the file's order.</summary>
    private Node Plain(NodeProto node, ImportedTensor x)
    {
        Placement placement = Placement.Of(x);
        Node plain = placement.As(new Shape(placement.Places.Length));
        if (plain != placement.Source)
            CountValues(node, plain.Shape);

        return plain;
    }
}
