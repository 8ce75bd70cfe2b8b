namespace Digits.Engine.Onnx;

/// <summary>
/// Activation functions, by operators that every version has: those that are a product, such as SiLU, are written as PyTorch writes them, and become one layer
/// again when the file is read.
/// </summary>
internal sealed partial class GraphExporter
{
    private const float RootOfTwo = 1.41421356f;
    private const float RootOfTwoOverPi = 0.797884561f;
    private const float Cubic = 0.044715f;
    private const int SixteenBitsSince = 21;

    private void EmitActivation(Activation layer, string x, string result)
    {
        switch (layer)
        {
            case HardSigmoid hard: Emit("HardSigmoid", layer.Name, [x], result, Slopes(hard.Alpha, hard.Beta)); break;
            case ELU elu: Emit("Elu", layer.Name, [x], result, AttributeProto.Of("alpha", elu.Alpha)); break;
            case CELU celu: Emit("Celu", layer.Name, [x], result, AttributeProto.Of("alpha", celu.Alpha)); break;
            case SELU selu:
                Emit("Selu", layer.Name, [x], result, [AttributeProto.Of("alpha", selu.Alpha), AttributeProto.Of("gamma", selu.Scale)]);
                break;
            case ReLU6: EmitClip(layer, x, 0f, ReLU6.Limit, result); break;
            case Clip clip: EmitClip(layer, x, clip.Least, clip.Greatest, result); break;
            case FakeQuantize quantize: EmitFakeQuantize(quantize, x, result); break;
            case Step step: EmitStep(step, x, result); break;
            case SiLU: Emit("Mul", layer.Name, [x, Part(layer, "Sigmoid", [x])], result); break;
            case HardSwish: Emit("Mul", layer.Name, [x, Part(layer, "HardSigmoid", [x], Slopes(HardSigmoid.Sixth, 0.5f))], result); break;
            case Mish: Emit("Mul", layer.Name, [x, Part(layer, "Tanh", [Part(layer, "Softplus", [x])])], result); break;
            case GELU gelu: EmitGelu(gelu, x, result); break;
            default: Emit(layer.GetType().Name, layer.Name, [x], result); break;
        }
    }

    /// <summary>A cast passes gradients on when it is read again, a choice does not.</summary>
    private void EmitStep(Step layer, string x, string result)
    {
        string zero = Number(layer, "zero", 0f);
        string condition = Part(layer, "Greater", [x, zero]);
        if (layer.Passes)
            Emit("Cast", layer.Name, [condition], result, AttributeProto.Of("to", (long)TensorType.Float32));
        else
            Emit("Where", layer.Name, [condition, Number(layer, "one", 1f), zero], result);
    }

    private void EmitClip(Activation layer, string x, float least, float greatest, string result)
    {
        string min = float.IsInfinity(least) ? "" : Number(layer, "min", least);
        string[] inputs = float.IsInfinity(greatest) ? [x, min] : [x, min, Number(layer, "max", greatest)];
        Emit("Clip", layer.Name, inputs, result);
    }

    /// <summary>
    /// To integers and back; where the range is narrower than the type's, with a Clip between the two. ONNX Runtime 1.31 cannot clip integers of 16 bits: with
    /// them the Clip is of the real numbers behind, and is read back as a layer of its own.
    /// </summary>
    private void EmitFakeQuantize(FakeQuantize layer, string x, string result)
    {
        TensorType[] types = [TensorType.UInt8, TensorType.Int8, TensorType.UInt16, TensorType.Int16];
        TensorType type = Array.Find(types, one => QuantizedRange.Of(one) is { } range && range.Least <= layer.Lowest && layer.Highest <= range.Most);
        bool isWide = type is TensorType.UInt16 or TensorType.Int16;
        if (isWide && options.OperatorSet < SixteenBitsSince)
        {
            throw new InvalidInputException(
                $"{layer.Name}: operator set {options.OperatorSet} of ONNX has integers of 8 bits only; "
                + $"save it with operator set {SixteenBitsSince} or newer.");
        }

        string scale = Number(layer, "scale", layer.Scale);
        string zero = Integer(layer, "zero_point", type, layer.Zero);
        string integers = Unique($"{layer.Name}.integers");
        Emit("QuantizeLinear", layer.Name, [x, scale, zero], integers);
        bool isNarrowed = QuantizedRange.Of(type) != (layer.Lowest, layer.Highest);
        if (isNarrowed && !isWide)
            integers = Part(layer, "Clip", [integers, Integer(layer, "lowest", type, layer.Lowest), Integer(layer, "highest", type, layer.Highest)]);

        string real = isNarrowed && isWide ? Unique($"{layer.Name}.real") : result;
        Emit("DequantizeLinear", "", [integers, scale, zero], real);
        if (isNarrowed && isWide)
            Emit("Clip", "", [real, Limit("least", layer.Lowest), Limit("greatest", layer.Highest)], result);

        string Limit(string what, int integer) => Number(layer, what, (integer - layer.Zero) * layer.Scale);
    }

    private void EmitGelu(GELU layer, string x, string result)
    {
        string one = Number(layer, "one", 1f);
        string curve = layer.Approximate ? TanhOf(layer, x) : Part(layer, "Erf", [Part(layer, "Div", [x, Number(layer, "root_of_two", RootOfTwo)])]);
        string product = Part(layer, "Mul", [x, Part(layer, "Add", [curve, one])]);
        Emit("Mul", layer.Name, [product, Number(layer, "half", 0.5f)], result);
    }

    private string TanhOf(GELU layer, string x)
    {
        string cube = Part(layer, "Mul", [Part(layer, "Mul", [x, x]), x]);
        string inner = Part(layer, "Add", [x, Part(layer, "Mul", [cube, Number(layer, "cubic", Cubic)])]);
        return Part(layer, "Tanh", [Part(layer, "Mul", [inner, Number(layer, "factor", RootOfTwoOverPi)])]);
    }

    /// <summary>A node without a name: a part of a layer that its last node stands for.</summary>
    private string Part(Layer layer, string op, string[] inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        string name = Unique($"{layer.Name}.{op.ToLowerInvariant()}");
        Emit(op, "", inputs, name, attributes);
        return name;
    }

    private string Number(Layer layer, string what, float value)
    {
        string name = Unique($"{layer.Name}.{what}");
        _graph.Initializers.Add(TensorProto.Of(name, [], [value]));
        return name;
    }

    private string Integer(Layer layer, string what, TensorType type, int value)
    {
        string name = Unique($"{layer.Name}.{what}");
        _graph.Initializers.Add(TensorProto.OfInteger(name, type, value));
        return name;
    }

    private string Pads(ZeroPadding2D padding)
    {
        string name = Unique(padding.Name + ".pads");
        _graph.Initializers.Add(TensorProto.Of(name, [0, 0, padding.Top, padding.Left, 0, 0, padding.Bottom, padding.Right]));
        return name;
    }

    private static AttributeProto[] Slopes(float alpha, float beta) => [AttributeProto.Of("alpha", alpha), AttributeProto.Of("beta", beta)];
}
