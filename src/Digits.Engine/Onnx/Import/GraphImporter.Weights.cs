namespace Digits.Engine.Onnx;

/// <summary>Convolutions, dense layers and batch normalization.</summary>
internal sealed partial class GraphImporter
{
    private void ImportConv(NodeProto node)
    {
        ImportedTensor x = MaybePadded(node, 0);
        long groups = new NodeAttributes(node).Int("group", 1);
        bool isRowOfChannels = x.Layout switch
        {
            TensorLayout.Other or TensorLayout.OtherLast => true,
            TensorLayout.Plane => groups != 1 || new NodeAttributes(node).Ints("dilations") is [not 1],
            _ => false,
        };
        if (isRowOfChannels && x is { Unbatched: false, Dimensions: [var features, var steps] })
            x = AsMap(node, Unpadded(node, x), new Shape(features, 1, steps), TensorLayout.Row);

        bool oneAxis = x is { Unbatched: false, Layout: TensorLayout.Row or TensorLayout.Plane };
        if (!oneAxis)
            x = MaybePaddedMap(node, 0);

        // A plane [N, H, W] is a row of H channels: a convolution along it has kernels as high as the plane.
        int rank = oneAxis ? 3 : 4;
        int height = x.Layout == TensorLayout.Plane ? x.Node.Shape.Height : 1;
        ConstantTensor weight = Weight(node, 1, rank);
        int filters = weight.Dimensions[0];
        int channels = x.Dimensions[0];
        if (groups < 1 || groups > channels || weight.Dimensions[1] * groups != channels)
            throw OnnxError.At(node, $"its weights are for {weight.Dimensions[1]} channels{OfGroups(groups)}, but it reads {channels}.");

        Window2D window = WindowImport.Read(node, x, weight.Dimensions[2..]);
        if (oneAxis)
            window = window with { KernelHeight = height };

        float[]? bias = Bias(node, filters, rank, out NodeProto last);
        Conv2D layer = new(filters, window, bias is not null, (int)groups);
        Place(node, layer, x.Node, oneAxis ? TensorLayout.Row : TensorLayout.ChannelsFirst, last);
        _weights.Add((layer.Weight, weight.Floats!));
        if (bias is not null)
            _weights.Add((layer.Bias!, bias));
    }

    private static string OfGroups(long groups) => groups == 1 ? "" : $" in each of {groups} groups";

    private void ImportGemm(NodeProto node)
    {
        if (_constants.Find(node, 0) is not null)
        {
            ImportLeftGemm(node);
            return;
        }

        NodeAttributes attributes = new(node);
        ImportedTensor x = Computed(node, 0);
        if (attributes.Int("transA", 0) != 0)
            x = Turned(node, x);

        ConstantTensor weight = Weight(node, 1, 2);
        if (attributes.Int("transB", 0) == 0)
            weight = weight.Transpose([1, 0]);

        float[]? bias = Bias(node, weight.Dimensions[0], rank: 2, out NodeProto last);
        PlaceDense(node, x, Scaled(weight.Floats!, attributes.Float("alpha", 1f)), weight.Dimensions[0], bias, attributes.Float("beta", 1f), last);
    }

    /// <summary>A constant matrix times a column plus a column, one operator after another.</summary>
    private void ImportLeftGemm(NodeProto node)
    {
        NodeAttributes attributes = new(node);
        ConstantTensor weight = Weight(node, 0, 2);
        if (attributes.Int("transA", 0) != 0)
            weight = weight.Transpose([1, 0]);

        string matrix = Constant(node, ConstantTensor.Of(Scaled(weight.Floats!, attributes.Float("alpha", 1f)), weight.Dimensions));
        string column = NameAt(node, 1);
        if (attributes.Int("transB", 0) != 0)
            column = Write(node, "Transpose", [column], NameOf(node), [AttributeProto.Of("perm", 1, 0)]);

        if (node.Inputs.Count < 3 || node.Inputs[2].Length == 0)
        {
            Finish(node, "MatMul", matrix, column);
            return;
        }

        string shift = node.Inputs[2];
        if (attributes.Float("beta", 1f) is var beta && beta != 1f)
            shift = Write(node, "Mul", shift, Constant(node, beta));

        Finish(node, "Add", Write(node, "MatMul", matrix, column), shift);
    }

    /// <summary>A column as a row.</summary>
    private static ImportedTensor Turned(NodeProto node, ImportedTensor x) => x is { Unbatched: true, Dimensions: [_, 1] }
        ? x with { Layout = TensorLayout.Other, View = [1, x.Dimensions[0]] }
        : throw OnnxError.At(node, "transA 1 is not supported, only 0.");

    /// <summary>A dense layer on a vector; or on each row of a map or an image.</summary>
    private void PlaceDense(NodeProto node, ImportedTensor x, float[] weight, int units, float[]? bias, float beta, NodeProto last)
    {
        int inputs = weight.Length / units;
        int[] dimensions = x.Dimensions;
        if (dimensions[^1] == inputs && x.Node.Shape.Size == inputs)
        {
            Dense dense = new(units, bias is not null);
            Register(node, x.As(x.Vector().Then(dense), [.. dimensions[..^1], units]), last);
            Set(dense.Weight, dense.Bias);
            return;
        }

        if (dimensions[^1] != inputs)
            throw OnnxError.At(node, $"it reads {x} where [N, {inputs}] is needed.");

        bool isPlane = x.Layout == TensorLayout.Plane;
        if (!isPlane)
            x = LastAxis(node, x);

        Conv2D conv = new(units, new Window2D(1, isPlane ? x.Node.Shape.Width : 1), bias is not null);
        ImportedTensor result = x with { Node = x.Node.Then(conv) };
        if (x.Layout != TensorLayout.ChannelsLast)
            result = result with { Layout = TensorLayout.OtherLast, View = [.. dimensions[..^1], units] };

        Register(node, result, last);
        Set(conv.Weight, conv.Bias);

        void Set(Parameter kernel, Parameter? shift)
        {
            _weights.Add((kernel, weight));
            if (bias is not null)
                _weights.Add((shift!, last == node ? Scaled(bias, beta) : bias));
        }
    }

    /// <summary>A bias: the node's own third input, or what the only node that reads its result adds to each channel.</summary>
    private float[]? Bias(NodeProto node, int channels, int rank, out NodeProto last, int channelAxis = 1)
    {
        last = node;
        if (node.Inputs.Count > 2 && node.Inputs[2].Length > 0)
        {
            ConstantTensor own = _constants.Find(node, 2) ?? throw OnnxError.At(node, "its bias must be a constant in the file.");
            int[] shape = [.. own.Dimensions, .. Enumerable.Repeat(1, rank - 2)];
            return PerChannel(own.Reshape(shape)!)
                ?? throw OnnxError.At(node, $"its bias is of dimensions [{string.Join(", ", own.Dimensions)}]; {channels} values are needed.");
        }

        if (_graph.OnlyReader(node.Outputs[0]) is not { OpType: "Add", Inputs.Count: 2 } add)
            return null;

        if (_constants.Find(add, add.Inputs[0] == node.Outputs[0] ? 1 : 0) is not { } constant || PerChannel(constant) is not { } bias)
            return null;

        last = add;
        _absorbed.Add(add);
        return bias;

        float[]? PerChannel(ConstantTensor constant)
        {
            float[]? values = ChannelStep.PerChannel(constant, rank, channelAxis, channels);
            return values is { Length: 1 } && channels > 1 ? [.. Enumerable.Repeat(values[0], channels)] : values;
        }
    }

    /// <summary>Its running statistics count, also where the file was exported in training mode: they are what the training has come to.</summary>
    private void ImportBatchNorm(NodeProto node)
    {
        NodeAttributes attributes = new(node);
        const int WithTrainingMode = 14;
        bool training = _operatorSet >= WithTrainingMode ? attributes.Int("training_mode", 0) != 0 : node.Outputs.Count(output => output.Length > 0) > 1;
        if (training)
            Note("The model was exported in training mode; its batch normalization uses the running statistics, as after model.eval().");

        if (node.Inputs.Skip(1).Any(IsComputed))
        {
            ImportComputedNorm(node);
            return;
        }

        ImportedTensor x = Computed(node, 0);
        if (x.Layout == TensorLayout.Flat || (x.Layout == TensorLayout.Other && x.Dimensions[0] == x.Node.Shape.Size))
            x = x with { Node = x.Vector() };
        else if (x.Layout != TensorLayout.Other || x.Dimensions[0] != x.Node.Shape.Channels)
            x = Map(node, 0);

        Node input = x.Node;
        float[][] values = [.. Enumerable.Range(1, 4).Select(i => Weight(node, i, 1).Floats!)];
        if (values.Any(vector => vector.Length != input.Shape.Channels))
            throw OnnxError.At(node, $"it has {string.Join(", ", values.Select(vector => vector.Length))} values for {input.Shape.Channels} channels.");

        // The statistics of a model that never changes them (momentum 1) change as little as can be.
        float momentum = GraphExporter.OneMinus(Math.Clamp(attributes.Float("momentum", 0.9f), 0f, 1f));
        BatchNorm layer = new(Math.Max(momentum, float.Epsilon), Math.Max(attributes.Float("epsilon", 1e-5f), float.Epsilon));
        Register(node, x with { Node = input.Then(layer) }, node);
        for (int i = 0; i < values.Length; i++)
            _weights.Add((layer.Parameters[i], values[i]));
    }

    /// <summary>With statistics of the image itself, one for each place along axis 1: TensorFlow's files have Keras's layer normalization so.</summary>
    private void ImportComputedNorm(NodeProto node)
    {
        int trailing = Math.Max(0, Computed(node, 0).Rank - 2);
        string axes = Constant(node, ConstantTensor.Of([.. Enumerable.Range(1, trailing).Select(axis => (long)axis)], trailing));
        string[] each = [.. Enumerable.Range(1, 4).Select(input => Write(node, "Unsqueeze", NameAt(node, input), axes))];
        string variance = Write(node, "Add", each[3], Constant(node, new NodeAttributes(node).Float("epsilon", 1e-5f)));
        string normalized = Write(node, "Div", Write(node, "Sub", node.Inputs[0], each[2]), Write(node, "Sqrt", variance));
        Finish(node, "Add", Write(node, "Mul", normalized, each[0]), each[1]);
    }

    private void ImportLocalResponse(NodeProto node)
    {
        NodeAttributes attributes = new(node);
        long size = attributes.Int("size", 0);
        if (size is < 1 or > NodeAttributes.MaximumSize)
            throw OnnxError.At(node, $"its size is {size}; it must be from 1 to {NodeAttributes.MaximumSize}.");

        LocalResponseNorm layer = new((int)size, attributes.Float("alpha", 1e-4f), attributes.Float("beta", 0.75f), attributes.Float("bias", 1f));
        Place(node, layer, Map(node, 0));
    }

    private static float[] Scaled(float[] values, float factor) => factor == 1f ? values : [.. values.Select(value => value * factor)];
}
