using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>
/// Normalization over all pixels of a group of channels (Wu and He, "Group normalization", 2018). With as many groups as channels it is instance
/// normalization (Ulyanov et al., 2016). Any shape.
/// </summary>
public sealed class GroupNorm : Normalization
{
    /// <summary>A group normalization.</summary>
    /// <param name="groups">Groups, each of as many channels.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="groups"/> is not positive, or epsilon is not a positive number.</exception>
    public GroupNorm(int groups, float epsilon = 1e-5f)
        : base(epsilon)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groups);
        Groups = groups;
    }

    /// <summary>Groups, each of as many channels.</summary>
    public int Groups { get; }

    internal override string Stem => "group_norm";

    internal override NormalizationFunction Function(Shape input) => new(input, input.Channels / Groups, input.Pixels, Epsilon);

    internal override Shape Build(ReadOnlySpan<Shape> inputs) => inputs[0].Channels % Groups == 0
        ? base.Build(inputs)
        : throw new ArgumentException($"GroupNorm cannot make {Groups} groups of {inputs[0].Channels} channels.");
}
