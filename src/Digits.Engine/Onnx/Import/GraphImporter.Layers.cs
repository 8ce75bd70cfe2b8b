namespace Digits.Engine.Onnx;

/// <summary>Dropout, softmax, and all that adds, multiplies and joins.</summary>
internal sealed partial class GraphImporter
{
    private static readonly Dictionary<string, Action<GraphImporter, NodeProto>> _ofTwo = new(StringComparer.Ordinal)
    {
        ["Add"] = static (graph, node) => graph.ImportSum(node),
        ["Div"] = static (graph, node) => graph.ImportQuotient(node),
        ["Mul"] = static (graph, node) => graph.ImportProduct(node),
        ["Sub"] = static (graph, node) => graph.ImportDifference(node),
    };

    private void ImportDropout(NodeProto node)
    {
        float rate = new NodeAttributes(node).Float("ratio", 0.5f);
        if (node.Inputs.Count > 1 && node.Inputs[1].Length > 0)
            rate = _constants.Find(node, 1)?.Floats is [float value] ? value : throw OnnxError.At(node, "its ratio must be a constant number.");

        Place(node, new Dropout(rate), Computed(node, 0));
    }

    private void ImportSoftmax(NodeProto node, bool logarithm)
    {
        const long PerAxis = 13;
        ImportedTensor x = Computed(node, 0);
        int rank = x.Dimensions.Length + 1;
        int axis = ShapeRules.Normalize(node, [new NodeAttributes(node).Int("axis", _operatorSet >= PerAxis ? -1 : 1)], rank)[0];

        // Before operator set 13 it works on all axes from the one given.
        if (axis != x.ChannelAxis || (_operatorSet < PerAxis && axis != rank - 1 && !x.Node.Shape.IsFlat))
            throw OnnxError.At(node, $"axis {axis} of {x} is not supported, only that of the channels.");

        Place(node, new Softmax(logarithm), x.Layout == TensorLayout.Flat ? x.Vector() : x.Node, x.Layout);
    }

    private void ImportCast(NodeProto node)
    {
        new NodeAttributes(node).Require("to", (long)TensorType.Float32, (long)TensorType.Undefined);
        Pass(node, Computed(node, 0));
    }

    private void ImportConcat(NodeProto node)
    {
        ImportedTensor first = Computed(node, 0);
        int axis = ShapeRules.Normalize(node, [new NodeAttributes(node).Int("axis", 1)], first.Dimensions.Length + 1)[0];
        if (axis != first.ChannelAxis)
            throw OnnxError.At(node, $"axis {axis} of {first} is not supported, only that of the channels.");

        Node[] parts = Parts(node);
        long channels = parts.Sum(part => (long)part.Shape.Channels);
        if (channels > MaximumValues)
            throw OnnxError.At(node, $"it makes {channels} channels, which is more than is supported.");

        if (parts.Length == 1)
            Pass(node, first);
        else
            Register(node, Node.Concatenate(parts), first.Layout, node);
    }

    private void ImportSum(NodeProto node)
    {
        ImportedTensor first = Computed(node, 0);
        Node[] parts = Parts(node);
        if (parts.Length == 1)
            Pass(node, first);
        else
            Register(node, Node.Add(parts), first.Layout, node);
    }

    /// <summary>All inputs, which must be seen in the same layout.</summary>
    private Node[] Parts(NodeProto node)
    {
        ImportedTensor first = Computed(node, 0);
        Node[] parts = new Node[node.Inputs.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            ImportedTensor x = Computed(node, i);
            if (x.Layout != first.Layout)
                throw OnnxError.At(node, $"it joins {first} and {x}, which are not of the same layout.");

            parts[i] = x.Layout == TensorLayout.Flat ? x.Vector() : x.Node;
        }

        return parts;
    }

    /// <summary>Add, Sub, Mul and Div: with a constant, a scale or a shift of each channel.</summary>
    private void ImportArithmetic(NodeProto node)
    {
        if (node.Inputs.Count != 2)
            throw OnnxError.At(node, $"it has {node.Inputs.Count} inputs, not 2; the file is damaged.");

        string[] computed = [.. node.Inputs.Where(_computed.ContainsKey)];
        if (computed.Length == 2 && _ofTwo.TryGetValue(node.OpType, out Action<GraphImporter, NodeProto>? import))
        {
            import(this, node);
            return;
        }

        if (computed.Length != 1)
            throw OnnxError.At(node, $"{OnnxError.Clean(node.OpType)} of two computed tensors is not supported, only with a constant.");

        ImportedTensor x = Unpadded(node, _computed[computed[0]]);
        ChannelStep step = ChannelStep.Of(node, computed[0], x, _constants)
            ?? throw OnnxError.At(node, $"its constant must be one number or one for each channel of {x}, and not be divided.");
        if (ActivationPatterns.OfScaled(x.Node, step) is (Activation function, { } of))
        {
            Place(node, function, of, x.Layout);
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

        float[] scale = step.Scale ?? [1f];
        float[] shift = step.Shift ?? [0f];
        bool perChannel = scale.Length > 1 || shift.Length > 1;
        Place(node, new Affine(scale, shift), perChannel && x.Layout == TensorLayout.Flat ? x.Vector() : x.Node, x.Layout, last);
    }
}
