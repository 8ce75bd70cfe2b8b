using System.Numerics.Tensors;

namespace Digits.Engine.Onnx;

/// <summary>Products of constant matrices: layers that were multiplied out, or are to be.</summary>
internal static class ProductFolding
{
    private const long MaximumMultiplyAdds = 1 << 30;

    internal static ConstantTensor Multiply(ConstantNode node) => Product(node, node.Required(0), node.Required(1));

    /// <summary>alpha · A · B + beta · C, either of A and B turned first.</summary>
    internal static ConstantTensor Gemm(ConstantNode node)
    {
        ConstantTensor product = Product(node, Operand(0, "transA"), Operand(1, "transB"));
        float alpha = node.Attributes.Float("alpha", 1f);
        float beta = node.Attributes.Float("beta", 1f);
        float[] values = Array.ConvertAll(product.Floats!, value => alpha * value);
        if (node.Optional(2) is { } shift)
        {
            if (Strides.Common(shift.Dimensions, product.Dimensions) is not { } common || !common.AsSpan().SequenceEqual(product.Dimensions))
                throw node.Damaged($"{string.Join('x', shift.Dimensions)} values cannot be added to {string.Join('x', product.Dimensions)}");

            float[] shifts = shift.ToFloats();
            int[] places = Strides.Stretched(shift.Dimensions, product.Dimensions);
            for (int i = 0; i < values.Length; i++)
                values[i] += beta * shifts[places[i]];
        }

        return ConstantTensor.Of(values, product.Dimensions).WithBatch(node.ReadsBatch);

        ConstantTensor Operand(int input, string turned)
        {
            ConstantTensor matrix = node.Required(input);
            if (matrix.Rank != 2)
                throw node.Damaged($"its input {input} is no matrix");

            return node.Attributes.Int(turned, 0) == 0 ? matrix : matrix.Transpose([1, 0]);
        }
    }

    private static ConstantTensor Product(ConstantNode node, ConstantTensor a, ConstantTensor b)
    {
        if (a.Floats is null || b.Floats is null || a.Rank is < 1 or > 2 || b.Rank is < 1 or > 2)
            throw OnnxError.At(node.Node, "it multiplies constants other than two matrices, which is not supported; export the model with constants folded.");

        int rows = a.Rank == 1 ? 1 : a.Dimensions[0];
        int inner = a.Dimensions[^1];
        int columns = b.Rank == 1 ? 1 : b.Dimensions[1];
        if (b.Dimensions[0] != inner || (long)rows * columns > int.MaxValue || (long)rows * columns * inner > MaximumMultiplyAdds)
            throw node.Damaged($"{string.Join('x', a.Dimensions)} and {string.Join('x', b.Dimensions)} values cannot be multiplied");

        node.Checked([rows, columns]);
        node.Spend(((long)rows * columns * inner) + b.Count);
        float[] turned = b.Rank == 1 ? b.Floats : b.Transpose([1, 0]).Floats!;
        float[] product = new float[rows * columns];
        for (int i = 0; i < product.Length; i++)
            product[i] = inner == 0 ? 0 : TensorPrimitives.Dot(a.Floats.AsSpan(i / columns * inner, inner), turned.AsSpan(i % columns * inner, inner));

        return ConstantTensor.Of(product, [.. a.Dimensions[..^1], .. b.Dimensions[1..]]);
    }
}
