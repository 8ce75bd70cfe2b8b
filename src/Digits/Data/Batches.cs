using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// Hands out the images of a set in batches, in a new random order each epoch. A batch depends only on the seed, the epoch and its number, so training can
/// resume in the middle of an epoch. One thread at a time may use it; only the pieces of a selected batch may be made by several threads at once.
/// </summary>
public sealed class Batches : IBatchSource
{
    /// <summary>Images that <see cref="IBatchSource.Fill"/> is asked for at once.</summary>
    private const int PieceSize = 32;

    private readonly DigitSet _set;
    private readonly ReadOnlyMemory<int> _indices;
    private readonly ulong _seed;
    private readonly bool _shuffle;
    private readonly int[] _order;
    private readonly Augmenter[] _augmenters;
    private readonly Augmenter[] _milderAugmenters;
    private readonly int _mildFrom;
    private readonly Mixup? _mixup;
    private readonly float[] _partners;
    private int _orderedEpoch = -1;
    private int _first;

    /// <summary>Prepares to go through some images of a set.</summary>
    /// <param name="set">Where the images are.</param>
    /// <param name="indices">Which of its images to go through; kept without a copy, so do not change them.</param>
    /// <param name="batchSize">Images in each batch but the last, which may be smaller.</param>
    /// <param name="seed">Chooses the order of every epoch.</param>
    /// <param name="shuffle">False to keep the order of <paramref name="indices"/>, for evaluation.</param>
    /// <param name="augmentation">How selected images are changed; null for not at all.</param>
    /// <param name="mildFrom">The first epoch, counted from 0, in which they are changed a third as much.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is less than 1, or an index is not one of the set's images.</exception>
    public Batches(
        DigitSet set,
        ReadOnlyMemory<int> indices,
        int batchSize,
        ulong seed,
        bool shuffle = true,
        AugmentationOptions? augmentation = null,
        int mildFrom = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (indices.Span.ContainsAnyExceptInRange(0, set.Count - 1))
            throw new ArgumentOutOfRangeException(nameof(indices), $"An index is not one of the {set.Count} images.");
        _set = set;
        _indices = indices;
        _seed = seed;
        _shuffle = shuffle;
        _order = new int[indices.Length];
        BatchSize = batchSize;
        int pieces = (batchSize + PieceSize - 1) / PieceSize;
        AugmentationOptions changes = augmentation ?? new AugmentationOptions();
        _augmenters = Augmenters(changes, pieces);
        _milderAugmenters = Augmenters(changes.Milder(), pieces);
        _mildFrom = mildFrom;
        _mixup = changes.Mixup > 0 ? new Mixup(changes.Mixup, seed, batchSize) : null;
        _partners = _mixup is null ? [] : new float[pieces * set.Rows * set.Columns];
    }

    /// <summary>Prepares to go through all images of a set in their own order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is less than 1.</exception>
    public Batches(DigitSet set, int batchSize)
        : this(set, AllOf(set), batchSize, seed: 0, shuffle: false)
    {
    }

    /// <summary>Images in each batch but the last.</summary>
    public int BatchSize { get; }

    /// <summary>Number of batches in an epoch.</summary>
    public int Count => (int)(((long)_order.Length + BatchSize - 1) / BatchSize);

    /// <summary>Whether selected images are blends, so that each has probabilities for a target instead of a label.</summary>
    public bool HasTargets => _mixup is not null;

    /// <summary>Number of images in a batch: <see cref="BatchSize"/> but for the last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such batch.</exception>
    public int SizeOf(int batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(batch, Count);
        return Math.Min(BatchSize, _order.Length - (batch * BatchSize));
    }

    /// <summary>Chooses the batch whose images <see cref="IBatchSource.Fill"/> then makes, changed as the augmentation says.</summary>
    /// <param name="epoch">Counted from 0.</param>
    /// <param name="batch">0 to <see cref="Count"/> - 1.</param>
    /// <param name="labels">Receives the label of each image, <c>[n]</c>.</param>
    /// <param name="targets">Receives probabilities, <c>[n, classes]</c>, where <see cref="HasTargets"/>; else not needed.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such epoch or batch.</exception>
    /// <exception cref="InvalidOperationException">The set has no labels.</exception>
    public void Select(int epoch, int batch, Span<byte> labels, Span<float> targets)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        if (!_set.IsLabeled)
            throw new InvalidOperationException($"{_set.Name} has no labels to train on.");

        int count = SizeOf(batch);
        Order(epoch);
        _first = batch * BatchSize;
        for (int i = 0; i < count; i++)
            labels[i] = _set.Labels[_order[_first + i]];

        _mixup?.Draw(((ulong)epoch * (ulong)Count) + (ulong)batch, labels[..count], targets);
    }

    /// <inheritdoc />
    void IBatchSource.Fill(int first, Span<float> images)
    {
        int area = _set.Rows * _set.Columns;
        for (int i = 0; i < images.Length / area; i++)
        {
            Span<float> image = images.Slice(i * area, area);
            Make(first + i, first / PieceSize, image);
            if (_mixup is not null)
            {
                Span<float> partner = _partners.AsSpan(first / PieceSize * area, area);
                Make(_mixup.Partner(first + i), first / PieceSize, partner);
                TensorPrimitives.Lerp(partner, image, _mixup.Share(first + i), image);
            }
        }
    }

    /// <summary>Copies out one batch, unchanged. Allocates nothing but, at an epoch's first batch, its random generator.</summary>
    /// <param name="epoch">Counted from 0.</param>
    /// <param name="batch">0 to <see cref="Count"/> - 1.</param>
    /// <param name="images">Receives <c>[n, 1, Rows, Columns]</c>, each pixel <c>byte / 255</c>.</param>
    /// <param name="labels">Receives <c>[n]</c>; left as it is where the set has no labels.</param>
    /// <param name="n">Number of images in this batch.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such epoch or batch.</exception>
    /// <exception cref="ArgumentException">A span is too short for the batch.</exception>
    public void Fill(int epoch, int batch, Span<float> images, Span<byte> labels, out int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        n = SizeOf(batch);
        Order(epoch);
        int first = batch * BatchSize;
        int area = _set.Rows * _set.Columns;
        if (images.Length < (long)n * area)
            throw new ArgumentException($"{n} images of {area} pixels do not fit into {images.Length} floats.", nameof(images));
        if (_set.IsLabeled && labels.Length < n)
            throw new ArgumentException($"{n} labels do not fit into {labels.Length} bytes.", nameof(labels));
        for (int i = 0; i < n; i++)
        {
            int index = _order[first + i];
            Copy(_set.Image(index), images.Slice(i * area, area));
            if (_set.IsLabeled)
                labels[i] = _set.Labels[index];
        }
    }

    private Augmenter[] Augmenters(AugmentationOptions changes, int count) =>
        changes.IsNone ? [] : [.. Enumerable.Range(0, count).Select(_ => new Augmenter(changes, _set.Rows, _set.Columns))];

    /// <summary>An image of the selected batch, changed.</summary>
    private void Make(int place, int piece, Span<float> target)
    {
        int index = _order[_first + place];
        Copy(_set.Image(index), target);
        if (_augmenters.Length == 0)
            return;

        Augmenter augmenter = (_orderedEpoch < _mildFrom ? _augmenters : _milderAugmenters)[piece];
        augmenter.Apply(target, target, _seed, ((ulong)_orderedEpoch * (ulong)_set.Count) + (ulong)index);
    }

    /// <summary>Each byte divided by 255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(ReadOnlySpan<byte> image, Span<float> scaled)
    {
        int i = 0;
        for (; i + Vector128<byte>.Count <= image.Length; i += Vector128<byte>.Count)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Create(image[i..]));
            Scale(low, scaled[i..]);
            Scale(high, scaled[(i + Vector128<ushort>.Count)..]);
        }

        for (; i < image.Length; i++)
            scaled[i] = image[i] / 255f;

        static void Scale(Vector128<ushort> values, Span<float> target)
        {
            (Vector128<uint> low, Vector128<uint> high) = Vector128.Widen(values);
            (Vector128.ConvertToSingle(low.AsInt32()) / 255f).CopyTo(target);
            (Vector128.ConvertToSingle(high.AsInt32()) / 255f).CopyTo(target[Vector128<float>.Count..]);
        }
    }

    private static int[] AllOf(DigitSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return [.. Enumerable.Range(0, set.Count)];
    }

    private void Order(int epoch)
    {
        if (epoch == _orderedEpoch)
            return;
        _indices.Span.CopyTo(_order);
        if (_shuffle)
            new SeededRandom(_seed, (ulong)epoch).Shuffle<int>(_order);
        _orderedEpoch = epoch;
    }
}
