namespace Digits.Engine.Onnx;

/// <summary>The settings and weights of an LSTM, GRU or RNN of a file, which may be of two directions.</summary>
internal sealed class RecurrentWeights
{
    private const int MaximumUnits = 1 << 14;

    private readonly NodeProto _node;
    private readonly ConstantTensor _weight;
    private readonly ConstantTensor _recurrent;
    private readonly ConstantTensor? _bias;
    private readonly bool _reverse;
    private readonly bool _resetAfter;
    private readonly bool _relu;

    private RecurrentWeights(NodeProto node, ConstantTable constants, int channels, int steps)
    {
        _node = node;
        Steps = steps;
        NodeAttributes attributes = new(node);
        string direction = attributes.Text("direction", "forward");
        Directions = direction == "bidirectional" ? 2 : 1;
        _reverse = direction == "reverse";
        _resetAfter = attributes.Int("linear_before_reset", 0) != 0;
        _recurrent = Constant(2, "weights of the state") ?? throw OnnxError.At(node, "it lacks the weights of the state; the file is damaged.");
        Units = _recurrent is { Rank: 3, Dimensions: [_, _, > 0 and <= MaximumUnits and var units] } ? units : 0;
        _weight = Constant(1, "weights") ?? throw OnnxError.At(node, "it lacks weights; the file is damaged.");
        _bias = Constant(3, "biases");
        int rows = Gates * Units;
        if (Units == 0 || !Is(_recurrent, Directions, rows, Units) || !Is(_weight, Directions, rows, channels)
            || (_bias is not null && !Is(_bias, Directions, 2 * rows)))
        {
            throw OnnxError.At(
                node, $"its weights are of dimensions {Sizes(_weight)} and {Sizes(_recurrent)}, which do not fit {channels} values in each step.");
        }

        _relu = ReadActivations(attributes);
        if (attributes.Float("clip", 0f) != 0)
            throw OnnxError.At(node, "clip is not supported; export the model without it.");

        if (attributes.Int("input_forget", 0) != 0)
            throw OnnxError.At(node, "input_forget is not supported; export the model without it.");

        if (Input(4) && !(constants.Find(node, 4)?.Integers is { } lengths && Array.TrueForAll(lengths, length => length == steps)))
            throw OnnxError.At(node, $"its sequence_lens are not the {steps} steps that it reads; sequences of other lengths are not supported.");

        RequireZeros(5, "its initial state is not zero, which is not supported; export the model without it.");
        RequireZeros(6, "its initial cell is not zero, which is not supported; export the model without it.");
        RequireZeros(7, "its peepholes are not supported; train a model without them.");

        bool Input(int input) => input < node.Inputs.Count && node.Inputs[input].Length > 0;

        ConstantTensor? Constant(int input, string what) => !Input(input) ? null
            : constants.Find(node, input) is { Floats: not null, DependsOnBatch: false } constant ? constant
            : throw OnnxError.At(node, $"its {what} must be constants in the file.");

        void RequireZeros(int input, string complaint)
        {
            if (Input(input) && !(constants.Find(node, input)?.Floats is { } values && Array.TrueForAll(values, value => value == 0)))
                throw OnnxError.At(node, complaint);
        }
    }

    internal int Directions { get; }

    internal int Units { get; }

    internal int Steps { get; }

    private int Gates => _node.OpType switch { "LSTM" => 4, "GRU" => 3, _ => 1 };

    /// <summary>Reads a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="constants">Has its weights.</param>
    /// <param name="channels">Values of a step.</param>
    /// <param name="steps">Steps that it reads.</param>
    /// <exception cref="DigitsException">The weights do not fit, or a setting is not supported.</exception>
    internal static RecurrentWeights Read(NodeProto node, ConstantTable constants, int channels, int steps) => new(node, constants, channels, steps);

    /// <summary>The layer of one direction, all of whose steps come out.</summary>
    internal RecurrentLayer Layer(int direction)
    {
        bool reverse = _reverse || direction == 1;
        return _node.OpType switch
        {
            "LSTM" => new LSTM(Units, returnSequences: true, reverse),
            "GRU" => new GRU(Units, returnSequences: true, reverse, _resetAfter),
            _ => new SimpleRNN(Units, returnSequences: true, reverse, _relu),
        };
    }

    /// <summary>A layer with the settings of another.</summary>
    internal static RecurrentLayer Like(RecurrentLayer layer, bool returnSequences) => layer switch
    {
        LSTM => new LSTM(layer.Units, returnSequences, layer.Reverse),
        GRU gru => new GRU(layer.Units, returnSequences, layer.Reverse, gru.ResetAfter),
        _ => new SimpleRNN(layer.Units, returnSequences, layer.Reverse, ((SimpleRNN)layer).ReLU),
    };

    /// <summary>The values of a layer's parameters. ONNX has biases of the step and of the state, which are one where they are only added.</summary>
    internal IEnumerable<(Parameter Parameter, float[] Values)> Of(RecurrentLayer layer, int direction)
    {
        int rows = Gates * Units;
        yield return (layer.Weight, Part(_weight, direction));
        yield return (layer.RecurrentWeight, Part(_recurrent, direction));
        float[] biases = _bias is null ? new float[2 * rows] : Part(_bias, direction);
        float[] bias = biases[..rows];
        GRU? resets = layer as GRU is { RecurrentBias: not null } gru ? gru : null;
        for (int i = 0; i < (resets is null ? rows : rows - Units); i++)
            bias[i] = biases[rows + i] == 0 ? bias[i] : bias[i] + biases[rows + i];

        yield return (layer.Bias, bias);
        if (resets is not null)
            yield return (resets.RecurrentBias!, biases[^Units..]);
    }

    private float[] Part(ConstantTensor constant, int direction)
    {
        int count = constant.Count / Directions;
        return constant.Floats![(direction * count)..((direction + 1) * count)];
    }

    /// <summary>Whether a plain recurrent layer has ReLUs; refuses functions other than the usual ones.</summary>
    private bool ReadActivations(NodeAttributes attributes)
    {
        string[] usual = _node.OpType switch { "LSTM" => ["sigmoid", "tanh", "tanh"], "GRU" => ["sigmoid", "tanh"], _ => ["tanh"] };
        string[] given = [.. attributes.Find("activations")?.Texts.Select(text => text.ToLowerInvariant()) ?? []];
        if (given.Length == 0 || given.SequenceEqual(Enumerable.Repeat(usual, Directions).SelectMany(name => name)))
            return false;

        return _node.OpType == "RNN" && given.Length == Directions && Array.TrueForAll(given, name => name == "relu")
            ? true
            : throw OnnxError.At(_node, $"its functions {OnnxError.Clean(string.Join(", ", given))} are not supported; {string.Join(", ", usual)} are"
                + (_node.OpType == "RNN" ? ", and relu." : "."));
    }

    private static bool Is(ConstantTensor constant, params ReadOnlySpan<int> dimensions) => constant.Dimensions.AsSpan().SequenceEqual(dimensions);

    private static string Sizes(ConstantTensor constant) => $"[{string.Join(", ", constant.Dimensions)}]";
}
