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

    /// <summary>Operators whose results are among the values they read, and so are the same integers of the file.</summary>
    private static readonly HashSet<string> _choosers = new(StringComparer.Ordinal)
    {
        "DepthToSpace", "Dropout", "Expand", "Flatten", "Gather", "GlobalMaxPool", "Identity", "MaxPool", "Reshape", "Slice", "SpaceToDepth", "Split",
        "Squeeze", "Tile", "Transpose", "Unsqueeze",
    };

    /// <summary>Operators that know what integers stand for.</summary>
    private static readonly HashSet<string> _ofIntegers = new(StringComparer.Ordinal)
    {
        "Cast", "CastLike", "Clip", "ConvInteger", "DequantizeLinear", "DynamicQuantizeLinear", "MatMulInteger", "QLinearConv", "QLinearMatMul",
        "QuantizeLinear",
    };

    /// <summary>
    /// Takes a node in. Where the file sees integers and the node only chooses among them, they stay what they stand for; what else is done to integers is done
    /// to themselves.
    /// </summary>
    private void ImportKeeping(NodeProto node, Action<GraphImporter, NodeProto> import)
    {
        bool isOfIntegers = node.Inputs.Exists(input => _computed.TryGetValue(input, out ImportedTensor one) && one.Integers is not null);
        if (!isOfIntegers || _ofIntegers.Contains(node.OpType) || !IsOwn(node.Domain))
        {
            import(this, node);
            return;
        }

        if (!_choosers.Contains(node.OpType) || !_computed.TryGetValue(node.Inputs[0], out ImportedTensor x) || x.Integers is null)
        {
            import(this, node);
            foreach (string output in node.Outputs)
            {
                // Two steps may have become one, of which the second has the name.
                string made = output;
                while (!_computed.ContainsKey(made) && _graph.OnlyReader(made) is { } next && _absorbed.Contains(next))
                    made = next.Outputs[0];

                if (_computed.TryGetValue(made, out ImportedTensor whole))
                    PassIntegers(made, whole);
            }

            return;
        }

        string source = NameOf(node);
        _computed[source] = x with { Integers = null };
        import(this, new NodeProto
        {
            OpType = node.OpType,
            Name = node.Name,
            Inputs = [source, .. node.Inputs.Skip(1)],
            Outputs = node.Outputs,
            Attributes = node.Attributes,
        });
        foreach (string output in node.Outputs.Where(_computed.ContainsKey))
            _computed[output] = _computed[output] with { Integers = x.Integers };
    }

    private void ImportQuantize(NodeProto node) => Quantize(node, MaybePadded(node, 0), scale: 1, zero: 2);

    private void ImportDequantize(NodeProto node)
    {
        ImportedTensor x = Stored(node, 0);
        if (x.Integers is null || _constants.Find(node, 1) is not { Count: > 1 } scales)
        {
            Pass(node, Real(node, x, scale: 1, zero: 2));
            return;
        }

        // A scale for each place along an axis.
        int[] each = [.. Enumerable.Repeat(1, x.Rank)];
        each[ShapeRules.Normalize(node, [new NodeAttributes(node).Int("axis", 1)], x.Rank)[0]] = scales.Count;
        string whole = NameOf(node);
        _computed[whole] = Whole(node, Unpadded(node, x));
        if (_constants.Find(node, 2) is { } zeros)
            whole = Write(node, "Sub", whole, Constant(node, ConstantTensor.Of(zeros.ToFloats(), [.. each.Select(size => size == 1 ? 1 : zeros.Count)])));

        Finish(node, "Mul", whole, Constant(node, ConstantTensor.Of(scales.ToFloats(), each)));
    }

    private void ImportDynamicQuantize(NodeProto node)
    {
        Note(Dynamic);
        PassIntegers(node.Outputs[0], Computed(node, 0));
        if (node.Outputs.Count > 1)
            _constants.Add(node.Outputs[1], ConstantTensor.Of([1f]));

        if (node.Outputs.Count > 2)
            _constants.Add(node.Outputs[2], ConstantTensor.Of([0L], TensorType.UInt8, []));
    }

    private void ImportConvInteger(NodeProto node) => PassIntegers(node.Outputs[0], Delegate(node, "Conv", IntegerInput(node), WidenedInteger(node, 1, 3)));

    private void ImportMatMulInteger(NodeProto node) => PassIntegers(node.Outputs[0], Delegate(node, "MatMul", IntegerInput(node), WidenedInteger(node, 1, 3)));

    private void PassIntegers(string name, ImportedTensor x) => _computed[name] = x with { Integers = (1, 0) };

    private void ImportQLinearConv(NodeProto node)
    {
        string x = RealInput(node);
        ConstantTensor weight = Dequantized(node, 3, 4, 5, axis: 0);
        Quantize(node, Delegate(node, "Conv", x, weight, DequantizedBias(node, 8)), 6, 7);
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
        ImportedTensor result = Delegate(node, "Gemm", x, weight, DequantizedBias(node, 6));
        if (node.Inputs.Count > 7)
            Quantize(node, result, 7, 8);
        else
            Pass(node, result);
    }

    private void ImportMatMulToFloat(NodeProto node, int scale, int zero, int bias)
    {
        if (node.OpType == "DynamicQuantizeMatMul")
            Note(Dynamic);

        string left = node.OpType == "DynamicQuantizeMatMul" ? Input(node, 0) : RealInput(node, scale: 2, zero: 4);
        ImportedTensor x = Delegate(node, "MatMul", left, Dequantized(node, 1, scale, zero, axis: 1));
        Pass(node, _constants.Find(node, bias) is { } shift ? x with { Node = x.Node.Then(new Affine([1f], shift.ToFloats())) } : x);
    }

    private void ImportQLinearPair(NodeProto node, string op)
    {
        Note(Widened);
        string[] parts = [Operand(0), Operand(3)];
        Quantize(node, _computed[Write(node, op, parts)], 6, 7);

        // One of the two may be a bias.
        string Operand(int input)
        {
            string real = NameOf(node);
            if (_constants.Find(Input(node, input)) is null)
                return RealInput(node, input + 1, input + 2, input);

            _constants.Add(real, Dequantized(node, input, input + 1, input + 2, axis: 0));
            return real;
        }
    }

    private void ImportQLinearConcat(NodeProto node)
    {
        Note(Widened);
        string[] parts = [.. Enumerable.Range(0, (node.Inputs.Count - 2) / 3).Select(i => 2 + (3 * i)).Select(i => RealInput(node, i + 1, i + 2, i))];
        NodeProto real = new() { OpType = "Concat", Inputs = [.. parts], Outputs = [NameOf(node)], Attributes = node.Attributes };
        ImportConcat(real);
        Quantize(node, _computed[real.Outputs[0]], 0, 1);
    }

    /// <summary>An operator on integers that is the same on real numbers, rounded.</summary>
    private void ImportQuantizedLike(NodeProto node, string op)
    {
        Note(Widened);
        NodeProto real = new() { OpType = op, Inputs = [RealInput(node)], Outputs = [NameOf(node)], Attributes = node.Attributes };
        if (new NodeAttributes(node).Int("channels_last", 0) != 0)
            throw OnnxError.At(node, "channels_last 1 is not supported, only 0.");

        Importer(real)!(this, real);
        Quantize(node, _computed[real.Outputs[0]], 3, 4);
    }

    /// <summary>Takes in the operator on real numbers of which a node is the quantised form.</summary>
    private ImportedTensor Delegate(NodeProto node, string op, string x, ConstantTensor weight, ConstantTensor? bias = null)
    {
        string prefix = NameOf(node);
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
        if (factor.Count == 1)
            x = x with { Integers = (factor.ToFloats()[0], point?.ToFloats() is [var number, ..] ? number : 0) };

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
        if (!(lowest <= layer.Zero && layer.Zero <= highest && lowest < highest))
            return null;

        FakeQuantize narrowed = new(layer.Scale, layer.Zero, (int)lowest, (int)highest) { Name = layer.Name };
        layer.Name = "";
        return narrowed;
    }

    /// <summary>Probabilities that come out are left as they are, so that they still are known as such.</summary>
    private ImportedTensor WithRealProbabilities(ImportedTensor output)
    {
        if (output.Node.Layer is not FakeQuantize || output.Node.Inputs[0].Layer is not Softmax { Logarithm: false })
            return output;

        Note("The probabilities that come out are not rounded.");
        return output with { Node = output.Node.Inputs[0] };
    }

    /// <summary>The real numbers that integers stand for by a node's scale and zero point; what was computed in real numbers is so already.</summary>
    private ImportedTensor Real(NodeProto node, ImportedTensor x, int scale, int zero)
    {
        if (x.Integers is not { } integers)
            return x;

        float factor = At(node, scale, 0);
        float point = _constants.Find(node, zero)?.ToFloats() is [var value, ..] ? value : 0;
        return integers == (factor, point) ? x with { Integers = null } : Rescaled(node, x, factor, point);
    }

    /// <summary>The name of an input as real numbers.</summary>
    private string RealInput(NodeProto node, int scale = 1, int zero = 2, int input = 0)
    {
        Note(Widened);
        string name = NameOf(node);
        _computed[name] = Real(node, Unpadded(node, Stored(node, input)), scale, zero);
        return name;
    }

    /// <summary>The name of the first input as integers, less their zero point. Where each image has a scale of its own, that is taken to be 1.</summary>
    private string IntegerInput(NodeProto node)
    {
        ImportedTensor x = Unpadded(node, Stored(node, 0));
        string name = NameOf(node);
        _computed[name] = x.Integers is null ? x : Rescaled(node, x, 1, _constants.Find(node, 2)?.ToFloats() is [var point, ..] ? point : 0);
        return name;
    }

    /// <summary>The integers themselves.</summary>
    private ImportedTensor Whole(NodeProto node, ImportedTensor x) => Rescaled(node, x, 1, 0);

    /// <summary>Real numbers of another scale and zero point for the same integers.</summary>
    private ImportedTensor Rescaled(NodeProto node, ImportedTensor x, float scale, float zero)
    {
        (float oldScale, float oldZero) = x.Integers!.Value;
        x = x with { Integers = null };
        if ((oldScale, oldZero) == (scale, zero))
            return x;

        x = Unpadded(node, x);
        return x with { Node = x.Node.Then(new Affine([scale / oldScale], [(oldZero - zero) * scale])) };
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

    /// <summary>A bias of integers, whose scale is the input's times the weights'.</summary>
    private ConstantTensor? DequantizedBias(NodeProto node, int input) => _constants.Find(node, input) is { Integers: { } integers } given
        ? ConstantTensor.Of([.. integers.Select((value, i) => value * At(node, 1, 0) * At(node, 4, i))], given.Dimensions)
        : null;

    private float At(NodeProto node, int input, int index) => _constants.Find(node, input) is { Floats: { Length: > 0 } values }
        ? values[values.Length == 1 ? 0 : Math.Min(index, values.Length - 1)]
        : throw OnnxError.At(node, $"its input {input} must be a constant number in the file.");

    private static string Input(NodeProto node, int input) =>
        input < node.Inputs.Count ? node.Inputs[input] : throw OnnxError.At(node, $"it lacks input {input}; the file is damaged.");
}
