namespace Digits.Data;

/// <summary>
/// Hands out the images of a set in batches, in a new random order each epoch. What a batch holds depends only on the
/// seed, the epoch and the batch's number, so training can resume in the middle of an epoch. For one thread at a time.
/// </summary>
public sealed class Batches
{
    private static readonly float[] _scale = [.. Enumerable.Range(0, 256).Select(value => value / 255f)];

    private readonly DigitSet _set;
    private readonly ReadOnlyMemory<int> _indices;
    private readonly ulong _seed;
    private readonly bool _shuffle;
    private readonly int[] _order;
    private int _orderedEpoch = -1;

    /// <summary>Prepares to go through some images of a set.</summary>
    /// <param name="set">Where the images are.</param>
    /// <param name="indices">Which of its images to go through; kept, so not to be changed.</param>
    /// <param name="batchSize">Images in each batch but the last, which may be smaller.</param>
    /// <param name="seed">Chooses the order of every epoch.</param>
    /// <param name="shuffle">False to keep the order of <paramref name="indices"/>, for evaluation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is less than 1, or an index is not one of the set's images.</exception>
    public Batches(DigitSet set, ReadOnlyMemory<int> indices, int batchSize, ulong seed, bool shuffle = true)
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

    /// <summary>Number of images in an epoch.</summary>
    public int ImageCount => _order.Length;

    /// <summary>Copies out one batch. Allocates nothing but, at an epoch's first batch, its random generator.</summary>
    /// <param name="epoch">Counted from 0.</param>
    /// <param name="batch">0 to <see cref="Count"/> - 1.</param>
    /// <param name="images">Receives <c>[n, 1, Rows, Columns]</c>, each pixel <c>byte / 255</c>.</param>
    /// <param name="labels">Receives <c>[n]</c>; left as it is where the set is not labelled.</param>
    /// <param name="n">Number of images in this batch.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such epoch or batch.</exception>
    /// <exception cref="ArgumentException">A span is too short for the batch.</exception>
    public void Fill(int epoch, int batch, Span<float> images, Span<byte> labels, out int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(batch, Count);
        Order(epoch);
        int first = batch * BatchSize;
        n = Math.Min(BatchSize, _order.Length - first);
        int area = _set.Rows * _set.Columns;
        if (images.Length < (long)n * area)
            throw new ArgumentException($"{n} images of {area} pixels do not fit into {images.Length} floats.", nameof(images));
        if (_set.IsLabelled && labels.Length < n)
            throw new ArgumentException($"{n} labels do not fit into {labels.Length} bytes.", nameof(labels));
        for (int i = 0; i < n; i++)
        {
            int index = _order[first + i];
            Copy(_set.Image(index), images.Slice(i * area, area));
            if (_set.IsLabelled)
                labels[i] = _set.Labels[index];
        }
    }

    private static void Copy(ReadOnlySpan<byte> image, Span<float> scaled)
    {
        float[] scale = _scale;
        for (int i = 0; i < scaled.Length; i++)
            scaled[i] = scale[image[i]];
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
