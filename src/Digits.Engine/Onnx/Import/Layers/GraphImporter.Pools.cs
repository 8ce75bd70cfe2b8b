namespace Digits.Engine.Onnx;

/// <summary>Pools, with the zeros that Pad has put before them.</summary>
internal sealed partial class GraphImporter
{
    /// <summary>Zeros from Pad are as good as the pool's own padding where nothing is below zero.</summary>
    private void ImportMaxPool(NodeProto node)
    {
        ImportedTensor x = MaybePaddedMap(node, 0);
        if (!x.Padding.IsEmpty && (!IsNonNegative(x.Node) || !FitsInto(WindowImport.ReadPool(node, x))))
            x = Unpadded(node, x);

        Place(node, new MaxPool2D(WindowImport.ReadPool(node, x)), x.Node, x.Layout);
    }

    private void ImportAveragePool(NodeProto node)
    {
        ImportedTensor x = MaybePaddedMap(node, 0);
        bool counts = new NodeAttributes(node).Int("count_include_pad", 0) != 0;
        bool ownPads = WindowImport.Read(node, x with { Padding = default }).HasPadding;
        bool beyond = WindowImport.ReadPool(node, x) != WindowImport.Read(node, x);
        if (!x.Padding.IsEmpty && ((ownPads && !counts) || beyond || !FitsInto(WindowImport.Read(node, x))))
            x = Unpadded(node, x);

        // What a last window needs beyond the padded map never counts.
        if (beyond && counts && ownPads)
            throw OnnxError.At(node, "ceil_mode with padding that counts is not supported; export the model with ceil_mode 0.");

        Place(node, new AveragePool2D(WindowImport.ReadPool(node, x), !x.Padding.IsEmpty || (counts && !beyond)), x.Node, x.Layout);
    }

    /// <summary>Whether a pool's padding is less than its window, as it must be where it is the pool's own.</summary>
    private static bool FitsInto(Window2D w) =>
        w.Dilation == 1 && Math.Max(w.PadTop, w.PadBottom) < w.KernelHeight && Math.Max(w.PadLeft, w.PadRight) < w.KernelWidth;

    /// <summary>Whether no value of a node can be below zero.</summary>
    private static bool IsNonNegative(Node node)
    {
        HashSet<Node> seen = [];
        Stack<Node> open = new([node]);
        while (open.TryPop(out Node? next))
        {
            if (next.Layer is FakeQuantize rounding && rounding.Lowest == rounding.Zero)
                continue;

            if (!seen.Add(next) || next.Layer is ReLU or ReLU6 or Sigmoid or HardSigmoid or Softplus or Softmax { Logarithm: false } or Clip { Least: >= 0 })
                continue;

            if (next.Layer is not (MaxPool2D or AveragePool2D or GlobalMaxPool2D or GlobalAveragePool2D or Dropout or Flatten or ZeroPadding2D
                or Add or Concatenate or Multiply or FakeQuantize))
                return false;

            foreach (Node input in next.Inputs)
                open.Push(input);
        }

        return true;
    }
}
