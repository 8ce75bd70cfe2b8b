namespace Digits.Engine.Onnx;

/// <summary>What attention and the blocks of its time need, by operators that every version has.</summary>
internal sealed partial class GraphExporter
{
    /// <summary>Picks values of the vector that the input is; where some are zeros, of that vector with a zero behind it.</summary>
    private void EmitGather(Gather layer, string x, Node node, string result)
    {
        Shape shape = node.Shape;
        int size = node.Inputs[0].Shape.Size;
        long[] indices = new long[shape.Size];
        bool hasZeros = false;
        for (int i = 0; i < indices.Length; i++)
        {
            bool isZero = layer.Indices[i] < 0;
            hasZeros |= isZero;
            indices[i] = isZero ? size : layer.Indices[i];
        }

        if (hasZeros)
        {
            string pads = Unique($"{layer.Name}.pads");
            _graph.Initializers.Add(TensorProto.Of(pads, [0, 0, 0, 1]));
            x = Part(layer, "Pad", [x, pads]);
        }

        string places = Unique($"{layer.Name}.indices");
        TensorProto tensor = TensorProto.Of(places, indices);
        if (!shape.IsFlat)
        {
            tensor.Dimensions.Clear();
            tensor.Dimensions.AddRange([shape.Channels, shape.Height, shape.Width]);
        }

        _graph.Initializers.Add(tensor);
        Emit("Gather", layer.Name, [x, places], result, AttributeProto.Of("axis", 1));
    }
}
