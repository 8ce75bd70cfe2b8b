namespace Digits.Engine.Onnx;

/// <summary>What attention and the networks around it need; what an operator set lacks is written by older operators.</summary>
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

    private bool HasLayerNorm => options.OperatorSet >= 17;

    /// <summary>Over the last axis, since ONNX has it there; written out before operator set 17.</summary>
    private void EmitLayerNorm(LayerNorm layer, string x, string[] parameters, bool flat, string result)
    {
        if (!HasLayerNorm)
        {
            AttributeProto channels = AttributeProto.Of("axes", [1L]);
            string centered = Part(layer, "Sub", [x, Part(layer, "ReduceMean", [x], channels)]);
            string variance = Part(layer, "ReduceMean", [Part(layer, "Mul", [centered, centered])], channels);
            string deviation = Part(layer, "Sqrt", [Part(layer, "Add", [variance, Number(layer, "epsilon", layer.Epsilon)])]);
            string normal = Unique(layer.Name + ".normal");
            Emit("Div", layer.Name, [centered, deviation], normal);
            Emit("Add", "", [Part(layer, "Mul", [normal, parameters[0]]), parameters[1]], result);
            return;
        }

        string rows = flat ? x : Part(layer, "Transpose", [x], AttributeProto.Of("perm", 0, 2, 3, 1));
        string normalized = flat ? result : Unique(layer.Name + ".rows");
        Emit(
            "LayerNormalization", layer.Name, [rows, .. parameters], normalized,
            AttributeProto.Of("axis", -1), AttributeProto.Of("epsilon", layer.Epsilon));
        if (!flat)
            Emit("Transpose", "", [normalized], result, AttributeProto.Of("perm", 0, 3, 1, 2));
    }

    /// <summary>As PyTorch writes it: groups that are seen as channels are normalized, then all is scaled and shifted.</summary>
    private void EmitGroupNorm(GroupNorm layer, string x, string[] parameters, Shape shape, string result)
    {
        string seen = Unique(layer.Name + ".groups");
        _graph.Initializers.Add(TensorProto.Of(seen, [0, layer.Groups, -1]));
        string ones = Unique(layer.Name + ".ones");
        string zeros = Unique(layer.Name + ".zeros");
        float[] values = new float[layer.Groups];
        _graph.Initializers.Add(TensorProto.Of(zeros, [layer.Groups], values));
        Array.Fill(values, 1f);
        _graph.Initializers.Add(TensorProto.Of(ones, [layer.Groups], values));
        string normal = Unique(layer.Name + ".normal");
        string groups = Part(layer, "Reshape", [x, seen]);
        Emit("InstanceNormalization", layer.Name, [groups, ones, zeros], normal, AttributeProto.Of("epsilon", layer.Epsilon));
        string map = Part(layer, "Reshape", [normal, Dimensions(layer.Name, shape.Channels, shape.Height, shape.Width)]);
        Emit("Add", "", [Part(layer, "Mul", [map, parameters[0]]), parameters[1]], result);
    }

    /// <summary>ONNX has the rows and columns of matrices as the last axes.</summary>
    private void EmitMatMul(Layer layer, string[] x, string result)
    {
        string[] matrices = [.. x.Select(map => Part(layer, "Transpose", [map], AttributeProto.Of("perm", 0, 2, 3, 1)))];
        string product = Unique(layer.Name + ".product");
        Emit("MatMul", layer.Name, matrices, product);
        Emit("Transpose", "", [product], result, AttributeProto.Of("perm", 0, 3, 1, 2));
    }
}
