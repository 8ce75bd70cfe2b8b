using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// Images of single digits, or of other classes, all of one size, with or without labels, as bytes: ink bright (255) on dark (0),
/// row-major <c>[N, Rows, Columns]</c>, labels <c>[N]</c> of 0 to 255. Immutable, so any number of threads may read it.
/// </summary>
public sealed class DigitSet
{
    private readonly byte[] _pixels;
    private readonly byte[]? _labels;

    /// <summary>Makes a set over the given arrays, which it takes over without a copy: do not write to them afterwards.</summary>
    /// <param name="name">What a report calls the set, e.g. <c>mnist</c>.</param>
    /// <param name="rows">Height of every image in pixels, at least 1.</param>
    /// <param name="columns">Width of every image in pixels, at least 1.</param>
    /// <param name="pixels">The images, <c>[N, rows, columns]</c>, 0 to 255.</param>
    /// <param name="labels">The class of each image, <c>[N]</c>, for digits 0 to 9; null where the set has no labels.</param>
    /// <exception cref="DigitsException">The sizes do not fit together.</exception>
    public DigitSet(string name, int rows, int columns, byte[] pixels, byte[]? labels)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(pixels);
        if (rows < 1 || columns < 1)
            throw new InvalidInputException($"{name}: images of {rows}x{columns} pixels; both sides must be at least 1.");
        long area = (long)rows * columns;
        if (pixels.Length % area != 0)
            throw new InvalidInputException($"{name}: {pixels.Length} pixels do not divide into images of {rows}x{columns}.");
        Count = (int)(pixels.Length / area);
        if (labels is not null && labels.Length != Count)
            throw new InvalidInputException($"{name}: {Count} images but {labels.Length} labels; there must be one label for each image.");
        Name = name;
        Rows = rows;
        Columns = columns;
        _pixels = pixels;
        _labels = labels;
        LabelNames = ClassNames.Numbers(Math.Max(10, HighestLabel + 1));
    }

    /// <summary>What a report calls the set, e.g. <c>mnist</c>.</summary>
    public string Name { get; }

    /// <summary>Number of images.</summary>
    public int Count { get; }

    /// <summary>Height of every image, in pixels.</summary>
    public int Rows { get; }

    /// <summary>Width of every image, in pixels.</summary>
    public int Columns { get; }

    /// <summary>Whether each image has its label.</summary>
    public bool IsLabeled => _labels is not null;

    /// <summary>Where the set was read from, e.g. a path; null where it was made in memory.</summary>
    public string? Source { get; init; }

    /// <summary>The names of the classes, <c>[K]</c>: label 0's, label 1's, and so on. The numbers 0 to 9, or to the highest label, unless given.</summary>
    /// <exception cref="DigitsException">There are fewer names than labels, more than 256, two alike, or one that a list with commas cannot hold.</exception>
    public IReadOnlyList<string> LabelNames
    {
        get;
        init
        {
            ClassNames.Check(Name, value, HighestLabel);
            field = value;
        }
    }

    /// <summary>
    /// Whether these images are kept to measure on, as <see cref="DigitData.Test"/> is: nothing can be trained on them, and no epoch can be chosen by them.
    /// </summary>
    public bool IsHeldOut { get; init; }

    /// <summary>Whether the images come class by class, or source by source, so that the first of them are not a sample of all.</summary>
    public bool IsSorted { get; init; }

    /// <summary>All images, <c>[N, Rows, Columns]</c>, ink bright on dark.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>The class of each image, <c>[N]</c>; empty where the set has no labels.</summary>
    public ReadOnlySpan<byte> Labels => _labels;

    private int HighestLabel => _labels is { Length: > 0 } ? _labels.Max() : -1;

    /// <summary>One image, <c>[Rows, Columns]</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not one of the set's images.</exception>
    public ReadOnlySpan<byte> Image(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        int area = Rows * Columns;
        return _pixels.AsSpan(index * area, area);
    }

    /// <summary>A new set of the images at <paramref name="indices"/>, in that order; an index may occur more than once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not one of the set's images.</exception>
    public DigitSet Subset(ReadOnlySpan<int> indices)
    {
        int area = Rows * Columns;
        byte[] pixels = GC.AllocateUninitializedArray<byte>(checked(indices.Length * area));
        byte[]? labels = _labels is null ? null : new byte[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            Image(indices[i]).CopyTo(pixels.AsSpan(i * area));
            if (labels is not null)
                labels[i] = _labels![indices[i]];
        }

        return With(pixels, labels);
    }

    /// <summary>The first <paramref name="count"/> images, or all where there are fewer.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public DigitSet Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return count >= Count
            ? this
            : With(_pixels[..(count * Rows * Columns)], _labels?[..count]);
    }

    /// <summary>Divides the set into images to train on and images to validate on, the same share of every class; the order is kept.</summary>
    /// <param name="fraction">The share of images to validate on, at least 0 (none) and below 1.</param>
    /// <param name="seed">Chooses which images; the same seed gives the same split on every platform.</param>
    /// <returns>Two new sets: together they have each image once.</returns>
    /// <exception cref="InvalidInputException">
    /// The set has no labels, <paramref name="fraction"/> is out of range, or there are too few images to divide.
    /// </exception>
    public (DigitSet Train, DigitSet Validation) Split(double fraction, ulong seed = 0)
    {
        if (!IsLabeled)
            throw new InvalidInputException($"{Name}: has no labels, and a split keeps the share of each class; give a labeled set.");
        (int[] train, int[] validation) = Data.Split.Stratified(Labels, fraction, seed);
        return (Subset(train), Subset(validation));
    }

    /// <summary>A sample of so many images, or all where there are fewer: the first or, of a sorted set, evenly spaced ones.</summary>
    internal DigitSet Sample(int count) => IsSorted && count < Count
        ? Subset([.. Enumerable.Range(0, count).Select(i => (int)((long)i * Count / count))])
        : Take(count);

    /// <summary>The images of both, the other's behind this one's, under both names. One may have <see cref="ClassNames.None"/> as a class more.</summary>
    /// <exception cref="DigitsException">They have different sizes or classes, or only one has labels.</exception>
    public DigitSet Join(DigitSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if ((Rows, Columns) != (other.Rows, other.Columns))
        {
            throw new InvalidInputException(
                $"{Name} has images of {Rows}x{Columns} pixels, {other.Name} of {other.Rows}x{other.Columns}; only sets of one size can be joined.");
        }

        if (IsLabeled != other.IsLabeled || ClassNames.Joined(LabelNames, other.LabelNames) is not { } names)
            throw new InvalidInputException($"{Name} and {other.Name} do not have the same classes; only sets that do can be joined.");

        return new DigitSet($"{Name}+{other.Name}", Rows, Columns, [.. _pixels, .. other._pixels], _labels is null ? null : [.. _labels, .. other._labels!])
        {
            LabelNames = names,
            IsHeldOut = IsHeldOut || other.IsHeldOut,
            IsSorted = true,
        };
    }

    /// <summary>Every image moved right by <paramref name="dx"/> pixels and down by <paramref name="dy"/>, blank where nothing was.</summary>
    internal DigitSet Shift(int dx, int dy)
    {
        byte[] pixels = new byte[_pixels.Length];
        int width = Columns - Math.Abs(dx);
        for (int row = 0; row < Count * Rows && width > 0; row++)
        {
            int y = row % Rows;
            if (y - dy >= 0 && y - dy < Rows)
                _pixels.AsSpan(((row - dy) * Columns) + Math.Max(0, -dx), width).CopyTo(pixels.AsSpan((row * Columns) + Math.Max(0, dx)));
        }

        return With(pixels, _labels);
    }

    /// <summary>Every image with its rows as columns, as files hold them that were written column by column.</summary>
    public DigitSet Transpose()
    {
        byte[] pixels = GC.AllocateUninitializedArray<byte>(_pixels.Length);
        int area = Rows * Columns;
        for (int start = 0; start < pixels.Length; start += area)
        {
            for (int y = 0; y < Rows; y++)
            {
                for (int x = 0; x < Columns; x++)
                    pixels[start + (x * Rows) + y] = _pixels[start + (y * Columns) + x];
            }
        }

        return With(Columns, Rows, pixels, _labels);
    }

    /// <summary>Every image with dark for bright and bright for dark, for sets of dark ink on white.</summary>
    public DigitSet Invert() => With([.. _pixels.Select(pixel => (byte)(255 - pixel))], _labels);

    /// <summary>The same images, to measure on only.</summary>
    internal DigitSet HoldOut() => IsHeldOut
        ? this
        : new(Name, Rows, Columns, _pixels, _labels) { Source = Source, LabelNames = LabelNames, IsHeldOut = true, IsSorted = IsSorted };

    /// <summary>The same images under other names of the classes.</summary>
    /// <exception cref="DigitsException">As for <see cref="LabelNames"/>.</exception>
    internal DigitSet Named(IReadOnlyList<string> names) =>
        new(Name, Rows, Columns, _pixels, _labels) { Source = Source, LabelNames = names, IsHeldOut = IsHeldOut, IsSorted = IsSorted };

    /// <summary>The same images with other labels, whose classes have no names.</summary>
    internal DigitSet With(byte[]? labels) => new(Name, Rows, Columns, _pixels, labels) { Source = Source, IsHeldOut = IsHeldOut, IsSorted = IsSorted };

    /// <summary>Other images of the same origin and classes.</summary>
    internal DigitSet With(byte[] pixels, byte[]? labels) => With(Rows, Columns, pixels, labels);

    /// <summary>The same in another size.</summary>
    internal DigitSet With(int rows, int columns, byte[] pixels, byte[]? labels) =>
        new(Name, rows, columns, pixels, labels) { Source = Source, LabelNames = LabelNames, IsHeldOut = IsHeldOut, IsSorted = IsSorted };
}
