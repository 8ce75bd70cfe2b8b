using Digits.Engine;

namespace Digits.Zoo;

/// <summary>The networks that have names.</summary>
public static class Architectures
{
    private static readonly Dictionary<string, Func<Shape, int, Network>> _makers = new(StringComparer.Ordinal)
    {
        ["classic"] = Classic.Build,
        ["fast"] = Fast.Build,
        ["tiny"] = Tiny.Build,
        ["lenet5"] = LeNet5.Build,
        ["vgg"] = Vgg.Build,
        ["resnet"] = ResNet.Build,
        ["densenet"] = DenseNet.Build,
        ["accurate"] = Accurate.Build,
        ["reader"] = Reader.Build,
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
            throw new InvalidInputException($"'{name}' cannot read images of {input}: {AtomicFile.OneLine(e)}", e);
        }
    }

    /// <summary>Makes sure that there is an architecture of a name.</summary>
    /// <exception cref="DigitsException">There is none; the message suggests the nearest.</exception>
    public static void Check(string name)
    {
        if (_makers.ContainsKey(name))
            return;

        throw new InvalidInputException($"'{name}' is no model; {NearestName.Hint(name, [.. Names])}");
    }
}
