namespace Digits.Engine.Onnx;

/// <summary>Einsum of two operands, as Keras has it in attention: a product of matrices once the axes are in order.</summary>
internal sealed partial class GraphImporter
{
    private void ImportEinsum(NodeProto node)
    {
        string equation = new NodeAttributes(node).Text("equation", "");
        EinsumTerms? terms = EinsumTerms.Read(equation);
        if (terms is null || node.Inputs.Count != 2)
        {
            throw OnnxError.At(
                node, $"the equation {OnnxError.Quote(equation)} is not supported, only products of two operands; write it with MatMul and Transpose.");
        }

        if (_constants.Find(node, 0) is { } left)
            PlaceEinsum(node, terms.Exchanged(), Computed(node, 1), left);
        else if (_constants.Find(node, 1) is { } right)
            PlaceEinsum(node, terms, Computed(node, 0), right);
        else
            PlaceEinsum(node, terms, Computed(node, 0), Computed(node, 1));
    }

    /// <summary>Both are computed, and have the batch as one letter, the first.</summary>
    private void PlaceEinsum(NodeProto node, EinsumTerms terms, ImportedTensor a, ImportedTensor b)
    {
        (a, b) = (WithoutBatch(a), WithoutBatch(b));
        if (!a.Unbatched && !b.Unbatched && terms is { Left: [var one, .. var left], Right: [var two, .. var right], Result: [var three, .. var rest] })
            terms = one == two && one == three ? new EinsumTerms(left, right, rest) : throw Misfit(node);

        Dictionary<char, int> sizes = [];
        AddSizes(node, sizes, terms.Left, a.Dimensions);
        AddSizes(node, sizes, terms.Right, b.Dimensions);
        Shape first = new(Product(terms.Summed), Product(terms.Shared), Product(terms.OfLeft));
        Shape second = new(Product(terms.OfRight), first.Height, first.Channels);
        CountValues(node, first);
        CountValues(node, second);
        Node product = Node.MatMul(
            Ordered(a, terms.Left, terms.Shared + terms.OfLeft + terms.Summed).As(first, byPixel: true),
            Ordered(b, terms.Right, terms.Shared + terms.Summed + terms.OfRight).As(second, byPixel: true));
        Finish(node, node, product, terms, sizes, a.Unbatched);

        int Product(string axes) => axes.Aggregate(1, (count, axis) => count * sizes[axis]);
    }

    /// <summary>With a constant: a dense layer on the axes that are summed over.</summary>
    private void PlaceEinsum(NodeProto node, EinsumTerms terms, ImportedTensor x, ConstantTensor constant)
    {
        x = WithoutBatch(x);
        if (!x.Unbatched && terms is { Left: [var batch, .. var left], Result: [var first, .. var rest] })
            terms = batch == first && !terms.Right.Contains(batch) ? terms with { Left = left, Result = rest } : throw Misfit(node);

        if (terms.Shared.Length > 0 || terms.Summed.Length == 0 || constant.Floats is null || constant.DependsOnBatch)
            throw Misfit(node);

        Dictionary<char, int> sizes = [];
        AddSizes(node, sizes, terms.Left, x.Dimensions);
        AddSizes(node, sizes, terms.Right, constant.Dimensions);
        int[] order = [.. (terms.OfRight + terms.Summed).Select(axis => terms.Right.IndexOf(axis))];
        float[] weight = constant.Transpose(order).Floats!;
        int inputs = terms.Summed.Aggregate(1, (count, axis) => count * sizes[axis]);
        int units = weight.Length / inputs;
        Shape shape = new(inputs, 1, x.Node.Shape.Size / inputs);
        CountValues(node, shape);
        Node rows = Ordered(x, terms.Left, terms.OfLeft + terms.Summed).As(shape, byPixel: true);

        // A bias that is added to the axes of the constant is the layer's own.
        NodeProto last = node;
        float[]? bias = null;
        if (terms.Result == terms.OfLeft + terms.OfRight && _graph.OnlyReader(node.Outputs[0]) is { OpType: "Add", Inputs.Count: 2 } add
            && _constants.Find(add, add.Inputs[0] == node.Outputs[0] ? 1 : 0) is { Floats: { } shift } added && shift.Length == units
            && added.Dimensions.SkipWhile(size => size == 1).SequenceEqual(terms.OfRight.Select(axis => sizes[axis]).SkipWhile(size => size == 1)))
        {
            (bias, last) = (shift, add);
            _absorbed.Add(add);
        }

        Conv2D layer = new(units, new Window2D(1, 1), bias is not null);
        Node product = rows.Then(layer);
        _weights.Add((layer.Weight, weight));
        if (bias is not null)
            _weights.Add((layer.Bias!, bias));

        Finish(node, last, product, terms, sizes, x.Unbatched);
    }

    /// <summary>Names a product and brings its axes into the order that the equation asks for.</summary>
    private void Finish(NodeProto node, NodeProto last, Node product, EinsumTerms terms, Dictionary<char, int> sizes, bool unbatched)
    {
        Count(node, product);
        string made = terms.Shared + terms.OfLeft + terms.OfRight;
        int[] dimensions = [.. made.Select(axis => sizes[axis])];
        ImportedTensor result = new(product, TensorLayout.OtherLast, View: dimensions, Unbatched: unbatched);
        Move(last, Ordered(result, made, terms.Result), unbatched, [.. terms.Result.Select(axis => sizes[axis])]);
    }

    /// <summary>A tensor's values with its axes in another order.</summary>
    private static Placement Ordered(ImportedTensor x, string axes, string order)
    {
        int[] strides = Strides.Of(x.Dimensions);
        int[] places = [.. order.Select(axis => axes.IndexOf(axis))];
        return Placement.Of(x).Select(Strides.Places([.. places.Select(place => x.Dimensions[place])], [.. places.Select(place => strides[place])]));
    }

    private static void AddSizes(NodeProto node, Dictionary<char, int> sizes, string axes, int[] dimensions)
    {
        if (axes.Length != dimensions.Length)
            throw Misfit(node);

        for (int i = 0; i < axes.Length; i++)
        {
            if (!sizes.TryAdd(axes[i], dimensions[i]) && sizes[axes[i]] != dimensions[i])
                throw Misfit(node);
        }
    }

    private static InvalidInputException Misfit(NodeProto node) => OnnxError.At(
        node, $"the equation {OnnxError.Quote(new NodeAttributes(node).Text("equation", ""))} does not fit what it reads, or mixes the batch with other axes.");
}
