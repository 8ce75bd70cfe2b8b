namespace Digits.Engine.Onnx;

/// <summary>Products of computed tensors, and what they stand for.</summary>
internal sealed partial class GraphImporter
{
    /// <summary>Mul of two computed tensors: an activation function that is written as a product, a gate, or a product and no more.</summary>
    private void ImportProduct(NodeProto node)
    {
        ImportedTensor a = Computed(node, 0);
        ImportedTensor b = Computed(node, 1);
        if (a.Layout == b.Layout && a.Node.Shape == b.Node.Shape)
        {
            if (ActivationPatterns.OfProduct(a.Node, b.Node) is (Activation function, { } x))
                Place(node, function, x, a.Layout);
            else
                Register(node, Node.Multiply(a.Node, b.Node), a.Layout, node);
        }
        else if (Gates(a, b))
        {
            Register(node, Node.Multiply(a.Node, b.Node), a.Layout, node);
        }
        else if (Gates(b, a))
        {
            Register(node, Node.Multiply(b.Node, a.Node), b.Layout, node);
        }
        else
        {
            throw OnnxError.At(node, $"it multiplies {a} and {b}, which are neither of one shape nor a map and one value for each of its channels.");
        }

        static bool Gates(ImportedTensor map, ImportedTensor gate) =>
            map.Layout == gate.Layout && map.Layout != TensorLayout.Flat && gate.Node.Shape == new Shape(map.Node.Shape.Channels);
    }

    /// <summary>Sub of two computed tensors.</summary>
    private void ImportDifference(NodeProto node)
    {
        Node[] parts = Parts(node);
        Register(node, Node.Add(parts[0], parts[1].Then(new Affine([-1f], _noShift))), Computed(node, 0).Layout, node);
    }

    /// <summary>Div of two computed tensors, which is known only where it is softsign.</summary>
    private void ImportQuotient(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        if (!ActivationPatterns.IsSoftsign(x.Node, Computed(node, 1).Node))
            throw OnnxError.At(node, "Div of two computed tensors is not supported, only by a constant.");

        Place(node, new Softsign(), x);
    }

    /// <summary>Squares and cubes.</summary>
    private void ImportPower(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        switch (Number(node, 1, float.NaN))
        {
            case 1f: Pass(node, x); break;
            case 2f: Register(node, Node.Multiply(x.Node, x.Node), x.Layout, node); break;
            case 3f: Register(node, Node.Multiply(Node.Multiply(x.Node, x.Node), x.Node), x.Layout, node); break;
            case var exponent: throw OnnxError.At(node, $"the power {exponent} of a computed tensor is not supported; 1, 2 and 3 are.");
        }
    }

    /// <summary>The mean, sum or maximum of each channel's map.</summary>
    private void ImportReduction(NodeProto node, bool maximum, bool sum = false)
    {
        ImportedTensor x = Computed(node, 0);
        int rank = x.Dimensions.Length + 1;
        NodeAttributes attributes = new(node);
        IReadOnlyList<long>? given = _constants.Axes(node);
        int[] axes = given is null ? [] : [.. ShapeRules.Normalize(node, given, rank).Order()];
        bool keeps = attributes.Int("keepdims", 1) != 0;
        bool wholeMap = (x.Layout, axes) is (TensorLayout.ChannelsFirst, [2, 3]) or (TensorLayout.ChannelsLast, [1, 2]) or (TensorLayout.Row, [2]);
        if (wholeMap)
        {
            float pixels = sum ? x.Node.Shape.Pixels : 1f;
            Node result = x.Node.Then(maximum ? new GlobalMaxPool2D() : new GlobalAveragePool2D());
            Register(node, pixels == 1f ? result : result.Then(new Affine([pixels], _noShift)), keeps ? x.Layout : TensorLayout.Flat, node);
            return;
        }

        bool rows = (x.Layout, axes) is (TensorLayout.ChannelsFirst, [2]) or (TensorLayout.ChannelsLast, [1]);
        bool columns = (x.Layout, axes) is (TensorLayout.ChannelsFirst, [3]) or (TensorLayout.ChannelsLast, [2]);
        TensorLayout? layout = keeps ? x.Layout : rows && x.Layout == TensorLayout.ChannelsFirst ? TensorLayout.Row : null;
        if ((!rows && !columns) || layout is null || sum)
            throw OnnxError.At(node, $"over axes {string.Join(", ", axes)} of {x} is not supported, only over the rows and columns of a map.");

        Window2D window = rows ? new Window2D(x.Node.Shape.Height, 1) : new Window2D(1, x.Node.Shape.Width);
        Place(node, maximum ? new MaxPool2D(window) : new AveragePool2D(window), x.Node, layout.Value);
    }
}
