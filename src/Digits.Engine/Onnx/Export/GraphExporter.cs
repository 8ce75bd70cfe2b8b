namespace Digits.Engine.Onnx;

/// <summary>
/// Writes a network as a graph of ONNX. A layer is the node that has its name; nodes without a name only change what ONNX sees of a
/// shape, or are the second half of a layer, and so make no layer when the file is read.
/// </summary>
internal sealed partial class GraphExporter(Network network, OnnxSaveOptions options)
{
    private const string Input = "image";
    private readonly string _output = network.OutputsProbabilities ? OnnxMetadata.Probabilities : "logits";
    private readonly GraphProto _graph = new() { Name = "digits" };
    private readonly Dictionary<Node, ExportedTensor> _tensors = [];
    private readonly HashSet<string> _names = [Input, "logits", OnnxMetadata.Probabilities, .. network.Parameters.Select(parameter => parameter.Name)];
    private string? _spatialAxes;

    /// <summary>The graph.</summary>
    /// <param name="inputRange">What the metadata says of the pixels' range, or null.</param>
    internal GraphProto Export(string? inputRange)
    {
        _tensors[network.Input] = new ExportedTensor(Input, IsFlat: false);
        foreach (Node node in network.Nodes)
        {
            if (node.Layer is not null)
                Export(node, node.Layer);
        }

        ExportedTensor result = _tensors[network.Output];
        if (!result.IsFlat && network.Output.Shape.IsFlat)
            Emit("Flatten", "", [result.Name], _output, AttributeProto.Of("axis", 1));
        else if (result.Name != _output)
            Emit("Identity", "", [result.Name], _output);

        _graph.Inputs.Add(Describe(Input, network.Input.Shape, isFlat: false));
        _graph.Inputs[0].DocString = "Images [N, C, H, W] of float32, ink bright on dark" + (inputRange is null ? "." : $", in the range {inputRange}.");
        _graph.Outputs.Add(Describe(_output, network.Output.Shape, network.Output.Shape.IsFlat));
        return _graph;
    }

    private void Export(Node node, Layer layer)
    {
        bool flat = layer switch
        {
            Dense or Flatten => true,
            RecurrentLayer { ReturnSequences: false } => true,
            RecurrentLayer => false,
            Gather => node.Shape.IsFlat,
            Conv2D or MaxPool2D or AveragePool2D or GlobalMaxPool2D or GlobalAveragePool2D or ZeroPadding2D or LocalResponseNorm or GroupNorm or MatMul
                or Reshape => false,
            _ => node.Inputs.All(input => _tensors[input].IsFlat) || (node.Inputs.Any(input => _tensors[input].IsFlat) && node.Shape.IsFlat),
        };
        bool readsFlat = layer is Dense or Reshape or Gather || (layer is not (Flatten or RecurrentLayer) && flat);
        string[] x = [.. node.Inputs.Select(input => Read(input, readsFlat))];
        ExportedTensor result = new(node == network.Output && flat == node.Shape.IsFlat ? _output : Unique(layer.Name), flat);
        _tensors[node] = result;
        string[] parameters = layer is RecurrentLayer ? [] : [.. layer.Parameters.Select(parameter => Constant(layer, parameter, flat))];
        switch (layer)
        {
            case Conv2D conv: EmitLayer("Conv", [Dilations(conv.Window), .. WindowAttributes(conv.Window), .. Groups(conv)]); break;
            case Dense: EmitLayer("Gemm", AttributeProto.Of("transB", 1)); break;
            case BatchNorm norm: EmitLayer("BatchNormalization", Statistics(norm)); break;
            case MaxPool2D pool: EmitLayer("MaxPool", [Dilations(pool.Window), .. WindowAttributes(pool.Window)]); break;
            case AveragePool2D pool: EmitLayer("AveragePool", [CountsPadding(pool), .. WindowAttributes(pool.Window), .. PoolDilations(pool)]); break;
            case GlobalMaxPool2D: EmitLayer("GlobalMaxPool"); break;
            case GlobalAveragePool2D: EmitLayer("GlobalAveragePool"); break;
            case ReLU: EmitLayer("Relu"); break;
            case LeakyReLU relu: EmitLayer("LeakyRelu", AttributeProto.Of("alpha", relu.Slope)); break;
            case Softmax softmax: EmitLayer(softmax.Logarithm ? "LogSoftmax" : "Softmax", AttributeProto.Of("axis", 1)); break;
            case Dropout dropout: Emit("Dropout", layer.Name, [x[0], Number(dropout, "ratio", dropout.Rate)], result.Name); break;
            case PReLU: EmitLayer("PRelu"); break;
            case Activation activation: EmitActivation(activation, x[0], result.Name); break;
            case LayerNorm norm: EmitLayerNorm(norm, x[0], parameters, flat, result.Name); break;
            case GroupNorm norm: EmitGroupNorm(norm, x[0], parameters, node.Shape, result.Name); break;
            case LocalResponseNorm norm: EmitLayer("LRN", Response(norm)); break;
            case MatMul: EmitMatMul(layer, x, result.Name); break;
            case Multiply: EmitLayer("Mul"); break;
            case ZeroPadding2D padding: Emit("Pad", layer.Name, [x[0], Pads(padding)], result.Name); break;
            case Add: EmitLayer(x.Length == 2 ? "Add" : "Sum"); break;
            case Concatenate: EmitLayer("Concat", AttributeProto.Of("axis", 1)); break;
            case Flatten flatten: EmitFlatten(flatten, x[0], result.Name); break;
            case Reshape reshape: EmitReshape(reshape, x[0], node.Shape, result.Name); break;
            case Gather gather: EmitGather(gather, x[0], node, result.Name); break;
            case RecurrentLayer recurrent: EmitRecurrent(recurrent, x[0], result.Name); break;
            case Affine: EmitAffine(layer, x[0], parameters, result.Name); break;
            default: throw new InvalidInputException($"{layer.Name}: ONNX has no {layer.GetType().Name}; the network cannot be saved.");
        }

        void EmitLayer(string op, params ReadOnlySpan<AttributeProto> attributes) => Emit(op, layer.Name, [.. x, .. parameters], result.Name, attributes);
    }

    private void EmitFlatten(Flatten flatten, string x, string result)
    {
        if (flatten.ChannelsLast)
        {
            // The channels' order is a choice of its own, so the transposition is written even where there is only one pixel.
            string map = Unique(flatten.Name + ".map");
            Emit("Transpose", "", [x], map, AttributeProto.Of("perm", 0, 2, 3, 1));
            x = map;
        }

        Emit("Flatten", flatten.Name, [x], result, AttributeProto.Of("axis", 1));
    }

    private void EmitReshape(Reshape reshape, string x, Shape shape, string result)
    {
        if (!reshape.ChannelsLast)
        {
            Emit("Reshape", reshape.Name, [x, Dimensions(reshape.Name, shape.Channels, shape.Height, shape.Width)], result);
            return;
        }

        string pixels = Unique(reshape.Name + ".pixels");
        Emit("Reshape", reshape.Name, [x, Dimensions(reshape.Name, shape.Height, shape.Width, shape.Channels)], pixels);
        Emit("Transpose", "", [pixels], result, AttributeProto.Of("perm", 0, 3, 1, 2));
    }

    private void EmitAffine(Layer layer, string x, string[] scaleAndShift, string result)
    {
        string scaled = Unique(layer.Name + ".scaled");
        Emit("Mul", layer.Name, [x, scaleAndShift[0]], scaled);
        Emit("Add", "", [scaled, scaleAndShift[1]], result);
    }

    /// <summary>The name of a node's tensor with the rank that its reader wants.</summary>
    private string Read(Node node, bool flat)
    {
        ExportedTensor tensor = _tensors[node];
        if (tensor.IsFlat == flat)
            return tensor.Name;

        string name = Unique(tensor.Name + (flat ? ".flat" : ".map"));
        if (flat)
            Emit("Flatten", "", [tensor.Name], name, AttributeProto.Of("axis", 1));
        else
            Emit("Unsqueeze", "", [tensor.Name, SpatialAxes()], name);

        return name;
    }

    private string Constant(Layer layer, Parameter parameter, bool flat)
    {
        // What is added or multiplied channel by channel must line up with the channels of a map.
        bool besideMap = !flat && (layer is Affine or PReLU { Shared: false } or GroupNorm || (layer is LayerNorm && !HasLayerNorm));
        return Constant(parameter, besideMap ? [parameter.Count, 1, 1] : [.. parameter.Dimensions.Select(size => (long)size)]);
    }

    private string Constant(Parameter parameter, long[] dimensions)
    {
        float[] values = parameter.ToArray();
        if (options.Float16 && parameter.Dimensions.Count > 1 && Array.TrueForAll(values, FitsHalf))
            return Half(parameter.Name, dimensions, values);

        _graph.Initializers.Add(TensorProto.Of(parameter.Name, dimensions, values));
        return parameter.Name;
    }

    /// <summary>A constant in half precision, and the node that widens it where it is read.</summary>
    private string Half(string name, long[] dimensions, float[] values)
    {
        _graph.Initializers.Add(TensorProto.OfHalf(name, dimensions, values));
        string wide = Unique(name + ".float32");
        Emit("Cast", "", [name], wide, AttributeProto.Of("to", (long)TensorType.Float32));
        return wide;
    }

    private string Dimensions(string layer, int first, int second, int third)
    {
        string name = Unique($"{layer}.shape");
        _graph.Initializers.Add(TensorProto.Of(name, [-1, first, second, third]));
        return name;
    }

    private static bool FitsHalf(float value) => MathF.Abs(value) <= (float)System.Half.MaxValue;

    private string SpatialAxes()
    {
        if (_spatialAxes is null)
        {
            _spatialAxes = Unique("spatial_axes");
            _graph.Initializers.Add(TensorProto.Of(_spatialAxes, [2, 3]));
        }

        return _spatialAxes;
    }

    private void Emit(string op, string name, string[] inputs, string output, params ReadOnlySpan<AttributeProto> attributes) =>
        _graph.Nodes.Add(new NodeProto { OpType = op, Name = name, Inputs = [.. inputs], Outputs = [output], Attributes = [.. attributes] });

    private string Unique(string name)
    {
        while (!_names.Add(name))
            name += "_";

        return name;
    }

    private static AttributeProto[] WindowAttributes(Window2D w) =>
    [
        AttributeProto.Of("kernel_shape", w.KernelHeight, w.KernelWidth),
        AttributeProto.Of("pads", w.PadTop, w.PadLeft, w.PadBottom, w.PadRight),
        AttributeProto.Of("strides", w.StrideY, w.StrideX),
    ];

    private static AttributeProto Dilations(Window2D w) => AttributeProto.Of("dilations", w.Dilation, w.Dilation);

    private static AttributeProto CountsPadding(AveragePool2D pool) => AttributeProto.Of("count_include_pad", pool.CountPadding ? 1 : 0);

    private static AttributeProto[] Statistics(BatchNorm norm) =>
        [AttributeProto.Of("epsilon", norm.Epsilon), AttributeProto.Of("momentum", OneMinus(norm.Momentum))];

    /// <summary>Nothing where there is one group, as it has always been written.</summary>
    private static AttributeProto[] Groups(Conv2D conv) => conv.Groups == 1 ? [] : [AttributeProto.Of("group", conv.Groups)];

    private static AttributeProto[] Response(LocalResponseNorm norm) =>
    [
        AttributeProto.Of("alpha", norm.Alpha), AttributeProto.Of("beta", norm.Beta), AttributeProto.Of("bias", norm.K), AttributeProto.Of("size", norm.Size),
    ];

    private AttributeProto[] PoolDilations(AveragePool2D pool)
    {
        const int DilatedSince = 19;
        if (pool.Window.Dilation > 1 && options.OperatorSet < DilatedSince)
        {
            throw new InvalidInputException(
                $"{pool.Name}: operator set {options.OperatorSet} of ONNX has no dilated AveragePool; {DilatedSince} has, or the network cannot be saved.");
        }

        return pool.Window.Dilation > 1 ? [Dilations(pool.Window)] : [];
    }

    /// <summary>ONNX's momentum is the share of the old statistics. In decimals, so that 0.1 becomes 0.9 and 0.9 becomes 0.1 again to the last bit.</summary>
    internal static float OneMinus(float momentum) => (float)(1m - (decimal)momentum);

    private static ValueInfoProto Describe(string name, Shape shape, bool isFlat)
    {
        List<DimensionProto> dimensions =
        [
            new() { Parameter = "N", Denotation = DimensionProto.Batch },
            new() { Value = shape.Channels, Denotation = DimensionProto.Channel },
        ];
        if (!isFlat)
        {
            dimensions.Add(new() { Value = shape.Height, Denotation = DimensionProto.Feature });
            dimensions.Add(new() { Value = shape.Width, Denotation = DimensionProto.Feature });
        }

        TensorShapeProto tensorShape = new() { Dimensions = dimensions };
        return new() { Name = name, Type = new() { Tensor = new() { ElementType = TensorType.Float32, Shape = tensorShape } } };
    }
}
