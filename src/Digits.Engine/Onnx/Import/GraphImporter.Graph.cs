namespace Digits.Engine.Onnx;

/// <summary>What belongs to the graph more than to a layer: sizes, branches, and operators that leave everything as it is.</summary>
internal sealed partial class GraphImporter
{
    private static readonly Dictionary<string, Action<GraphImporter, NodeProto>> _graphOperators = new(StringComparer.Ordinal)
    {
        ["CastLike"] = (graph, node) => graph.Pass(node, graph.Computed(node, 0)),
        ["ConvInteger"] = (graph, node) => graph.ImportConvInteger(node),
        ["DequantizeLinear"] = (graph, node) => graph.ImportDequantize(node),
        ["DynamicQuantizeLinear"] = (graph, node) => graph.ImportDynamicQuantize(node),
        ["DepthToSpace"] = (graph, node) => graph.ImportDepthToSpace(node),
        ["Einsum"] = (graph, node) => graph.ImportEinsum(node),
        ["Exp"] = (graph, node) => graph.ImportExp(node),
        ["Expand"] = (graph, node) => graph.ImportExpand(node),
        ["Gather"] = (graph, node) => graph.ImportGather(node),
        ["If"] = (graph, node) => graph.ImportIf(node),
        ["Log"] = (graph, node) => graph.ImportLog(node),
        ["MatMulInteger"] = (graph, node) => graph.ImportMatMulInteger(node),
        ["Mean"] = (graph, node) => graph.ImportMean(node),
        ["Neg"] = (graph, node) => graph.Place(node, new Affine([-1f], _noShift), graph.Computed(node, 0)),
        ["QLinearConv"] = (graph, node) => graph.ImportQLinearConv(node),
        ["QLinearMatMul"] = (graph, node) => graph.ImportQLinearMatMul(node),
        ["QuantizeLinear"] = (graph, node) => graph.ImportQuantize(node),
        ["Resize"] = (graph, node) => graph.ImportResize(node),
        ["Shape"] = (graph, node) => graph.ImportShape(node),
        ["Size"] = (graph, node) => graph.ImportSize(node),
        ["Slice"] = (graph, node) => graph.ImportSlice(node),
        ["SpaceToDepth"] = (graph, node) => graph.ImportSpaceToDepth(node),
        ["Split"] = (graph, node) => graph.ImportSplit(node),
        ["Tile"] = (graph, node) => graph.ImportTile(node),
        ["Upsample"] = (graph, node) => graph.ImportResize(node),
        ["ai.onnx.ml.Normalizer"] = (graph, node) => graph.ImportNormalizer(node),
        ["com.microsoft.DynamicQuantizeMatMul"] = (graph, node) => graph.ImportMatMulToFloat(node, scale: 2, zero: 3, bias: 4),
        ["com.microsoft.MatMulIntegerToFloat"] = (graph, node) => graph.ImportMatMulToFloat(node, scale: 3, zero: 5, bias: 6),
        ["com.microsoft.QGemm"] = (graph, node) => graph.ImportQGemm(node),
        ["com.microsoft.FusedMatMul"] = (graph, node) => graph.ImportFusedMatMul(node),
        ["com.microsoft.QLinearAdd"] = (graph, node) => graph.ImportQLinearPair(node, "Add"),
        ["com.microsoft.QLinearAveragePool"] = (graph, node) => graph.ImportQuantizedLike(node, "AveragePool"),
        ["com.microsoft.QLinearConcat"] = (graph, node) => graph.ImportQLinearConcat(node),
        ["com.microsoft.QLinearGlobalAveragePool"] = (graph, node) => graph.ImportQuantizedLike(node, "GlobalAveragePool"),
        ["com.microsoft.QLinearLeakyRelu"] = (graph, node) => graph.ImportQuantizedLike(node, "LeakyRelu"),
        ["com.microsoft.QLinearMul"] = (graph, node) => graph.ImportQLinearPair(node, "Mul"),
        ["com.microsoft.QLinearSigmoid"] = (graph, node) => graph.ImportQuantizedLike(node, "Sigmoid"),
        ["com.microsoft.QLinearSoftmax"] = (graph, node) => graph.ImportQuantizedLike(node, "Softmax"),
    };

    private const string HalfPrecision = "The model computes in half precision; here it computes in float32.";

    /// <summary>Takes note of what was assumed or changed, once.</summary>
    private void Note(string note)
    {
        if (!_notes.Contains(note))
            _notes.Add(note);
    }

    private void NoteInput(ImportedTensor input)
    {
        if (_input.Note is { } note)
            Note(note);

        TensorType type = _graph.Input.Type.Tensor!.ElementType;
        if (InputIsInteger)
        {
            string less = type == TensorType.Int8 ? ", less 128" : "";
            Note($"The model reads integers ({TensorDecoder.Name(type)}); its pixels are taken to be 0 to 255{less}.");
        }

        if (type is TensorType.Float16 or TensorType.BFloat16)
            Note(HalfPrecision);

        if (input.Node.Layer is not null)
            Note($"The model reads {(input.Channels == 3 ? "three" : "four")} channels; the gray image is repeated for each.");
    }

    private void NoteWeights()
    {
        if (_graph.Nodes.Any(node => node.OpType == "DequantizeLinear" && _constants.IsConstant(node)))
            Note("The model's weights are quantised; they are widened to the numbers that their integers stand for.");

        // A half that is cast where it is read is only stored so.
        bool isHalf = _graph.Nodes.Where(node => node.OpType != "Cast").SelectMany(node => node.Inputs)
            .Any(input => _graph.Initializer(input)?.Type is TensorType.Float16 or TensorType.BFloat16);
        if (isHalf)
            Note(HalfPrecision);
    }

    /// <summary>An image's pixels, 0 to 255, are the integers themselves; those with a sign are 128 less.</summary>
    private (float Scale, float Zero)? InputIntegers => !InputIsInteger ? null
        : (1, _graph.Input.Type.Tensor!.ElementType == TensorType.Int8 ? sbyte.MinValue : 0);

    private bool InputIsInteger => _graph.Input.Type.Tensor!.ElementType
        is not (TensorType.Float32 or TensorType.Float64 or TensorType.Float16 or TensorType.BFloat16);

    /// <summary>Where images come in: below the copies of a gray one there are three channels.</summary>
    private static Node InputOf(Node node) => node.Layer is null ? node : node.Inputs[0];

    private void ImportShape(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        _constants.Add(node.Outputs[0], ShapeFolding.Shape(new NodeAttributes(node), FullSizes(x), dependsOnBatch: true));
    }

    private void ImportSize(NodeProto node)
    {
        long size = FullSizes(Computed(node, 0)).Aggregate(1L, (product, length) => product * length);
        _constants.Add(node.Outputs[0], ConstantTensor.Of([size]).WithBatch(BatchSize.IsIn(size)));
    }

    private long[] FullSizes(ImportedTensor x) =>
        [.. (x.Unbatched ? [] : new[] { _input.Batch }).Concat(x.Dimensions.Select(size => (long)size))];

    /// <summary>Takes in the branch that the sizes choose.</summary>
    private void ImportIf(NodeProto node)
    {
        if (_constants.Find(node, 0) is not { Count: 1 } condition)
            throw OnnxError.At(node, "its condition depends on the image, which is not supported; export the model without branches.");

        string name = condition.ToFloats()[0] != 0 ? "then_branch" : "else_branch";
        GraphProto branch = new NodeAttributes(node).Find(name)?.Graph ?? throw OnnxError.At(node, $"it lacks {name}; the file is damaged.");
        foreach (TensorProto tensor in branch.Initializers)
            _constants.Add(tensor.Name, tensor);

        foreach (NodeProto inner in branch.Nodes)
        {
            CheckOperator(inner);
            Visit(inner);
        }

        for (int i = 0; i < Math.Min(node.Outputs.Count, branch.Outputs.Count); i++)
        {
            string result = branch.Outputs[i].Name;
            if (IsComputed(result))
                _computed[node.Outputs[i]] = _computed[result];
            else if (_constants.Find(result) is { } constant)
                _constants.Add(node.Outputs[i], constant);
            else
                throw OnnxError.At(node, $"nothing makes {OnnxError.Quote(result)} in the branch that is taken; the file is damaged.");
        }
    }

    private void ImportExpand(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        int[] sizes = [.. FullSizes(x).Select(size => (int)size)];
        long[] target = _constants.Find(node, 1)?.Integers ?? throw OnnxError.At(node, "its shape must be a constant in the file.");
        int[] wanted = Array.ConvertAll(target, size => size is >= 1 and <= int.MaxValue ? (int)size : 1);
        if (IsGate(node, x, wanted))
        {
            Pass(node, x);
            return;
        }

        if (Strides.Common(sizes, wanted) is { } common && common.Length == sizes.Length
            && CopiesOfChannel(x, [.. common.Select((size, axis) => size == sizes[axis] ? 1 : size)]) is { } copies)
        {
            Register(node, copies, node);
            return;
        }

        // The batch is stretched by itself where the file is for any.
        x = WithoutBatch(x);
        bool withBatch = !x.Unbatched && wanted.Length == x.Rank;
        if (!x.Unbatched && (wanted.Length > x.Rank || (withBatch && wanted[0] != 1 && wanted[0] != sizes[0])))
            throw OnnxError.At(node, $"it stretches {x} to other axes, which is not supported.");

        Pass(node, Rebatched(Stretched(node, x, withBatch ? wanted[1..] : wanted)));
    }

    /// <summary>Whether one value for each channel is only stretched over a map to be multiplied with it, which Mul does by itself.</summary>
    private bool IsGate(NodeProto node, ImportedTensor x, int[] wanted) =>
        x is { Unbatched: false, Node.Shape.IsFlat: true, Layout: TensorLayout.ChannelsFirst or TensorLayout.ChannelsLast }
        && wanted.Length == x.Rank && (wanted[x.ChannelAxis] == 1 || wanted[x.ChannelAxis] == x.Channels)
        && _graph.Readers(node.Outputs[0]) is { Count: > 0 } readers && readers.All(reader => reader.OpType == "Mul");

    private void ImportTile(NodeProto node)
    {
        long[] repeats = _constants.Find(node, 1)?.Integers ?? throw OnnxError.At(node, "its repeats must be constants in the file.");
        Repeat(node, Computed(node, 0), Array.ConvertAll(repeats, repeat => (int)Math.Clamp(repeat, -1, int.MaxValue)));
    }

    /// <summary>Copies of a channel, as a gray image becomes one of three; of other axes, or nothing at all.</summary>
    private void Repeat(NodeProto node, ImportedTensor x, int[] repeats)
    {
        if (repeats.Length != x.Rank)
            throw OnnxError.At(node, $"it has {repeats.Length} repeats for the {x.Rank} axes of {x}; the file is damaged.");

        if (Array.TrueForAll(repeats, repeat => repeat == 1))
            Pass(node, x);
        else if (CopiesOfChannel(x, repeats) is { } copies)
            Register(node, copies, node);
        else
            Tile(node, x, repeats);
    }

    /// <summary>The tensor with its one channel repeated and nothing else; null where something else is asked for.</summary>
    private static ImportedTensor? CopiesOfChannel(ImportedTensor x, int[] repeats)
    {
        const int MaximumCopies = 64;
        int axis = Array.FindIndex(repeats, repeat => repeat != 1);
        bool ofChannel = axis >= 0 && x.Layout is TensorLayout.ChannelsFirst or TensorLayout.ChannelsLast && axis == x.ChannelAxis && x.Channels == 1;
        return ofChannel && repeats.Count(repeat => repeat != 1) == 1 && repeats[axis] is > 1 and <= MaximumCopies
            ? x with { Node = Node.Concatenate([.. Enumerable.Repeat(x.Node, repeats[axis])]) }
            : null;
    }
}
