namespace Digits.Engine.Onnx;

/// <summary>
/// Operators that are several simpler ones: these are taken in one after another, as if the file had them. A comparison is 1 where it holds and 0 where it does
/// not, so that what is chosen by it is a product.
/// </summary>
internal sealed partial class GraphImporter
{
    private static readonly Dictionary<string, Action<GraphImporter, NodeProto>> _composedOperators = new(StringComparer.Ordinal)
    {
        ["And"] = (graph, node) => graph.Finish(node, "Mul", NameAt(node, 0), NameAt(node, 1)),
        ["Ceil"] = (graph, node) => graph.Finish(node, "Neg", graph.Write(node, "Floor", graph.Write(node, "Neg", NameAt(node, 0)))),
        ["Cos"] = (graph, node) => graph.Finish(node, "Sin", graph.Write(node, "Add", NameAt(node, 0), graph.Constant(node, float.Pi / 2))),
        ["Equal"] = (graph, node) => graph.Finish(node, "Not", graph.Write(node, "Xor", NameAt(node, 0), NameAt(node, 1))),
        ["Floor"] = (graph, node) => graph.ImportActivation(node, static _ => new Floor()),
        ["Greater"] = (graph, node) => graph.ImportGreater(node),
        ["GreaterOrEqual"] = (graph, node) => graph.Finish(node, "Not", graph.Write(node, "Less", NameAt(node, 0), NameAt(node, 1))),
        ["Less"] = (graph, node) => graph.Finish(node, "Greater", NameAt(node, 1), NameAt(node, 0)),
        ["LessOrEqual"] = (graph, node) => graph.Finish(node, "Not", graph.Write(node, "Greater", NameAt(node, 0), NameAt(node, 1))),
        ["LpNormalization"] = (graph, node) => graph.ImportLpNormalization(node),
        ["Not"] = (graph, node) => graph.Finish(node, "Sub", graph.Constant(node, 1f), NameAt(node, 0)),
        ["Or"] = (graph, node) => graph.Finish(node, "Max", NameAt(node, 0), NameAt(node, 1)),
        ["Reciprocal"] = (graph, node) => graph.ImportActivation(node, static _ => new Reciprocal()),
        ["ReduceL1"] = (graph, node) => graph.Reduce(node, "ReduceSum", graph.Write(node, "Abs", NameAt(node, 0)), node.Outputs[0]),
        ["ReduceL2"] = (graph, node) => graph.Finish(node, "Sqrt", graph.Reduce(node, "ReduceSumSquare", NameAt(node, 0))),
        ["ReduceLogSum"] = (graph, node) => graph.Finish(node, "Log", graph.Reduce(node, "ReduceSum", NameAt(node, 0))),
        ["ReduceLogSumExp"] = (graph, node) => graph.ImportLogSumExp(node),
        ["ReduceMin"] = (graph, node) => graph.Finish(node, "Neg", graph.Reduce(node, "ReduceMax", graph.Write(node, "Neg", NameAt(node, 0)))),
        ["ReduceSumSquare"] = (graph, node) =>
            graph.Reduce(node, "ReduceSum", graph.Write(node, "Mul", NameAt(node, 0), NameAt(node, 0)), node.Outputs[0]),
        ["Round"] = (graph, node) => graph.ImportActivation(node, static _ => new Round()),
        ["Sign"] = (graph, node) => graph.ImportActivation(node, static _ => new Sign()),
        ["Sin"] = (graph, node) => graph.ImportActivation(node, static _ => new Sin()),
        ["Sqrt"] = (graph, node) => graph.ImportActivation(node, static _ => new Sqrt()),
        ["ThresholdedRelu"] = (graph, node) => graph.ImportThresholdedRelu(node),
        ["Where"] = (graph, node) => graph.ImportWhere(node),
        ["Xor"] = (graph, node) => graph.ImportXor(node),
    };

    /// <summary>Operators that take an image's single number, a tensor without axes but the batch's; all others count on one axis at least.</summary>
    private static readonly HashSet<string> _ofNumbers = new(StringComparer.Ordinal)
    {
        "Abs", "Add", "Cast", "Clip", "Div", "Exp", "Floor", "Greater", "Identity", "Log", "Max", "Min", "Mul", "Neg", "Pow", "Reciprocal", "Relu", "Reshape",
        "Round", "Sigmoid", "Sign", "Sin", "Sqrt", "Sub", "Tanh", "Unsqueeze",
    };

    private int _written;

    /// <summary>Takes in one more operator on the way to a node's result; gives the name of what that makes.</summary>
    private string Write(NodeProto node, string op, params string[] inputs) => Write(node, op, inputs, NameOf(node), []);

    /// <summary>The operator that makes the node's own result.</summary>
    private void Finish(NodeProto node, string op, params string[] inputs) => Write(node, op, inputs, node.Outputs[0], []);

    private static string NameAt(NodeProto node, int input) =>
        input < node.Inputs.Count ? node.Inputs[input] : throw OnnxError.At(node, $"it lacks input {input}; the file is damaged.");

    private string Write(NodeProto node, string op, IEnumerable<string> inputs, string output, List<AttributeProto> attributes)
    {
        Take(new NodeProto { OpType = op, Name = node.Name, Inputs = [.. inputs], Outputs = [output], Attributes = attributes });
        return output;
    }

    /// <summary>A reduction over the same axes as the node's.</summary>
    private string Reduce(NodeProto node, string op, string x, string? output = null, bool keeps = false)
    {
        List<AttributeProto> attributes = keeps
            ? [.. node.Attributes.Where(attribute => attribute.Name != "keepdims"), AttributeProto.Of("keepdims", 1)]
            : node.Attributes;
        return Write(node, op, [x, .. node.Inputs.Skip(1)], output ?? NameOf(node), attributes);
    }

    /// <summary>No name that a file has, nor one that was given before.</summary>
    private string NameOf(NodeProto node) => $"{node.Outputs[0]}\n{_written++}";

    private string Constant(NodeProto node, params float[] values) =>
        Constant(node, ConstantTensor.Of(values, values.Length == 1 ? [] : [values.Length]));

    private string Constant(NodeProto node, ConstantTensor tensor)
    {
        string name = NameOf(node);
        _constants.Add(name, tensor);
        return name;
    }

    /// <summary>Whether a tensor is computed; a piece of a softmax that is used for something else becomes layers for it.</summary>
    private bool IsComputed(string name)
    {
        Settle(name);
        return _computed.ContainsKey(name);
    }

    /// <summary>The difference is above zero.</summary>
    private void ImportGreater(NodeProto node)
    {
        bool isOfZero = _constants.Find(node, 1) is { Count: 1 } limit && limit.ToFloats()[0] == 0;
        string difference = isOfZero ? NameAt(node, 0) : Write(node, "Sub", NameAt(node, 0), NameAt(node, 1));
        if (!IsComputed(difference))
            throw OnnxError.At(node, Missing(difference));

        Place(node, new Step(passes: false), isOfZero ? Computed(node, 0) : Unpadded(node, _computed[difference]));
    }

    /// <summary>A condition as a number, which passes gradients on: a spike, or a bit. Null where it is none.</summary>
    private static Node? Passing(Node node) => node switch
    {
        { Layer: Step { Passes: false } } => node.Inputs[0].Then(new Step(passes: true)),
        { Layer: Affine affine, Inputs: [{ Layer: Step } condition] } when Passing(condition) is { } passing =>
            passing.Then(new Affine(affine.Scale.ToArray(), affine.Shift.ToArray())),
        _ => null,
    };

    /// <summary>Whether two tensors differ.</summary>
    private void ImportXor(NodeProto node)
    {
        string difference = Write(node, "Abs", Write(node, "Sub", NameAt(node, 0), NameAt(node, 1)));
        Finish(node, "Greater", difference, Constant(node, 0f));
    }

    private void ImportThresholdedRelu(NodeProto node)
    {
        string limit = Constant(node, new NodeAttributes(node).Float("alpha", 1f));
        Finish(node, "Mul", NameAt(node, 0), Write(node, "Greater", NameAt(node, 0), limit));
    }

    /// <summary>The first where the condition is 1, the second where it is 0.</summary>
    private void ImportWhere(NodeProto node)
    {
        if (IsNumber(1, 1f) && IsNumber(2, 0f))
        {
            Pass(node, Computed(node, 0));
            return;
        }

        string other = Write(node, "Not", NameAt(node, 0));
        Finish(node, "Add", Write(node, "Mul", NameAt(node, 0), Finite(1)), Write(node, "Mul", other, Finite(2)));

        bool IsNumber(int input, float number) => _constants.Find(node, input) is { Count: 1 } constant && constant.ToFloats()[0] == number;

        // Infinity, as masks have it, times 0 is no number.
        string Finite(int input) => _constants.Find(node, input) is { } constant && Array.Exists(constant.ToFloats(), float.IsInfinity)
            ? Constant(node, ConstantTensor.Of(
                Array.ConvertAll(constant.ToFloats(), value => Math.Clamp(value, float.MinValue, float.MaxValue)), constant.Dimensions))
            : NameAt(node, input);
    }

    private void ImportLpNormalization(NodeProto node)
    {
        NodeAttributes attributes = new(node);
        long power = attributes.Int("p", 2);
        if (power is not (1 or 2))
            throw OnnxError.At(node, $"p {power} is not supported; 1 and 2 are.");

        AttributeProto axes = new() { Name = "axes", Type = AttributeType.Ints, Ints = [attributes.Int("axis", -1)] };
        string norm = Write(node, power == 1 ? "ReduceL1" : "ReduceL2", [NameAt(node, 0)], NameOf(node), [axes]);
        Finish(node, "Div", NameAt(node, 0), norm);
    }

    /// <summary>The greatest is taken off first, so that no exponential is too large.</summary>
    private void ImportLogSumExp(NodeProto node)
    {
        if (TryImportSoftmaxSum(node))
            return;

        string greatest = Reduce(node, "ReduceMax", NameAt(node, 0), keeps: true);
        string exponentials = Write(node, "Exp", Write(node, "Sub", NameAt(node, 0), greatest));
        string logarithm = Write(node, "Log", Reduce(node, "ReduceSum", exponentials));
        Finish(node, "Add", logarithm, Reduce(node, "ReduceMax", NameAt(node, 0)));
    }

    /// <summary>Each value to a power, or a number to the power of each value.</summary>
    private void ImportPower(NodeProto node)
    {
        const int MostFactors = 16;
        if (_constants.Find(node, 0) is { Count: 1 } fixedBase)
        {
            Finish(node, "Exp", Write(node, "Mul", NameAt(node, 1), Constant(node, MathF.Log(fixedBase.ToFloats()[0]))));
            return;
        }

        if (_constants.Find(node, 1) is not { } powers)
        {
            Finish(node, "Exp", Write(node, "Mul", NameAt(node, 1), Write(node, "Log", NameAt(node, 0))));
            return;
        }

        float[] all = powers.ToFloats();
        float power = all.Length > 0 && Array.TrueForAll(all, value => value == all[0]) ? all[0] : float.NaN;
        switch (power)
        {
            case 1f: Pass(node, Computed(node, 0)); break;
            case 0.5f: Finish(node, "Sqrt", NameAt(node, 0)); break;
            case -0.5f: Finish(node, "Reciprocal", Write(node, "Sqrt", NameAt(node, 0))); break;
            case -1f: Finish(node, "Reciprocal", NameAt(node, 0)); break;
            case >= 2 and <= MostFactors when float.IsInteger(power):
                string product = NameAt(node, 0);
                for (int factors = 2; factors < power; factors++)
                    product = Write(node, "Mul", product, NameAt(node, 0));

                Finish(node, "Mul", product, NameAt(node, 0));
                break;
            case <= -2 and >= -MostFactors when float.IsInteger(power):
                Finish(node, "Reciprocal", Write(node, "Pow", NameAt(node, 0), Constant(node, -power)));
                break;
            default: ImportPowers(node, all, powers.Dimensions); break;
        }
    }

    /// <summary>By the logarithm of the magnitude; whole odd powers keep the sign.</summary>
    private void ImportPowers(NodeProto node, float[] powers, int[] dimensions)
    {
        string magnitude = Write(node, "Exp", Write(node, "Mul", Write(node, "Log", Write(node, "Abs", NameAt(node, 0))), NameAt(node, 1)));
        float[] odd = Array.ConvertAll(powers, power => float.IsInteger(power) && power % 2 != 0 ? 1f : 0f);
        string signs = Write(node, "Mul", Write(node, "Sign", NameAt(node, 0)), Constant(node, ConstantTensor.Of(odd, dimensions)));
        string rest = Constant(node, ConstantTensor.Of(Array.ConvertAll(odd, value => 1 - value), dimensions));
        Finish(node, "Mul", magnitude, Write(node, "Add", signs, rest));
    }

    /// <summary>Min and Max of several tensors, two at a time, by comparison.</summary>
    private void ImportExtremes(NodeProto node, bool greatest)
    {
        string result = node.Inputs[0];
        for (int i = 1; i < node.Inputs.Count; i++)
        {
            string next = node.Inputs[i];
            string isGreater = Write(node, "Greater", result, next);
            string[] parts = greatest ? [isGreater, result, next] : [isGreater, next, result];
            result = Write(node, "Where", parts, i == node.Inputs.Count - 1 ? node.Outputs[0] : NameOf(node), []);
        }
    }
}
