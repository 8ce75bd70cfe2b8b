namespace Digits.Engine.Onnx;

/// <summary>Functions of one number, with their usual settings as attributes or constants.</summary>
internal sealed partial class GraphImporter
{
    private static readonly float[] _noShift = [0f];

    private void ImportActivation(NodeProto node, Func<NodeAttributes, Activation> create) => Place(node, create(new NodeAttributes(node)), Computed(node, 0));

    private static HardSigmoid HardSigmoidOf(NodeAttributes attributes) => new(attributes.Float("alpha", 0.2f), attributes.Float("beta", 0.5f));

    private static SELU SeluOf(NodeAttributes attributes) =>
        new(attributes.Float("alpha", SELU.UsualAlpha), attributes.Float("gamma", SELU.UsualScale));

    private void ImportGelu(NodeProto node) => ImportActivation(node, attributes => attributes.Text("approximate", "none") switch
    {
        "none" or "" => new GELU(),
        "tanh" => new GELU(approximate: true),
        var other => throw OnnxError.At(node, $"approximate {OnnxError.Quote(other)} is unknown; none and tanh are supported."),
    });

    /// <summary>x · sigmoid(alpha · x).</summary>
    private void ImportSwish(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        float alpha = new NodeAttributes(node).Float("alpha", 1f);
        if (alpha == 1f)
            Place(node, new SiLU(), x);
        else
            Register(node, x with { Node = Node.Multiply(x.Node, x.Node.Then(new Affine([alpha], _noShift), new Sigmoid())) }, node);
    }

    private void ImportClip(NodeProto node)
    {
        NodeAttributes attributes = new(node);
        float least = attributes.Find("min")?.Float ?? Number(node, 1, float.NegativeInfinity);
        float greatest = attributes.Find("max")?.Float ?? Number(node, 2, float.PositiveInfinity);
        ImportedTensor x = Unpadded(node, Stored(node, 0));
        if (x.Integers is { } integers)
        {
            if (Narrowed(x.Node, least, greatest) is { } narrowed)
            {
                Place(node, narrowed, x with { Node = x.Node.Inputs[0] });
                return;
            }

            (least, greatest) = ((least - integers.Zero) * integers.Scale, (greatest - integers.Zero) * integers.Scale);
        }

        PlaceClip(node, x, least, greatest);
    }

    /// <summary>Min and Max with a number. One after another they are one clip.</summary>
    private void ImportExtremum(NodeProto node, bool greatest)
    {
        string[] computed = [.. node.Inputs.Where(IsComputed)];
        if (computed.Length == 1 && node.Inputs.Count == 1)
        {
            Pass(node, Computed(node, 0));
            return;
        }

        if (computed.Length == 2 && node.Inputs.Count == 2 && greatest && TryImportLeakyMax(node))
            return;

        int other = computed.Length > 0 && node.Inputs[0] == computed[0] ? 1 : 0;
        if (computed.Length != 1 || node.Inputs.Count != 2 || LimitOf(node, other, _computed[computed[0]]) is not { } limit)
        {
            ImportExtremes(node, greatest);
            return;
        }

        ImportedTensor x = Computed(node, 1 - other);
        (float low, float high) = greatest ? (limit, float.PositiveInfinity) : (float.NegativeInfinity, limit);
        (float Low, float High)? before = x.Node.Layer switch
        {
            ReLU => (0f, float.PositiveInfinity),
            ReLU6 => (0f, ReLU6.Limit),
            Clip clip => (clip.Least, clip.Greatest),
            _ => null,
        };
        if (before is { } first)
        {
            x = x with { Node = x.Node.Inputs[0] };
            (low, high) = (Math.Min(Math.Max(first.Low, low), high), Math.Min(Math.Max(first.High, low), high));
        }

        PlaceClip(node, x, low, high);
    }

    /// <summary>A constant that is the same number for all values of a tensor; null where it is not.</summary>
    private float? LimitOf(NodeProto node, int input, ImportedTensor x) => _constants.Find(node, input) switch
    {
        { } constant when ChannelStep.Same(constant, x) is [var same] => same,
        { Count: 1 } constant when !float.IsNaN(constant.ToFloats()[0]) => constant.ToFloats()[0],
        _ => null,
    };

    /// <summary>PyTorch writes ReLU6 as a clip of a ReLU, which then is left out.</summary>
    private void PlaceClip(NodeProto node, ImportedTensor x, float least, float greatest)
    {
        least = least <= float.MinValue ? float.NegativeInfinity : least;
        greatest = greatest >= float.MaxValue ? float.PositiveInfinity : greatest;
        switch (least, greatest)
        {
            case (float.NegativeInfinity, float.PositiveInfinity): Pass(node, x); break;
            case (0f, float.PositiveInfinity): Place(node, new ReLU(), x); break;
            case (0f, ReLU6.Limit): Place(node, new ReLU6(), x.Node.Layer is ReLU ? x with { Node = x.Node.Inputs[0] } : x); break;
            default: Place(node, new Clip(least, greatest), x); break;
        }
    }

    /// <summary>Slopes that the layer does not take are those of one for all channels.</summary>
    private void ImportLeakyRelu(NodeProto node)
    {
        float slope = new NodeAttributes(node).Float("alpha", 0.01f);
        if (slope is > 0 and < 1)
            Place(node, new LeakyReLU(slope), Computed(node, 0));
        else if (slope == 0)
            Place(node, new ReLU(), Computed(node, 0));
        else
            Finish(node, "PRelu", node.Inputs[0], Constant(node, slope));
    }

    private void ImportPRelu(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        ConstantTensor slope = _constants.Find(node, 1) ?? throw OnnxError.At(node, "its slope must be a constant in the file.");
        int channels = x.Layout == TensorLayout.Flat ? x.Node.Shape.Size : x.Node.Shape.Channels;
        float[] values = ChannelStep.PerChannel(slope, x.Rank, x.ChannelAxis, channels)
            ?? ChannelStep.Values(slope, x = EachValue(x))
            ?? throw OnnxError.At(
                node, $"its slope is of dimensions [{string.Join(", ", slope.Dimensions)}]; one number or one for each channel of {x} is supported.");
        Node input = x.Layout == TensorLayout.Flat ? x.Vector() : x.Node;
        PReLU layer = new(shared: values.Length == 1 && (input.Shape.Channels > 1 || slope.Dimensions.Length < 2));
        Register(node, x with { Node = input.Then(layer) }, node);
        _weights.Add((layer.Slope, values));
    }

    /// <summary>A node's input that is one constant number, or the default where it is left out.</summary>
    private float Number(NodeProto node, int input, float defaultValue)
    {
        if (input >= node.Inputs.Count || node.Inputs[input].Length == 0)
            return defaultValue;

        return _constants.Find(node, input) switch
        {
            { Floats: [var value] } when !float.IsNaN(value) => value,
            { Integers: [var value] } => value,
            _ => throw OnnxError.At(node, $"its input {OnnxError.Quote(node.Inputs[input])} must be one number that stands in the file."),
        };
    }
}
