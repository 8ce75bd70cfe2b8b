namespace Digits.Engine.Onnx;

/// <summary>Dropout, softmax, and all that adds, multiplies and joins.</summary>
internal sealed partial class GraphImporter
{
    private void ImportDropout(NodeProto node)
    {
        float rate = new NodeAttributes(node).Float("ratio", 0.5f);
        if (node.Inputs.Count > 1 && node.Inputs[1].Length > 0)
        {
            rate = _constants.Find(node, 1)?.Floats is [>= 0 and < 1 and float value]
                ? value
                : throw OnnxError.At(node, "its ratio must be a constant number.");
        }

        if (rate > 0 && _constants.Find(node, 2)?.Integers is [not 0])
            Note("The model was exported in training mode; its dropout is left out, as after model.eval().");

        Place(node, new Dropout(rate), Computed(node, 0));
    }

    private void ImportSoftmax(NodeProto node, bool logarithm)
    {
        const long PerAxis = 13;
        ImportedTensor x = Computed(node, 0);
        int axis = ShapeRules.Normalize(node, [new NodeAttributes(node).Int("axis", _operatorSet >= PerAxis ? -1 : 1)], x.Rank)[0];
        int[] sizes = Sizes(x);

        if (axis == 0 && IsSingle && sizes[0] == 1 && x.Node.Shape.Size > 1)
        {
            Note(OverBatch);
            if (_input.KeepsBatch)
                throw OnnxError.At(node, $"axis 0 of {x} is the batch, whose softmax is not supported; export the model with axis 1.");
        }

        // Before operator set 13 it works on all axes from the one given; where these hold all values, it makes no difference.
        bool ofAll = (_operatorSet < PerAxis ? sizes.Skip(axis).Aggregate(1, (product, size) => product * size) : sizes[axis]) == x.Node.Shape.Size;
        if (ofAll)
            Register(node, x.As(x.Vector().Then(new Softmax(logarithm)), x.Dimensions), node);
        else if (axis == x.ChannelAxis && (_operatorSet >= PerAxis || axis == x.Rank - 1))
            Place(node, new Softmax(logarithm), x);
        else if (axis == x.Rank - 1)
            Place(node, new Softmax(logarithm), LastAxis(node, x));
        else if (_operatorSet >= PerAxis)
            PlaceSoftmaxOfAxis(node, x, axis, logarithm);
        else
            throw OnnxError.At(node, $"axis {axis} of {x} is not supported in operator set {_operatorSet}; export the model with 13 or later.");
    }

    /// <summary>The axis becomes the last one, and then what it was.</summary>
    private void PlaceSoftmaxOfAxis(NodeProto node, ImportedTensor x, int axis, bool logarithm)
    {
        (x, int moved) = AxisOf(node, x, axis);
        int rank = x.Dimensions.Length;
        int[] there = [.. Enumerable.Range(0, rank).Where(other => other != moved), moved];
        int[] back = [.. Enumerable.Range(0, rank).Select(other => Array.IndexOf(there, other))];
        int first = x.Unbatched ? 0 : 1;
        MoveAxes(node, x, [.. Enumerable.Range(0, first), .. there.Select(other => other + first)]);
        ImportedTensor turned = LastAxis(node, x.Unbatched ? WithoutBatch(_computed[node.Outputs[0]]) : _computed[node.Outputs[0]]);
        turned = turned with { Node = turned.Node.Then(new Softmax(logarithm)) };
        MoveAxes(node, turned, [.. Enumerable.Range(0, first), .. back.Select(other => other + first)]);
    }

    private void ImportCast(NodeProto node)
    {
        ImportedTensor x = Stored(node, 0);
        TensorType to = (TensorType)new NodeAttributes(node).Int("to", 0);
        if (to is TensorType.Float16 or TensorType.BFloat16)
            Note(HalfPrecision);

        if (to is TensorType.Float32 or TensorType.Float64 or TensorType.Float16 or TensorType.BFloat16)
            Pass(node, Computed(node, 0) is var real && Passing(real.Node) is { } passing ? real with { Node = passing } : real);
        else if (TensorDecoder.SizeOf(to) == 0)
            throw OnnxError.At(node, $"it turns what the model computes into {TensorDecoder.Name(to)}; export the model up to this node.");
        else if (to == TensorType.Boolean)
            Finish(node, "Abs", Write(node, "Sign", node.Inputs[0]));
        else if (x.Integers is not null)
            Pass(node, x);
        else
            CastToIntegers(node, x);
    }

    /// <summary>What is behind the point goes; a condition has nothing there.</summary>
    private void CastToIntegers(NodeProto node, ImportedTensor x)
    {
        if (Passing(x.Node) is { } bit)
            Pass(node, x with { Node = bit });
        else
            Finish(node, "Mul", Write(node, "Sign", node.Inputs[0]), Write(node, "Floor", Write(node, "Abs", node.Inputs[0])));

        PassIntegers(node.Outputs[0], _computed[node.Outputs[0]]);
    }

    private void ImportConcat(NodeProto node)
    {
        ImportedTensor first = Computed(node, Math.Max(0, node.Inputs.FindIndex(IsComputed)));
        int axis = ShapeRules.Normalize(node, [new NodeAttributes(node).Int("axis", 1)], first.Rank)[0];
        if (node.Inputs.Count == 1)
        {
            Pass(node, first);
            return;
        }

        int joined = axis - (first.Unbatched ? 0 : 1);
        if (axis != first.ChannelAxis || !node.Inputs.TrueForAll(IsComputed) || Parts(node, joined) is not { } parts)
        {
            JoinAnywhere(node, first, axis);
            return;
        }

        long channels = parts.Sum(part => (long)part.Shape.Channels);
        if (channels > MaximumValues)
            throw OnnxError.At(node, $"it makes {channels} channels, which is more than is supported.");

        int[]? view = first.View is null ? null : [.. first.View];
        if (view is not null)
            view[joined] = (int)channels;

        Register(node, first with { Node = Node.Concatenate(parts), View = view }, node);
    }

    /// <summary>Of computed tensors one layer; constants among them are added one after another.</summary>
    private void ImportSum(NodeProto node)
    {
        if (node.Inputs.TrueForAll(IsComputed))
        {
            Join(node, static parts => Node.Add(parts));
            return;
        }

        string sum = node.Inputs[0];
        for (int i = 1; i < node.Inputs.Count; i++)
            sum = Write(node, "Add", [sum, node.Inputs[i]], i == node.Inputs.Count - 1 ? node.Outputs[0] : NameOf(node), []);
    }

    private void ImportMean(NodeProto node)
    {
        if (node.Inputs.TrueForAll(IsComputed))
            Join(node, static parts => Node.Mean(parts));
        else
            Finish(node, "Mul", Write(node, "Sum", [.. node.Inputs]), Constant(node, 1f / node.Inputs.Count));
    }

    private void Join(NodeProto node, Func<Node[], Node> join)
    {
        if (node.Inputs.Count == 1)
        {
            Pass(node, Computed(node, 0));
            return;
        }

        (ImportedTensor like, Node[] parts) = PartsAlike(node);
        Register(node, like with { Node = join(parts) }, node);
    }

    private (ImportedTensor Like, Node[] Parts) PartsAlike(NodeProto node) =>
        Parts(node) is { } parts && Array.TrueForAll(parts, part => part.Shape == parts[0].Shape) ? (Computed(node, 0), parts) : Alike(node);

    /// <summary>All inputs, where they are seen in the same layout and, where that leaves the dimensions open, in the same ones; else null.</summary>
    /// <param name="node">The node.</param>
    /// <param name="joined">The axis, the batch not counted, along which they may differ.</param>
    private Node[]? Parts(NodeProto node, int joined = -1)
    {
        ImportedTensor first = Computed(node, 0);
        Node[] parts = new Node[node.Inputs.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            ImportedTensor x = Computed(node, i);
            if (x.Unbatched != first.Unbatched)
                return null;

            if (x.Layout != first.Layout && !(x.Node.Shape.IsFlat && x.Dimensions.AsSpan().SequenceEqual(first.Dimensions)))
                return null;

            if (x.Layout is TensorLayout.Other or TensorLayout.OtherLast && !SameBut(joined, x.Dimensions, first.Dimensions))
                return null;

            parts[i] = x.Layout == TensorLayout.Flat ? x.Vector() : x.Node;

            // A map of which each value was a channel of its own for a while.
            if (joined >= 0 && first.Layout == TensorLayout.ChannelsFirst && x.Dimensions is [var channels, var height, var width]
                && x.Node.Shape != new Shape(channels, height, width))
                parts[i] = AsMap(node, x, new Shape(channels, height, width), TensorLayout.ChannelsFirst).Node;
        }

        return parts;
    }

    private static bool SameBut(int axis, int[] a, int[] b) =>
        a.Length == b.Length && a.Zip(b).Where((_, i) => i != axis).All(pair => pair.First == pair.Second);

    /// <summary>Add, Sub, Mul and Div: with a constant, a scale or a shift of each channel.</summary>
    private void ImportArithmetic(NodeProto node)
    {
        if (node.Inputs.Count != 2)
            throw OnnxError.At(node, $"it has {node.Inputs.Count} inputs, not 2; the file is damaged.");

        if (TryImportSoftmaxPart(node))
            return;

        string[] computed = [.. node.Inputs.Where(IsComputed)];
        if (computed.Length == 2)
        {
            switch (node.OpType)
            {
                case "Add": ImportSum(node); break;
                case "Sub": ImportDifference(node); break;
                case "Mul": ImportProduct(node); break;
                default: ImportQuotient(node); break;
            }

            return;
        }

        if (computed.Length == 0)
            throw OnnxError.At(node, Missing(node.Inputs.Find(input => !_constants.Contains(input)) ?? node.Inputs[0]));

        if (node.OpType == "Div" && computed[0] == node.Inputs[1])
        {
            Finish(node, "Mul", node.Inputs[0], Write(node, "Reciprocal", node.Inputs[1]));
            return;
        }

        ImportedTensor x = Computed(node, node.Inputs.IndexOf(computed[0]));
        ChannelStep step = ChannelStep.Of(node, computed[0], x, _constants)
            ?? ChannelStep.Of(node, computed[0], x = EachValue(StretchedTo(node, x, node.Inputs[0] == computed[0] ? 1 : 0)), _constants)
            ?? throw OnnxError.At(
                node, $"its constant must be one number, one for each channel or one for each value of {x}.");
        if (ActivationPatterns.OfScaled(x.Node, step) is (Activation function, { } of))
        {
            Register(node, x with { Node = of.Then(function) }, node);
            return;
        }

        NodeProto last = node;
        if (_graph.OnlyReader(node.Outputs[0]) is { } next
            && ChannelStep.Of(next, node.Outputs[0], x, _constants) is { } following
            && step.Then(following) is { } joined)
        {
            (step, last) = (joined, next);
            _absorbed.Add(next);
        }

        if (_graph.OnlyReader(computed[0]) == node && TakenIn(x.Node, step) is { } normalized)
        {
            Pass(last, x with { Node = normalized });
            return;
        }

        float[] scale = step.Scale ?? [1f];
        float[] shift = step.Shift ?? [0f];
        bool perChannel = scale.Length > 1 || shift.Length > 1;
        Node input = perChannel && x.Layout == TensorLayout.Flat ? x.Vector() : x.Node;
        Register(node, x with { Node = input.Then(new Affine(scale, shift)) }, last);
    }

    /// <summary>A tensor whose every value is a channel of its own, with the same dimensions for the file.</summary>
    private static ImportedTensor EachValue(ImportedTensor x) => x.As(x.Vector(), x.Dimensions);
}
