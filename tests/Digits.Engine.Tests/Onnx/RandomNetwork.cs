namespace Digits.Engine.Tests.Onnx;

/// <summary>
/// Builds a network from bytes: each appends a layer of some kind to one of the nodes so far, or joins two; a layer that does not fit is left
/// out. Fewer bytes make a smaller network, so a failing case shrinks.
/// </summary>
internal sealed class RandomNetwork
{
    /// <summary>Layers, and five ways to join nodes; the last kind before these are recurrent, the one before that rounds.</summary>
    private const int Kinds = 35;

    private readonly List<Node> _nodes;
    private int _position;

    private RandomNetwork(Node input) => _nodes = [input];

    internal static Network Build(byte[] program)
    {
        Node input = Node.Input(1 + (program.Length % 3), 9, 8);
        RandomNetwork random = new(input);
        while (random._position < program.Length)
            random.Grow(program);

        Network network = new(input, random._nodes[^1], seed: (ulong)program.Length);
        Scatter(network);
        return network;
    }

    /// <summary>Inputs for a network: a few images of small numbers.</summary>
    internal static float[] Images(Network network, int count)
    {
        Random random = new(count);
        return [.. Enumerable.Range(0, count * network.Input.Shape.Size).Select(_ => random.NextSingle())];
    }

    /// <summary>Biases and statistics start as zeros and ones, which would hide that they were lost.</summary>
    private static void Scatter(Network network)
    {
        Random random = new(7);
        foreach (Parameter parameter in network.Parameters.Where(parameter => parameter.Dimensions.Count == 1))
            parameter.Assign([.. Enumerable.Range(0, parameter.Count).Select(_ => 0.5f + random.NextSingle())]);
    }

    private void Grow(byte[] program)
    {
        int choice = Next(program);
        Node from = choice >= 200 ? _nodes[choice % _nodes.Count] : _nodes[^1];
        try
        {
            int kind = choice % Kinds;
            Node node = kind < Kinds - 7 ? from.Then(Layer(kind, Next(program), from.Shape))
                : kind == Kinds - 7 ? from.Then(Rounding(Next(program)))
                : kind == Kinds - 6 ? Row(from).Then(Recurrent(Next(program)))
                : Join(kind, from, Next(program));
            if (Next(program) is var name and > 250)
                node.Layer!.Name = $"layer {name} of {_nodes.Count}";

            // A ReLU6 of a ReLU is read as one layer, and so is what only moves values that were moved before; probabilities are not rounded.
            if ((node.Layer is not ReLU6 || from.Layer is not ReLU) && (node.Layer is not Gather || from.Layer is not (Gather or Flatten or Reshape))
                && (node.Layer is not FakeQuantize || from.Layer is not Softmax))
                _nodes.Add(node);
        }
        catch (ArgumentException)
        {
            // Does not fit here.
        }
    }

    /// <summary>Never with the same scale twice: two alike after each other are read as one layer.</summary>
    private FakeQuantize Rounding(int value) => (value % 4) switch
    {
        0 => new FakeQuantize(_position / 1000f, 100, 0, 255),
        1 => new FakeQuantize(_position / 1000f, 0, -128, 127),
        2 => new FakeQuantize(_position / 1000f, 0, -8, 7),
        _ => new FakeQuantize(_position / 1000f, 1 + (value / 4), 0, 70),
    };

    private Node Join(int kind, Node a, int choice)
    {
        Node[] parts = [.. _nodes.Where(node => node.Shape == a.Shape).Take(1 + (choice % 3)), a];
        return kind switch
        {
            Kinds - 5 => Node.MatMul(a, Turned(a)),
            Kinds - 4 => Node.Concatenate(parts),
            Kinds - 3 => Node.Add(parts),
            Kinds - 2 => Node.Multiply(parts[0], a.Then(new Affine([0.3f], [0.1f]))),
            _ => Node.Multiply(a, a.Then(new GlobalAveragePool2D(), new Affine([0.5f], [0.2f]))),
        };
    }

    /// <summary>The transposed matrices of a map; a single row or column would not move.</summary>
    private static Node Turned(Node a)
    {
        Shape from = a.Shape;
        if (from.Channels == 1 || from.Width == 1 || a.Layer is Gather or Flatten or Reshape)
            throw new ArgumentException("This is not to be turned.");

        Shape shape = new(from.Width, from.Height, from.Channels);
        int[] places = [.. Enumerable.Range(0, shape.Size)
            .Select(i => (i % shape.Width * from.Pixels) + (i / shape.Width % shape.Height * from.Width) + (i / shape.Pixels))];
        return a.Then(new Gather(shape, places));
    }

    /// <summary>A map's steps.</summary>
    private static Node Row(Node from) => from.Shape.Height == 1 ? from : from.Then(new MaxPool2D(new Window2D(from.Shape.Height, 1)));

    private static RecurrentLayer Recurrent(int value) => (value % 3) switch
    {
        0 => new LSTM(1 + (value % 5), returnSequences: value % 2 > 0, reverse: value > 127),
        1 => new GRU(1 + (value % 5), returnSequences: value % 2 > 0, reverse: value > 127, resetAfter: value / 3 % 2 > 0),
        _ => new SimpleRNN(1 + (value % 5), returnSequences: value % 2 > 0, reverse: value > 127, relu: value / 3 % 2 > 0),
    };

    private static Layer Layer(int kind, int value, Shape from) => kind switch
    {
        0 => new Conv2D(1 + (value % 5), new Window2D(1 + (value % 3), 3, 1 + (value % 2), 1, value % 2, 1, 0, 1, 1 + (value / 128)), bias: value % 4 > 0),
        1 => new Conv2D(2, kernel: 3, padding: 1),
        2 => new ReLU(),
        3 => new LeakyReLU(0.01f + (value / 1000f)),
        4 => new BatchNorm(momentum: 0.01f + (value / 1000f), epsilon: 1e-3f),
        5 => new MaxPool2D(2, stride: 1 + (value % 2)),
        6 => new MaxPool2D(new Window2D(3, 2, 2, 1, 1, 0, 1, 1)),
        7 => new AveragePool2D(2),
        8 => new AveragePool2D(new Window2D(3, 3, 1, 1, 1, 1, 1, 1), countPadding: value % 2 > 0),
        9 => new GlobalMaxPool2D(),
        10 => new GlobalAveragePool2D(),
        11 => new Flatten(channelsLast: value % 2 > 0),
        12 => new Dense(1 + (value % 7), bias: value % 2 > 0),
        13 => new Dropout(value / 300f),
        14 => new Softmax(logarithm: value % 2 > 0),
        16 => Function(value),
        17 => Function(value / 13),
        18 => new PReLU(shared: value % 2 > 0),
        19 => new Conv2D(2, new Window2D(3, 2, 1 + (value % 2), 1, 1, value % 2, 1, 1), bias: value % 3 > 0, groups: 2),
        20 => new Conv2D(6, 3, padding: 1, groups: 1 + (value % 3)),
        21 => new Clip(value % 3 == 0 ? float.NegativeInfinity : -0.5f, value % 3 == 1 ? float.PositiveInfinity : 0.5f),
        15 => new Affine([value / 100f], [-0.5f]),
        22 => new CELU(1f + (value / 100f)),
        23 => new LocalResponseNorm(1 + (value % 5), alpha: 0.1f + (value / 100f), k: 0.5f),
        // Two sizes above 1: a map of one row, column or channel is a vector seen in another way, and comes back as one.
        24 => new Reshape(1 + (value % 3), 2, 2 + (value / 3 % 3), channelsLast: value > 127),
        25 => Moved(new Shape(1 + (value % 3), 2, 1 + (value / 3 % 4)), from.Size, value),
        26 => new LayerNorm(epsilon: 0.01f + (value / 100f)),
        27 => new GroupNorm(1 + (value % 3), epsilon: 0.01f + (value / 100f)),
        _ => new Flatten(),
    };

    /// <summary>Values from anywhere, some of them twice, some of them zeros.</summary>
    private static Gather Moved(Shape shape, int size, int value) =>
        new(shape, [.. Enumerable.Range(0, shape.Size).Select(i => (((i * 7) + value) % (size + 1)) - 1)]);

    private static Activation Function(int value) => (value % 13) switch
    {
        0 => new Sigmoid(),
        1 => new Tanh(),
        2 => new ReLU6(),
        3 => new HardSigmoid(0.2f),
        4 => new HardSwish(),
        5 => new GELU(),
        6 => new GELU(approximate: true),
        7 => new ELU(0.5f),
        8 => new SELU(),
        9 => new Softplus(),
        10 => new SiLU(),
        11 => new Mish(),
        _ => new Softsign(),
    };

    private int Next(byte[] program) => _position < program.Length ? program[_position++] : 0;
}
