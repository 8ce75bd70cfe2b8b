namespace Digits.Engine.Onnx;

/// <summary>Operators of other domains that are several of ONNX's own in one: fused ones of ONNX Runtime, linear models of scikit-learn.</summary>
internal sealed class OperatorSplitter
{
    /// <summary>The factor within the sigmoid that ONNX Runtime takes where a file names none.</summary>
    private const float QuickGelu = 1.702f;

    private readonly GraphProto _graph;
    private readonly List<NodeProto> _nodes = [];

    private OperatorSplitter(GraphProto graph) => _graph = graph;

    /// <summary>Replaces them.</summary>
    internal static void Split(GraphProto graph)
    {
        if (graph.Nodes.TrueForAll(node => GraphImporter.IsOwn(node.Domain)))
            return;

        OperatorSplitter splitter = new(graph);
        foreach (NodeProto node in graph.Nodes)
            splitter.Take(node);

        graph.Nodes.Clear();
        graph.Nodes.AddRange(splitter._nodes);
    }

    private void Take(NodeProto node)
    {
        if (node.Outputs.Count == 0)
        {
            _nodes.Add(node);
            return;
        }

        switch ($"{node.Domain}.{node.OpType}")
        {
            case "com.microsoft.FusedConv": TakeFused(node, "Conv"); break;
            case "com.microsoft.FusedGemm": TakeFused(node, "Gemm"); break;
            case "com.microsoft.QuantizeLinear" or "com.microsoft.DequantizeLinear":
                Add(node.OpType, node, node.Inputs, node.Outputs[0], node.Attributes);
                break;
            case "com.microsoft.Gelu": TakeGelu(node, "none"); break;
            case "com.microsoft.BiasGelu" when node.Inputs.Count == 2: TakeGelu(node, "none"); break;
            case "com.microsoft.FastGelu": TakeGelu(node, "tanh"); break;
            case "com.microsoft.QuickGelu":
                Add("Swish", node, node.Inputs, node.Outputs[0], [AttributeProto.Of("alpha", new NodeAttributes(node).Float("alpha", QuickGelu))]);
                break;
            case "ai.onnx.ml.FeatureVectorizer" when node.Inputs.Count == 1: Add("Identity", node, node.Inputs, node.Outputs[0]); break;
            case "ai.onnx.ml.Scaler": TakeScaler(node); break;
            case "ai.onnx.ml.LinearClassifier" when node.Outputs.Count > 1: TakeLinear(node); break;
            default: _nodes.Add(node); break;
        }
    }

    private void TakeFused(NodeProto node, string op)
    {
        NodeAttributes attributes = new(node);
        string activation = attributes.Text("activation", "");
        string result = activation.Length > 0 ? $"{node.Outputs[0]}:before" : node.Outputs[0];
        List<AttributeProto> own = [.. node.Attributes.Where(attribute => !attribute.Name.StartsWith("activation", StringComparison.Ordinal))];
        if (op == "Conv" && node.Inputs.Count > 3)
        {
            // What goes around the convolution is added before the activation.
            string product = $"{node.Outputs[0]}:product";
            Add(op, node, [.. node.Inputs.Take(3)], product, own);
            _nodes.Add(new NodeProto { OpType = "Add", Inputs = [product, node.Inputs[3]], Outputs = [result] });
        }
        else
        {
            Add(op, node, node.Inputs, result, own);
        }

        if (activation.Length == 0)
            return;

        List<float> numbers = attributes.Find("activation_params")?.Floats ?? [];
        string[] names = activation switch
        {
            "LeakyRelu" or "Elu" => ["alpha"],
            "HardSigmoid" => ["alpha", "beta"],
            "Clip" => ["min", "max"],
            _ => [],
        };
        List<AttributeProto> settings = [.. names.Select((name, i) => (Name: name, Value: Setting(name, i))).Where(setting => setting.Value is not null)
            .Select(setting => AttributeProto.Of(setting.Name, setting.Value!.Value)),];
        _nodes.Add(new NodeProto { OpType = activation, Inputs = [result], Outputs = [node.Outputs[0]], Attributes = settings });

        float? Setting(string name, int i) => i < numbers.Count ? numbers[i] : attributes.Find($"activation_{name}")?.Float;
    }

    /// <summary>A GELU, with what is added to its input first.</summary>
    private void TakeGelu(NodeProto node, string approximate)
    {
        List<string> x = node.Inputs;
        if (x.Count > 1 && x[1].Length > 0)
        {
            string sum = $"{node.Outputs[0]}:sum";
            _nodes.Add(new NodeProto { OpType = "Add", Inputs = x, Outputs = [sum] });
            x = [sum];
        }

        Add("Gelu", node, [.. x.Take(1)], node.Outputs[0], [new() { Name = "approximate", Type = AttributeType.String, Text = approximate }]);
    }

    private void TakeScaler(NodeProto node)
    {
        NodeAttributes attributes = new(node);
        string shifted = $"{node.Outputs[0]}:shifted";
        string offset = Constant(node, "offset", attributes.Find("offset")?.Floats is { Count: > 0 } offsets ? offsets : [0f]);
        string scale = Constant(node, "scale", attributes.Find("scale")?.Floats is { Count: > 0 } scales ? scales : [1f]);
        Add("Sub", node, [node.Inputs.FirstOrDefault(""), offset], shifted);
        _nodes.Add(new NodeProto { OpType = "Mul", Inputs = [shifted, scale], Outputs = [node.Outputs[0]] });
    }

    private void TakeLinear(NodeProto node)
    {
        NodeAttributes attributes = new(node);
        List<float> weights = attributes.Find("coefficients")?.Floats ?? [];
        List<float> bias = attributes.Find("intercepts")?.Floats ?? [];
        string last = attributes.Text("post_transform", "NONE");
        if (bias.Count < 2 || weights.Count == 0 || weights.Count % bias.Count != 0 || last is not ("NONE" or "SOFTMAX" or "LOGISTIC"))
        {
            throw OnnxError.At(
                node, "a linear model is supported with coefficients and an intercept for each of two or more classes, and softmax or logistic after it.");
        }

        string scores = last == "NONE" ? node.Outputs[1] : $"{node.Outputs[1]}:scores";
        string matrix = Constant(node, "coefficients", weights, bias.Count, weights.Count / bias.Count);
        string shift = Constant(node, "intercepts", bias, bias.Count);
        Add("Gemm", node, [node.Inputs.FirstOrDefault(""), matrix, shift], scores, [AttributeProto.Of("transB", 1)]);
        if (last != "NONE")
            _nodes.Add(new NodeProto { OpType = last == "SOFTMAX" ? "Softmax" : "Sigmoid", Inputs = [scores], Outputs = [node.Outputs[1]] });

        _nodes.Add(new NodeProto { OpType = "ArgMax", Inputs = [node.Outputs[1]], Outputs = [node.Outputs[0]] });
    }

    private void Add(string op, NodeProto node, List<string> inputs, string output, List<AttributeProto>? attributes = null) =>
        _nodes.Add(new NodeProto { OpType = op, Name = node.Name, Inputs = inputs, Outputs = [output], Attributes = attributes ?? [] });

    private string Constant(NodeProto node, string name, List<float> values, params long[] dimensions)
    {
        string tensor = $"{node.Outputs[0]}:{name}";
        _graph.Initializers.Add(TensorProto.Of(tensor, dimensions.Length > 0 ? dimensions : [values.Count], [.. values]));
        return tensor;
    }
}
