namespace Digits.Engine.Onnx;

/// <summary>
/// Makes a network of a file's graph, node by node. What only changes how the file sees a value's shape makes no layer but is kept beside
/// the value as its <see cref="TensorLayout"/>.
/// </summary>
internal sealed partial class GraphImporter
{
    /// <summary>A network's values for one image; a plan keeps 32 images of them for each thread.</summary>
    internal const long MaximumValues = 1 << 24;

    internal const int MaximumPixels = 1 << 17;

    private const int MaximumTaken = 20_000;

    private static readonly SortedDictionary<string, Action<GraphImporter, NodeProto>> _operators = new(StringComparer.Ordinal)
    {
        ["Abs"] = (graph, node) => graph.ImportActivation(node, static _ => new Abs()),
        ["Add"] = (graph, node) => graph.ImportArithmetic(node),
        ["AveragePool"] = (graph, node) => graph.ImportAveragePool(node),
        ["BatchNormalization"] = (graph, node) => graph.ImportBatchNorm(node),
        ["Cast"] = (graph, node) => graph.ImportCast(node),
        ["Celu"] = (graph, node) => graph.ImportActivation(node, attributes => new CELU(attributes.Float("alpha", 1f))),
        ["Clip"] = (graph, node) => graph.ImportClip(node),
        ["Concat"] = (graph, node) => graph.ImportConcat(node),
        ["Conv"] = (graph, node) => graph.ImportConv(node),
        ["ConvTranspose"] = (graph, node) => graph.ImportConvTranspose(node),
        ["Div"] = (graph, node) => graph.ImportArithmetic(node),
        ["Dropout"] = (graph, node) => graph.ImportDropout(node),
        ["Elu"] = (graph, node) => graph.ImportActivation(node, attributes => new ELU(attributes.Float("alpha", 1f))),
        ["Erf"] = (graph, node) => graph.ImportActivation(node, static _ => new Erf()),
        ["Flatten"] = (graph, node) => graph.ImportFlatten(node),
        ["GRU"] = (graph, node) => graph.ImportRecurrent(node),
        ["Gelu"] = (graph, node) => graph.ImportGelu(node),
        ["Gemm"] = (graph, node) => graph.ImportGemm(node),
        ["GlobalAveragePool"] = (graph, node) => graph.Place(node, new GlobalAveragePool2D(), graph.Map(node, 0)),
        ["GlobalMaxPool"] = (graph, node) => graph.Place(node, new GlobalMaxPool2D(), graph.Map(node, 0)),
        ["GroupNormalization"] = (graph, node) => graph.ImportGroupNorm(node),
        ["HardSigmoid"] = (graph, node) => graph.ImportActivation(node, HardSigmoidOf),
        ["HardSwish"] = (graph, node) => graph.ImportActivation(node, static _ => new HardSwish()),
        ["Identity"] = (graph, node) => graph.Pass(node, graph.Computed(node, 0)),
        ["InstanceNormalization"] = (graph, node) => graph.ImportInstanceNorm(node),
        ["LRN"] = (graph, node) => graph.ImportLocalResponse(node),
        ["LSTM"] = (graph, node) => graph.ImportRecurrent(node),
        ["LayerNormalization"] = (graph, node) => graph.ImportLayerNorm(node),
        ["LeakyRelu"] = (graph, node) => graph.ImportLeakyRelu(node),
        ["LogSoftmax"] = (graph, node) => graph.ImportSoftmax(node, logarithm: true),
        ["MatMul"] = (graph, node) => graph.ImportMatMul(node),
        ["Max"] = (graph, node) => graph.ImportExtremum(node, greatest: true),
        ["MaxPool"] = (graph, node) => graph.ImportMaxPool(node),
        ["Min"] = (graph, node) => graph.ImportExtremum(node, greatest: false),
        ["Mish"] = (graph, node) => graph.ImportActivation(node, static _ => new Mish()),
        ["Mul"] = (graph, node) => graph.ImportArithmetic(node),
        ["PRelu"] = (graph, node) => graph.ImportPRelu(node),
        ["Pad"] = (graph, node) => graph.ImportPad(node),
        ["Pow"] = (graph, node) => graph.ImportPower(node),
        ["RNN"] = (graph, node) => graph.ImportRecurrent(node),
        ["ReduceMax"] = (graph, node) => graph.ImportReduction(node, maximum: true),
        ["ReduceMean"] = (graph, node) => graph.ImportReduction(node, maximum: false),
        ["ReduceSum"] = (graph, node) => graph.ImportReduction(node, maximum: false, sum: true),
        ["Relu"] = (graph, node) => graph.Place(node, new ReLU(), graph.Computed(node, 0)),
        ["Reshape"] = (graph, node) => graph.ImportReshape(node),
        ["Selu"] = (graph, node) => graph.ImportActivation(node, SeluOf),
        ["Sigmoid"] = (graph, node) => graph.ImportActivation(node, static _ => new Sigmoid()),
        ["Softmax"] = (graph, node) => graph.ImportSoftmax(node, logarithm: false),
        ["Softplus"] = (graph, node) => graph.ImportActivation(node, static _ => new Softplus()),
        ["Softsign"] = (graph, node) => graph.ImportActivation(node, static _ => new Softsign()),
        ["Squeeze"] = (graph, node) => graph.ImportSqueeze(node),
        ["Sub"] = (graph, node) => graph.ImportArithmetic(node),
        ["Sum"] = (graph, node) => graph.ImportSum(node),
        ["Swish"] = (graph, node) => graph.ImportSwish(node),
        ["Tanh"] = (graph, node) => graph.ImportActivation(node, static _ => new Tanh()),
        ["Transpose"] = (graph, node) => graph.ImportTranspose(node),
        ["Unsqueeze"] = (graph, node) => graph.ImportUnsqueeze(node),
    };

    private readonly long _operatorSet;
    private readonly OnnxGraph _graph;
    private readonly ConstantTable _constants;
    private readonly InputCandidate _input;
    private readonly bool _sharesSteps;
    private readonly Dictionary<string, ImportedTensor> _computed = new(StringComparer.Ordinal);
    private readonly HashSet<NodeProto> _absorbed = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<(Parameter Parameter, float[] Values)> _weights = [];
    private readonly List<string> _notes = [];
    private long _values;
    private int _taken;

    private GraphImporter(OnnxGraph graph, long operatorSet, InputCandidate input, ImportWork work, bool sharesSteps)
    {
        _sharesSteps = sharesSteps;
        _operatorSet = operatorSet;
        _graph = graph;
        _input = input;
        work.Nodes = 0;
        foreach (NodeProto node in _graph.Nodes)
            CheckOperator(node);

        _constants = new ConstantTable(_graph, operatorSet, work);
        NoteWeights();
    }

    /// <summary>The network of a file.</summary>
    /// <param name="graph">The graph up to one output.</param>
    /// <param name="operatorSet">The version of ONNX's operators.</param>
    /// <param name="input">What the input is taken for.</param>
    /// <param name="repeatsGray">Whether an image of three or four channels is one of gray, repeated.</param>
    /// <param name="work">What has been spent on the file.</param>
    /// <param name="sharesSteps">Whether recurrent layers make all steps, even where the last one is read alone, since others read the same layer.</param>
    /// <exception cref="DigitsException">The graph is damaged or has what the engine has not.</exception>
    internal static ImportedNetwork Import(
        OnnxGraph graph, long operatorSet, InputCandidate input, bool repeatsGray, ImportWork work, bool sharesSteps = false)
    {
        GraphImporter importer = new(graph, operatorSet, input, work, sharesSteps);
        if (importer.Import(InputImport.Read(graph, input, repeatsGray)) is not { } network)
            return Import(graph, operatorSet, input, repeatsGray, work, sharesSteps: true);

        return new ImportedNetwork(network, importer._notes, importer.InputIsInteger);
    }

    /// <summary>The network; null where recurrent layers have to make all steps.</summary>
    private Network? Import(ImportedTensor input)
    {
        NoteInput(input);
        _computed[_graph.Input.Name] = input with { Integers = InputIntegers };
        foreach (NodeProto node in _graph.Nodes)
            Visit(node);

        if (!IsComputed(_graph.Output) || !_computed.TryGetValue(_graph.Output, out ImportedTensor output))
            throw new InvalidInputException("The model's output does not depend on its input.");

        if (!output.Padding.IsEmpty)
            output = Unpadded(_graph.Nodes[^1], output);

        output = WithRealProbabilities(output);
        if (_input.KeepsBatch && output.Unbatched && output.Dimensions is not [1, ..])
            throw new InvalidInputException($"The model's output is {output} of one image; it mixes the batch with other axes.");

        if (!output.IsVector && !output.IsChannelsFirst && IsSingle && output.Node.Shape.Height == 1)
            Note("The model's output goes step by step; here it is a map of one row, [N, C, 1, W], whose columns are the steps.");
        else if (!output.IsVector && !output.IsChannelsFirst)
            output = Outermost(output);

        // All weights are the file's, so none are drawn at random.
        Node end = output.Layout == TensorLayout.Flat ? output.Vector() : output.Node;
        if (!NameLastSteps(end))
            return null;

        Network network = Made(InputOf(input.Node), end);
        foreach ((Parameter parameter, float[] values) in _weights)
            parameter.Assign(values);

        return network;
    }

    private static Network Made(Node input, Node output)
    {
        try
        {
            return new Network(input, output, seed: null);
        }
        catch (ArgumentException e)
        {
            throw new InvalidInputException($"The model makes no network: {e.Message}", e);
        }
    }

    /// <summary>An output whose values lie in another order than the file's, in that order.</summary>
    private ImportedTensor Outermost(ImportedTensor output)
    {
        int[] dimensions = output.Dimensions;
        Shape shape = dimensions is [var channels, var height, var width] ? new(channels, height, width) : new(output.Node.Shape.Size);
        return AsMap(_graph.Nodes[^1], output, shape, shape.IsFlat ? TensorLayout.Flat : TensorLayout.ChannelsFirst);
    }

    /// <summary>Takes a node in, unless another has done so or it reads nothing but constants.</summary>
    private void Visit(NodeProto node)
    {
        if (++_constants.Work.Nodes > OnnxGraph.MaximumNodes)
            throw new InvalidInputException($"The model has more than {OnnxGraph.MaximumNodes} nodes, with those of its branches; so many are not read.");

        Take(node);
    }

    /// <summary>One of the file's nodes, or of those that it is written out as.</summary>
    private void Take(NodeProto node)
    {
        if (++_taken > MaximumTaken)
            throw OnnxError.At(node, $"with it, the model makes more than {MaximumTaken} simple operators, which is more than is supported.");

        if (!_absorbed.Contains(node) && !_constants.TryFold(node) && !TryPassSoftmaxPart(node))
            Import(node);
    }

    private void Import(NodeProto node)
    {
        try
        {
            if (TryImportAside(node))
                return;

            if (Importer(node) is { } import)
                ImportKeeping(node, import);
            else
                throw OnnxError.At(node, $"{OnnxError.Clean(node.OpType)} of what the model computes is not supported, only of constants.");
        }
        catch (ArgumentException e)
        {
            // The engine's own check of shapes and settings.
            throw OnnxError.At(node, e.Message.Split('\n', '\r')[0].Split(" (Parameter ")[0]);
        }
    }

    /// <summary>Puts a layer on top of nodes and gives the result the name by which the file's other nodes know it.</summary>
    private void Place(NodeProto node, Layer layer, Node input, TensorLayout layout, NodeProto? last = null) =>
        Register(node, input.Then(layer), layout, last ?? node);

    private void Register(NodeProto node, Node result, TensorLayout layout, NodeProto last)
    {
        Count(node, result);
        Pass(last, new ImportedTensor(result, layout));
    }

    /// <summary>Puts a layer on top of a tensor, which keeps its layout.</summary>
    private void Place(NodeProto node, Layer layer, ImportedTensor x) => Register(node, x with { Node = x.Node.Then(layer) }, node);

    /// <summary>Gives a result the name by which the file's other nodes know it.</summary>
    private void Register(NodeProto node, ImportedTensor result, NodeProto last)
    {
        Count(node, result.Node);
        Pass(last, result);
    }

    /// <summary>Names a new layer as the file does, and refuses a network too large to run.</summary>
    private void Count(NodeProto node, Node result)
    {
        CountValues(node, result.Shape);
        if (node.Name.Length > 0 && _names.Add(node.Name))
            result.Layer!.Name = node.Name;
    }

    private void CountValues(NodeProto node, Shape shape)
    {
        _values += (long)shape.Channels * shape.Height * shape.Width;
        if (_values > MaximumValues || (long)shape.Height * shape.Width > MaximumPixels)
            throw OnnxError.At(node, $"it makes {shape} values for each image, which with those before is more than is supported.");
    }

    /// <summary>A node that changes no value.</summary>
    private void Pass(NodeProto node, ImportedTensor x) => _computed[node.Outputs[0]] = x;

    /// <summary>What a node's input holds; the integers themselves, where the file sees such.</summary>
    private ImportedTensor Computed(NodeProto node, int input) => Unpadded(node, MaybePadded(node, input));

    private ImportedTensor MaybePadded(NodeProto node, int input)
    {
        ImportedTensor x = Stored(node, input);
        return x.Integers is null ? x : Whole(node, x);
    }

    /// <summary>What is known by the name of a node's input.</summary>
    private ImportedTensor Stored(NodeProto node, int input)
    {
        if (input >= node.Inputs.Count || node.Inputs[input].Length == 0)
            throw OnnxError.At(node, $"it lacks input {input}; the file is damaged.");

        string name = node.Inputs[input];
        if (!IsComputed(name))
            throw OnnxError.At(node, Missing(name));

        ImportedTensor x = _computed[name];
        return x.Dimensions.Length > 0 || _ofNumbers.Contains(node.OpType)
            ? x
            : throw OnnxError.At(node, $"it reads {x}, a single number of an image, which is not supported.");
    }

    /// <summary>An input that must be a map with its channels first, or a row of one.</summary>
    private ImportedTensor Map(NodeProto node, int input) => Unpadded(node, MaybePaddedMap(node, input));

    private ImportedTensor MaybePaddedMap(NodeProto node, int input)
    {
        ImportedTensor x = MaybePadded(node, input);
        if (x.Layout is TensorLayout.ChannelsFirst or TensorLayout.Row && !x.Unbatched)
            return x;

        if (x is { Unbatched: false, Dimensions: [var features, var steps] })
            return Laid(node.Inputs[input], AsMap(node, Unpadded(node, x), new Shape(features, 1, steps), TensorLayout.Row));

        // A map of which each value was a channel of its own for a while, or that lies in another order.
        if (x is { Unbatched: false, Dimensions: [var channels, var height, var width] })
            return Laid(node.Inputs[input], AsMap(node, Unpadded(node, x), new Shape(channels, height, width), TensorLayout.ChannelsFirst));

        throw OnnxError.At(node, $"it reads {x} where [N, C, H, W] is needed.");
    }

    /// <summary>A tensor as it lies from now on for all that read it; where the file sees integers, it stays what these stand for.</summary>
    private ImportedTensor Laid(string name, ImportedTensor x) => _computed[name].Integers is null ? _computed[name] = x : x;

    /// <summary>A weight of so many dimensions.</summary>
    private ConstantTensor Weight(NodeProto node, int input, int rank)
    {
        ConstantTensor weight = _constants.Find(node, input) ?? throw OnnxError.At(node, $"its input {input} must be a constant in the file.");
        return weight.Floats is not null && !weight.DependsOnBatch && weight.Dimensions.Length == rank && weight.Count > 0
            ? weight
            : throw OnnxError.At(node, $"its weights are of dimensions [{string.Join(", ", weight.Dimensions)}]; {rank} dimensions of float32 are needed.");
    }

    private static void CheckOperator(NodeProto node)
    {
        if (node.Outputs.Count == 0)
            throw OnnxError.At(node, "it makes nothing; the file is damaged.");

        if (Importer(node) is null && !(IsOwn(node.Domain) && ConstantFolder.Knows(node)))
            throw OnnxError.At(node, WaysOut.Of(OperatorName(node)));
    }

    /// <summary>What takes an operator in; null where none does.</summary>
    private static Action<GraphImporter, NodeProto>? Importer(NodeProto node)
    {
        string name = OperatorName(node);
        return _operators.GetValueOrDefault(name) ?? _graphOperators.GetValueOrDefault(name) ?? _composedOperators.GetValueOrDefault(name);
    }

    /// <summary>An operator's name, with its domain where that is not ONNX's own.</summary>
    private static string OperatorName(NodeProto node) => IsOwn(node.Domain) ? node.OpType : $"{node.Domain}.{node.OpType}";

    /// <summary>Whether a domain is that of ONNX's own operators.</summary>
    internal static bool IsOwn(string domain) => domain is "" or "ai.onnx";
}
