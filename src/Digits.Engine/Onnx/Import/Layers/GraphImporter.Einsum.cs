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
        PlaceProduct(node, node, product, terms.Shared + terms.OfLeft + terms.OfRight, terms.Result, sizes, a.Unbatched);

        int Product(string axes) => axes.Aggregate(1, (count, axis) => count * sizes[axis]);
    }

    /// <summary>With a constant, for any batch.</summary>
    private void PlaceEinsum(NodeProto node, EinsumTerms terms, ImportedTensor x, ConstantTensor constant)
    {
        x = WithoutBatch(x);
        if (!x.Unbatched && terms is { Left: [var batch, .. var left], Result: [var first, .. var rest] })
            terms = batch == first && !terms.Right.Contains(batch) ? terms with { Left = left, Result = rest } : throw Misfit(node);

        if (constant.Floats is null || constant.DependsOnBatch)
            throw Misfit(node);

        Dictionary<char, int> sizes = [];
        AddSizes(node, sizes, terms.Left, x.Dimensions);
        AddSizes(node, sizes, terms.Right, constant.Dimensions);
        PlaceSums(node, terms, x, constant, sizes);
    }

    /// <summary>A dense layer on the axes that are summed over, with weights of its own for each of those that are shared.</summary>
    private void PlaceSums(NodeProto node, EinsumTerms terms, ImportedTensor x, ConstantTensor constant, Dictionary<char, int> sizes)
    {
        int[] order = [.. (terms.Shared + terms.OfRight + terms.Summed).Select(axis => terms.Right.IndexOf(axis))];
        float[] weight = constant.Transpose(order).Floats!;
        int inputs = terms.Summed.Aggregate(1, (count, axis) => count * sizes[axis]);
        int groups = terms.Shared.Aggregate(1, (count, axis) => count * sizes[axis]);
        int units = weight.Length / inputs;
        Shape shape = new(groups * inputs, 1, x.Node.Shape.Size / (groups * inputs));
        CountValues(node, shape);
        Node rows = Ordered(x, terms.Left, terms.OfLeft + terms.Shared + terms.Summed).As(shape, byPixel: true);

        // A bias that is added to the axes of the constant is the layer's own.
        NodeProto last = node;
        float[]? bias = null;
        if (groups == 1 && terms.Result == terms.OfLeft + terms.OfRight && _graph.OnlyReader(node.Outputs[0]) is { OpType: "Add", Inputs.Count: 2 } add
            && _constants.Find(add, add.Inputs[0] == node.Outputs[0] ? 1 : 0) is { Floats: { } shift } added && shift.Length == units
            && added.Dimensions.SkipWhile(size => size == 1).SequenceEqual(terms.OfRight.Select(axis => sizes[axis]).SkipWhile(size => size == 1)))
        {
            (bias, last) = (shift, add);
            _absorbed.Add(add);
        }

        Conv2D layer = new(units, new Window2D(1, 1), bias is not null, groups);
        Node product = rows.Then(layer);
        _weights.Add((layer.Weight, weight));
        if (bias is not null)
            _weights.Add((layer.Bias!, bias));

        PlaceProduct(node, last, product, terms.OfLeft + terms.Shared + terms.OfRight, terms.Result, sizes, x.Unbatched);
    }

    /// <summary>A product with matrices of a constant, one for each of its axes before the last two: a sum like one of Einsum.</summary>
    private void PlaceConstantMatrices(NodeProto node, bool constantFirst)
    {
        ImportedTensor x = WithoutBatch(Computed(node, constantFirst ? 1 : 0));
        ConstantTensor constant = _constants.Find(node, constantFirst ? 0 : 1)!;
        bool hasBatch = !x.Unbatched && constant.Rank == x.Rank && constant.Dimensions[0] == 1;
        int[] own = hasBatch ? constant.Dimensions[1..] : constant.Dimensions;
        int[] dimensions = x.Dimensions;
        if (constant.Floats is null || constant.DependsOnBatch || own.Length < 2 || dimensions.Length < 2 || (!x.Unbatched && own.Length > dimensions.Length)
            || Strides.Common(own[..^2], dimensions[..^2]) is not { } leading)
        {
            throw OnnxError.At(node, $"it multiplies a constant of {string.Join('x', constant.Dimensions)} and {x}, which does not fit.");
        }

        // A letter for each axis, from 'A' on; an axis of size 1 that is stretched to the other's has none.
        Dictionary<char, int> sizes = [];
        string axes = string.Concat(leading.Select((size, i) => Letter('A' + i, size)));
        (string ofX, string ofConstant) = (Kept(dimensions), Kept(own));
        char row = Letter('a', constantFirst ? own[^2] : dimensions[^2]);
        char sum = Letter('b', own[constantFirst ? ^1 : ^2]);
        char column = Letter('c', constantFirst ? dimensions[^1] : own[^1]);
        if (dimensions[constantFirst ? ^2 : ^1] != sizes[sum])
            throw OnnxError.At(node, $"it multiplies a constant of {string.Join('x', constant.Dimensions)} and {x}, which does not fit.");

        EinsumTerms terms = constantFirst
            ? new(ofX + sum + column, ofConstant + row + sum, axes + row + column)
            : new(ofX + row + sum, ofConstant + sum + column, axes + row + column);
        int[] seen = [.. terms.Left.Select(axis => sizes[axis])];
        ImportedTensor plain = new(Plain(node, x), TensorLayout.Other, View: seen, Unbatched: x.Unbatched);
        PlaceSums(node, terms, plain, constant.Reshape([.. terms.Right.Select(axis => sizes[axis])])!, sizes);

        char Letter(int letter, int size)
        {
            sizes[(char)letter] = size;
            return (char)letter;
        }

        string Kept(int[] operand)
        {
            int missing = leading.Length - (operand.Length - 2);
            return string.Concat(axes.Where((_, i) => i >= missing && operand[i - missing] == leading[i]));
        }
    }

    /// <summary>Names a product and brings its axes into the order that is asked for.</summary>
    private void PlaceProduct(NodeProto node, NodeProto last, Node product, string made, string asked, Dictionary<char, int> sizes, bool unbatched)
    {
        Count(node, product);
        int[] dimensions = [.. made.Select(axis => sizes[axis])];
        ImportedTensor result = new(product, TensorLayout.OtherLast, View: dimensions, Unbatched: unbatched);
        Move(last, Ordered(result, made, asked), unbatched, [.. asked.Select(axis => sizes[axis])]);
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
