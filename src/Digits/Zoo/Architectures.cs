using Digits.Engine;

namespace Digits.Zoo;

/// <summary>The networks that have names.</summary>
public static class Architectures
{
    private static readonly Dictionary<string, Func<Shape, int, Network>> _makers = new(StringComparer.Ordinal)
    {
        ["classic"] = Classic,
        ["fast"] = Fast,
    };

    /// <summary>The names.</summary>
    public static IEnumerable<string> Names => _makers.Keys;

    /// <summary>Makes a network by name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="input">The shape of an image, <c>[C, H, W]</c>.</param>
    /// <param name="classes">Outputs.</param>
    /// <param name="seed">The seed of the weights.</param>
    /// <exception cref="DigitsException">There is no architecture of that name, or images of that size are too small for it.</exception>
    public static Network Create(string name, Shape input, int classes = 10, ulong seed = 0)
    {
        Check(name);
        try
        {
            Network network = _makers[name](input, classes);
            network.Initialize(seed);
            return network;
        }
        catch (ArgumentException e)
        {
            throw new DigitsException($"'{name}' cannot read images of {input}: {AtomicFile.OneLine(e)}", e);
        }
    }

    /// <summary>Makes sure that there is an architecture of a name.</summary>
    /// <exception cref="DigitsException">There is none; the message suggests the nearest.</exception>
    public static void Check(string name)
    {
        if (_makers.ContainsKey(name))
            return;

        string hint = NearestName.Of(name, Names) is { } nearest ? $"did you mean '{nearest}'?" : $"use one of {string.Join(", ", Names)}.";
        throw new DigitsException($"'{name}' is no model; {hint}");
    }

    /// <summary>The network that tutorials build: three convolutions, two pools, dropout, two dense layers; 241,546 parameters at 28x28.</summary>
    private static Network Classic(Shape input, int classes) => Network.Sequential(
        input,
        new Conv2D(32, kernel: 3),
        new ReLU(),
        new MaxPool2D(2),
        new Conv2D(64, kernel: 3),
        new ReLU(),
        new MaxPool2D(2),
        new Conv2D(128, kernel: 3),
        new ReLU(),
        new Flatten(),
        new Dropout(0.3f),
        new Dense(128),
        new ReLU(),
        new Dense(classes));

    /// <summary>
    /// A small network with batch normalisation that learns in a few epochs: 16-16, 32-32 and 64 filters, a global pool, one dense layer; 35,674 parameters whatever
    /// the image's size.
    /// </summary>
    private static Network Fast(Shape input, int classes)
    {
        Node image = Node.Input(input.Channels, input.Height, input.Width);
        Node maps = Normalised(Normalised(image, 16), 16).Then(new MaxPool2D(2));
        maps = Normalised(Normalised(maps, 32), 32).Then(new MaxPool2D(2));
        return new Network(image, Normalised(maps, 64).Then(new GlobalMaxPool2D(), new Dense(classes)));

        static Node Normalised(Node input, int filters) => input.Then(new Conv2D(filters, kernel: 3, bias: false), new BatchNorm(), new ReLU());
    }
}
