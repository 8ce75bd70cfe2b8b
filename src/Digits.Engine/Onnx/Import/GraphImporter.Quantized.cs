namespace Digits.Engine.Onnx;

/// <summary>
/// Quantized models: weights become exactly the real numbers that their integers stand for, and what is computed is real and rounded to those that the file
/// says. Integers that begin at 0 also are a ReLU. Where the scale depends on the image, nothing is rounded.
/// </summary>
internal sealed partial class GraphImporter
{
    private const string Widened = "The model computes with integers; here it computes in float32 and rounds where they would.";
    private const string Dynamic = "The model takes the scale of its integers from each image; here it computes in float32 and does not round to them.";
    private const string NotRounded = "Some of what the model computes is quantized by channel or to no integers of 8 or 16 bits; that is not rounded here.";

    /// <summary>The scales and zero points of what was quantized: here it is real, and some operators read the integers themselves.</summary>
    private readonly Dictionary<string, (float Scale, float Zero)> _integers = new(StringComparer.Ordinal);

    private void ImportQuantize(NodeProto node)
    {
        ImportedTensor x = MaybePadded(node, 0);
        Quantize(node, x, scale: 1, zero: 2);
        if (_constants.Find(node, 1)!.Count == 1)
            _integers[node.Outputs[0]] = (At(node, 1, 0), _constants.Find(node, 2)?.ToFloats() is [var point, ..] ? point : 0);
    }

    private void ImportDequantize(NodeProto node) => Pass(node, Real(node, MaybePadded(node, 0), scale: 1, zero: 2));

    private void ImportDynamicQuantize(NodeProto node)
    {
        Note(Dynamic);
        Pass(node, Computed(node, 0));
        if (node.Outputs.Count > 1)
            _constants.Add(node.Outputs[1], ConstantTensor.Of([1f]));

        if (node.Outputs.Count > 2)
            _constants.Add(node.Outputs[2], ConstantTensor.Of([0L], TensorType.UInt8, []));
    }

    private void ImportConvInteger(NodeProto node) => Pass(node, Delegate(node, "Conv", IntegerInput(node), WidenedInteger(node, 1, 3)));

    private void ImportMatMulInteger(NodeProto node) => Pass(node, Delegate(node, "MatMul", IntegerInput(node), WidenedInteger(node, 1, 3)));

    private void ImportQLinearConv(NodeProto node)
    {
        string x = RealInput(node);
        ConstantTensor weight = Dequantized(node, 3, 4, 5, axis: 0);
        ConstantTensor? bias = _constants.Find(node, 8) is { Integers: { } integers } given
            ? ConstantTensor.Of([.. integers.Select((value, i) => value * At(node, 1, 0) * At(node, 4, i))], given.Dimensions)
            : null;
        Quantize(node, Delegate(node, "Conv", x, weight, bias), 6, 7);
    }

    private void ImportQLinearMatMul(NodeProto node)
    {
        string x = RealInput(node);
        Quantize(node, Delegate(node, "MatMul", x, Dequantized(node, 3, 4, 5, axis: 1)), 6, 7);
    }

    private void ImportQGemm(NodeProto node)
    {
        string x = RealInput(node);
        ConstantTensor weight = Dequantized(node, 3, 4, 5, new NodeAttributes(node).Int("transB", 0) == 0 ? 1 : 0);
        ConstantTensor? bias = _constants.Find(node, 6) is { Integers: { } integers } given
            ? ConstantTensor.Of([.. integers.Select((value, i) => value * At(node, 1, 0) * At(node, 4, i))], given.Dimensions)
            : null;
        ImportedTensor result = Delegate(node, "Gemm", x, weight, bias);
        if (node.Inputs.Count > 7)
            Quantize(node, result, 7, 8);
        else
            Pass(node, result);
    }

    private void ImportMatMulToFloat(NodeProto node, int scale, int zero, int bias)
    {
        if (node.OpType == "DynamicQuantizeMatMul")
            Note(Dynamic);

        ImportedTensor x = Delegate(node, "MatMul", Input(node, 0), Dequantized(node, 1, scale, zero, axis: 1));
        Pass(node, _constants.Find(node, bias) is { } shift ? x with { Node = x.Node.Then(new Affine([1f], shift.ToFloats())) } : x);
    }

    private void ImportQLinearAdd(NodeProto node)
    {
        Note(Widened);
        string[] parts = [Operand(0), Operand(3)];
        NodeProto sum = new() { OpType = "Add", Name = node.Name, Inputs = [.. parts], Outputs = [$"{node.Outputs[0]}:sum"] };
        ImportArithmetic(sum);
        Quantize(node, _computed[sum.Outputs[0]], 6, 7);

        // One of the two may be a bias.
        string Operand(int input)
        {
            string name = Input(node, input);
            if (_constants.Find(name) is null)
                return name;

            string real = $"{node.Outputs[0]}:{input}";
            _constants.Add(real, Dequantized(node, input, input + 1, input + 2, axis: 0));
            return real;
        }
    }

    private void ImportQLinearConcat(NodeProto node)
    {
        Note(Widened);
        string[] parts = [.. node.Inputs.Where((_, i) => i >= 2 && (i - 2) % 3 == 0)];
        NodeProto real = new() { OpType = "Concat", Inputs = [.. parts], Outputs = [$"{node.Outputs[0]}:real"], Attributes = node.Attributes };
        ImportConcat(real);
        Quantize(node, _computed[real.Outputs[0]], 0, 1);
    }

    /// <summary>An operator on integers that is the same on real numbers, rounded.</summary>
    private void ImportQuantizedLike(NodeProto node, string op)
    {
        Note(Widened);
        NodeProto real = new() { OpType = op, Inputs = [Input(node, 0)], Outputs = [$"{node.Outputs[0]}:real"], Attributes = node.Attributes };
        if (new NodeAttributes(node).Int("channels_last", 0) != 0)
            throw OnnxError.At(node, "channels_last 1 is not supported, only 0.");

        Importer(real)!(this, real);
        Quantize(node, _computed[real.Outputs[0]], 3, 4);
    }

    /// <summary>Takes in the operator on real numbers of which a node is the quantised form.</summary>
    private ImportedTensor Delegate(NodeProto node, string op, string x, ConstantTensor weight, ConstantTensor? bias = null)
    {
        string prefix = $"{node.Outputs[0]}:real";
        List<string> inputs = [x, $"{prefix}.weight"];
        _constants.Add(inputs[1], weight);
        if (bias is not null)
        {
            inputs.Add($"{prefix}.bias");
            _constants.Add(inputs[2], bias);
        }

        NodeProto real = new() { OpType = op, Name = node.Name, Inputs = inputs, Outputs = [prefix], Attributes = node.Attributes };
        Importer(real)!(this, real);
        return _computed[prefix];
    }

    /// <summary>Rounds to the numbers that the integers stand for, as a node's scale and zero point say.</summary>
    private void Quantize(NodeProto node, ImportedTensor x, int scale, int zero)
    {
        ConstantTensor factor = _constants.Find(node, scale) ?? throw OnnxError.At(node, "its scale must be a constant in the file.");
        ConstantTensor? point = _constants.Find(node, zero);
        TensorType type = point?.Type ?? (TensorType)new NodeAttributes(node).Int("output_dtype", (long)TensorType.UInt8);
        bool isWhole = x.Node.Layer is null && InputIsInteger && type == TensorType.UInt8 && factor.ToFloats() is [1f] && point?.Integers is null or [0];
        x = x with { IsRaw = false };
        if (factor.Count != 1 || type is TensorType.Int32 || QuantizedRange.Of(type) is not { } range)
        {
            Note(NotRounded);
            Pass(node, x);
            return;
        }

        FakeQuantize layer = new(factor.ToFloats()[0], point?.Integers is [var first, ..] ? (int)first : 0, (int)range.Least, (int)range.Most);
        if (isWhole || IsRounded(x.Node, layer))
            Pass(node, x);
        else
            Place(node, layer, layer.Lowest == layer.Zero && IsRectified(x.Node, layer) ? x with { Node = x.Node.Inputs[0] } : x);
    }

    /// <summary>Whether integers that begin at 0 stand for what a layer does.</summary>
    private static bool IsRectified(Node node, FakeQuantize layer) =>
        node.Layer is ReLU || (node.Layer is ReLU6 && (layer.Highest - layer.Zero) * layer.Scale <= ReLU6.Limit);

    /// <summary>Whether rounding would change nothing: what is read has been rounded so, and since then values were only chosen among.</summary>
    private static bool IsRounded(Node node, FakeQuantize layer)
    {
        while (node.Layer is MaxPool2D or GlobalMaxPool2D or ReLU or ZeroPadding2D or Flatten or Reshape or Dropout)
            node = node.Inputs[0];

        return node.Layer is Concatenate
            ? node.Inputs.All(input => input.Layer is FakeQuantize part && part.IsWithin(layer))
            : node.Layer is FakeQuantize before && before.IsWithin(layer);
    }

    /// <summary>Limits between integers, which are fewer then than their type has; null where they do not stand right after the rounding.</summary>
    private static FakeQuantize? Narrowed(Node node, float least, float greatest)
    {
        if (node.Layer is not FakeQuantize layer)
            return null;

        float lowest = MathF.Ceiling(Math.Max(least, layer.Lowest));
        float highest = MathF.Floor(Math.Min(greatest, layer.Highest));
        return lowest <= layer.Zero && layer.Zero <= highest && lowest < highest
            ? new FakeQuantize(layer.Scale, layer.Zero, (int)lowest, (int)highest) { Name = layer.Name }
            : null;
    }

    /// <summary>Probabilities that come out are left as they are, so that they still are known as such.</summary>
    private ImportedTensor WithRealProbabilities(ImportedTensor output)
    {
        if (output.Node.Layer is not FakeQuantize || output.Node.Inputs[0].Layer is not Softmax { Logarithm: false })
            return output;

        Note("The probabilities that come out are not rounded.");
        return output with { Node = output.Node.Inputs[0] };
    }

    /// <summary>The real numbers that the integers of the input stand for; what was computed is real as it is.</summary>
    private ImportedTensor Real(NodeProto node, ImportedTensor x, int scale, int zero)
    {
        if (!x.IsRaw)
            return x;

        float factor = At(node, scale, 0);
        float point = _constants.Find(node, zero)?.ToFloats() is [var value, ..] ? value : 0;
        return x with { Node = x.Node.Then(new Affine([factor], [-point * factor])), IsRaw = false };
    }

    /// <summary>The name of the first input as real numbers.</summary>
    private string RealInput(NodeProto node)
    {
        Note(Widened);
        string name = $"{node.Outputs[0]}:x";
        _computed[name] = Real(node, Computed(node, 0), scale: 1, zero: 2);
        return name;
    }

    /// <summary>The name of the first input as integers, less their zero point. Where each image has a scale of its own, that is taken to be 1.</summary>
    private string IntegerInput(NodeProto node)
    {
        ImportedTensor x = Integers(node, Computed(node, 0), _constants.Find(node, 2)?.ToFloats() is [var point, ..] ? point : 0);
        string name = $"{node.Outputs[0]}:x";
        _computed[name] = x;
        return name;
    }

    /// <summary>The integers, less a number, of a tensor that was quantized; any other tensor as it is.</summary>
    private ImportedTensor Integers(NodeProto node, ImportedTensor x, float less = 0)
    {
        if (!_integers.TryGetValue(node.Inputs[0], out (float Scale, float Zero) quantized) || quantized == (1, less))
            return x;

        x = Unpadded(node, x);
        return x with { Node = x.Node.Then(new Affine([1 / quantized.Scale], [quantized.Zero - less])) };
    }

    private ConstantTensor WidenedInteger(NodeProto node, int input, int zero)
    {
        ConstantTensor x = _constants.Find(node, input) ?? throw OnnxError.At(node, $"its input {input} must be a constant in the file.");
        ConstantTensor one = ConstantTensor.Of([1f]);
        ConstantTensor? point = _constants.Find(node, zero);
        if (point is { Count: > 1 })
            one = ConstantTensor.Of([.. Enumerable.Repeat(1f, point.Count)], point.Count);

        return QuantizationFolding.Dequantize(new ConstantNode(node, _constants), x, one, point, node.OpType == "ConvInteger" ? 0 : x.Rank - 1);
    }

    private ConstantTensor Dequantized(NodeProto node, int input, int scale, int zero, long axis)
    {
        ConstantTensor x = _constants.Find(node, input) ?? throw OnnxError.At(node, $"its input {input} must be a constant in the file.");
        ConstantTensor factor = _constants.Find(node, scale) ?? throw OnnxError.At(node, $"its input {scale} must be a constant in the file.");
        return QuantizationFolding.Dequantize(new ConstantNode(node, _constants), x, factor, _constants.Find(node, zero), axis);
    }

    private float At(NodeProto node, int input, int index) => _constants.Find(node, input) is { Floats: { Length: > 0 } values }
        ? values[values.Length == 1 ? 0 : Math.Min(index, values.Length - 1)]
        : throw OnnxError.At(node, $"its input {input} must be a constant number in the file.");

    private static string Input(NodeProto node, int input) =>
        input < node.Inputs.Count ? node.Inputs[input] : throw OnnxError.At(node, $"it lacks input {input}; the file is damaged.");
}
