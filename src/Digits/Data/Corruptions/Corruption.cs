namespace Digits.Data;

/// <summary>A way of spoiling an image of a digit that leaves it readable to a person. See <see cref="Corruptions.All"/>.</summary>
public sealed class Corruption
{
    private readonly Action<PixelPlane, SeededRandom> _apply;
    private readonly ulong _number;

    /// <summary>Makes a corruption.</summary>
    /// <param name="name">What MNIST-C calls it.</param>
    /// <param name="number">Below <see cref="Corruptions.Streams"/> and its own, so that two corruptions of an image share no random numbers.</param>
    /// <param name="apply">Changes one image.</param>
    internal Corruption(string name, ulong number, Action<PixelPlane, SeededRandom> apply)
    {
        Name = name;
        _number = number;
        _apply = apply;
    }

    /// <summary>What MNIST-C calls it, e.g. <c>shot_noise</c>.</summary>
    public string Name { get; }

    /// <inheritdoc />
    public override string ToString() => Name;

    /// <summary>Changes the image that a plane holds. The random numbers belong to the image: the same seed and index change it in the same way.</summary>
    internal void Apply(PixelPlane image, ulong seed, int index) => _apply(image, new SeededRandom(seed, (ulong)index * Corruptions.Streams + _number));
}
