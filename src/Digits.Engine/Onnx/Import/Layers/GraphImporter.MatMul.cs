namespace Digits.Engine.Onnx;

/// <summary>Products of matrices, of which both, or the right one alone, are computed.</summary>
internal sealed partial class GraphImporter
{
    private void ImportMatMul(NodeProto node)
    {
        if (node.Inputs.Count == 2 && _constants.Find(node, 0) is { } matrix)
        {
            if (matrix.Rank > 2)
                PlaceConstantMatrices(node, constantFirst: true);
            else
                ImportLeftProduct(node);

            return;
        }

        if (_constants.Find(node, 1) is not { } constant)
        {
            PlaceMatMul(node);
            return;
        }

        if (constant.Rank > 2 && constant.Dimensions[..^2].Any(size => size != 1))
        {
            PlaceConstantMatrices(node, constantFirst: false);
            return;
        }

        ConstantTensor weight = constant.Rank > 2 && constant.Floats is not null
            ? constant.Reshape(constant.Dimensions[^2..])!.Transpose([1, 0])
            : Weight(node, 1, 2).Transpose([1, 0]);
        ImportedTensor x = Computed(node, 0);
        float[]? bias = Bias(node, weight.Dimensions[0], x.Rank, out NodeProto last, x.Rank - 1);
        PlaceDense(node, x, weight.Floats!, weight.Dimensions[0], bias, 1f, last);
    }

    /// <summary>ONNX Runtime's product with a factor, of matrices that may be turned first.</summary>
    private void ImportFusedMatMul(NodeProto node)
    {
        NodeAttributes attributes = new(node);
        attributes.Require("transBatchA", 0, 0);
        attributes.Require("transBatchB", 0, 0);
        string[] parts = [Operand(0, "transA"), Operand(1, "transB")];
        if (attributes.Float("alpha", 1f) is var alpha && alpha == 1f)
            Finish(node, "MatMul", parts);
        else
            Finish(node, "Mul", Write(node, "MatMul", parts), Constant(node, alpha));

        string Operand(int input, string turned)
        {
            string name = NameAt(node, input);
            if (attributes.Int(turned, 0) == 0)
                return name;

            int rank = _constants.Find(name)?.Rank ?? Computed(node, input).Rank;
            if (rank < 2)
                throw OnnxError.At(node, $"its input {input} is no matrix; the file is damaged.");

            AttributeProto order = AttributeProto.Of("perm", [.. Enumerable.Range(0, rank - 2).Select(axis => (long)axis), rank - 1, rank - 2]);
            return Write(node, "Transpose", [name], NameOf(node), [order]);
        }
    }

    /// <summary>A matrix times a column, as textbooks write a layer; or times matrices, as mixing tokens is written: a dense layer on their columns.</summary>
    private void ImportLeftProduct(NodeProto node)
    {
        ConstantTensor weight = Weight(node, 0, 2);
        ImportedTensor x = Computed(node, 1);
        int[] column = x.Dimensions;
        if (x.IsVector && column is [_] or [.., _, 1] && (column is not [_] || x.Unbatched) && x.Node.Shape.Size == weight.Dimensions[1])
        {
            Dense layer = new(weight.Dimensions[0], bias: false);
            int[] result = column is [_] ? [layer.Units] : [.. column[..^2], layer.Units, 1];
            Register(node, x.As(x.Vector().Then(layer), result), node);
            _weights.Add((layer.Weight, weight.Floats!));
            return;
        }

        if (column.Length < 2 || column[^2] != weight.Dimensions[1])
            throw OnnxError.At(node, $"it multiplies a constant of {weight.Dimensions[0]}x{weight.Dimensions[1]} by {x}, which does not fit.");

        Shape shape = new(column[^2], 1, x.Node.Shape.Size / column[^2]);
        ImportedTensor turned = new(
            Placement.Of(x).Select(LastTwoTurned(column)).As(shape, byPixel: true), TensorLayout.OtherLast, View: Turned(column), Unbatched: x.Unbatched);
        CountValues(node, shape);
        PlaceDense(node, turned, weight.Floats!, weight.Dimensions[0], bias: null, 1f, node);
        ImportedTensor product = _computed[node.Outputs[0]];
        Move(node, product, LastTwoTurned(product.Dimensions), Turned(product.Dimensions));

        static int[] Turned(int[] dimensions) => [.. dimensions[..^2], dimensions[^1], dimensions[^2]];
    }

    /// <summary>The places of a tensor's values with the last two axes exchanged.</summary>
    private static int[] LastTwoTurned(int[] dimensions)
    {
        int[] strides = Strides.Of(dimensions);
        return Strides.Places([.. dimensions[..^2], dimensions[^1], dimensions[^2]], [.. strides[..^2], strides[^1], strides[^2]]);
    }

    /// <summary>Both matrices are computed; axes before the last two are stretched to one another.</summary>
    private void PlaceMatMul(NodeProto node)
    {
        (ImportedTensor a, ImportedTensor b) = SameBatch(node, Computed(node, 0), Computed(node, 1));
        (int[] left, int[] right) = (a.Dimensions, b.Dimensions);
        if (left.Length < 2 || right.Length < 2 || left[^1] != right[^2] || Strides.Common(left[..^2], right[..^2]) is not { } common)
            throw OnnxError.At(node, $"it multiplies {a} by {b}, which does not fit.");

        CheckSize(node, [.. common, left[^2], left[^1]]);
        CheckSize(node, [.. common, right[^2], right[^1]]);
        Node result = Node.MatMul(Matrices(node, a, common), Matrices(node, b, common));
        int[] dimensions = [.. common, left[^2], right[^1]];
        ImportedTensor product = new(result, TensorLayout.OtherLast, View: dimensions, Unbatched: a.Unbatched);
        Register(node, Rebatched(product), node);
    }

    /// <summary>Matrices as a map whose rows of pixels they are.</summary>
    private Node Matrices(NodeProto node, ImportedTensor x, int[] common)
    {
        int[] dimensions = x.Dimensions;
        int[] wanted = [.. common, .. dimensions[^2..]];
        int count = (int)Strides.Count(common);
        Shape shape = new(dimensions[^1], count, dimensions[^2]);
        bool same = wanted.AsSpan().SequenceEqual(dimensions);
        if (same && x.Layout is TensorLayout.ChannelsLast or TensorLayout.OtherLast && x.Node.Shape == shape)
            return x.Node;

        Placement placement = Placement.Of(x);
        if (!same)
            placement = placement.Select(Strides.Stretched(dimensions, wanted));

        Node matrices = placement.As(shape, byPixel: true);
        if (matrices != placement.Source)
            CountValues(node, shape);

        return matrices;
    }

    /// <summary>Two tensors that both have the batch as their first axis, or both have none.</summary>
    private (ImportedTensor A, ImportedTensor B) SameBatch(NodeProto node, ImportedTensor a, ImportedTensor b)
    {
        if (a.Unbatched == b.Unbatched && (a.Unbatched || a.Rank == b.Rank))
            return (a, b);

        return IsSingle
            ? (WithoutBatch(a), WithoutBatch(b))
            : throw OnnxError.At(node, $"it joins {a} and {b}, of which the batch is not the same axis.");
    }
}
