namespace Digits.Engine;

/// <summary>
/// Each value of the result is a copy of one value of the input, or zero: axes in another order, parts cut out, values repeated, channels shuffled, pixels
/// that become channels. Any shape becomes any shape.
/// </summary>
public sealed class Gather : Layer
{
    private readonly Shape _target;
    private readonly int[] _indices;
    private Shape? _input;

    /// <summary>A result whose value i, in the order <c>[C, H, W]</c>, is the input's value <paramref name="indices"/>[i] in that order.</summary>
    /// <param name="shape">The shape of the result.</param>
    /// <param name="indices">For each value of the result its place in the input; -1 is a zero.</param>
    /// <exception cref="ArgumentException">A size is not positive, there is not one index for each value, or one is below -1.</exception>
    public Gather(Shape shape, params ReadOnlySpan<int> indices)
    {
        if (!shape.IsPossible)
            throw new ArgumentException($"Gather makes maps of positive sizes and at most {int.MaxValue} values, not {shape}.", nameof(shape));

        if (indices.Length != shape.Size)
            throw new ArgumentException($"Gather needs an index for each of the {shape.Size} values of {shape}, not {indices.Length}.", nameof(indices));

        foreach (int index in indices)
        {
            if (index < -1)
                throw new ArgumentException($"Gather has an index of {index}; each must be a place in the input, or -1 for a zero.", nameof(indices));
        }

        _target = shape;
        _indices = indices.ToArray();
    }

    /// <summary>For each value of the result its place in the input, both in the order <c>[C, H, W]</c>; -1 is a zero.</summary>
    public ReadOnlySpan<int> Indices => _indices;

    internal override string Stem => "gather";

    internal override Shape Build(ReadOnlySpan<Shape> inputs)
    {
        int size = inputs[0].Size;
        foreach (int index in _indices)
        {
            if (index >= size)
                throw new ArgumentException($"Gather takes value {index}, but its input of {inputs[0]} has {size}.");
        }

        // Over an input of another shape the same places would be others.
        if (_input is { } input && input != inputs[0])
            throw new ArgumentException($"Gather was made for an input of {input}; it gets {inputs[0]}.");

        _input = inputs[0];
        return _target;
    }

    /// <summary>The same for memory that has the channels of each pixel side by side: for each value in the order of memory its place there.</summary>
    internal int[] ByPixel(Shape input)
    {
        int[] places = new int[_indices.Length];
        for (int i = 0; i < places.Length; i++)
            places[Place(i, _target)] = _indices[i] < 0 ? -1 : Place(_indices[i], input);

        return places;

        static int Place(int index, Shape shape) => (index % shape.Pixels * shape.Channels) + (index / shape.Pixels);
    }
}
