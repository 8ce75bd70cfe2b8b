namespace Digits.Engine.Onnx;

/// <summary>The steps of one axis that Slice takes.</summary>
internal readonly record struct SliceRange(int Start, int Count, int Step)
{
    /// <summary>One for each axis of a tensor.</summary>
    /// <param name="node">The node.</param>
    /// <param name="dimensions">The sizes of its axes.</param>
    /// <param name="numbers">Finds a list by the name of its attribute (before operator set 10) or by its input.</param>
    internal static SliceRange[] Read(NodeProto node, int[] dimensions, Func<string, int, IReadOnlyList<long>?> numbers)
    {
        IReadOnlyList<long>? starts = numbers("starts", 1);
        IReadOnlyList<long>? ends = numbers("ends", 2);
        IReadOnlyList<long>? steps = numbers("steps", 4);
        if (starts is null || ends is null)
            throw OnnxError.At(node, "its starts and ends must be constants in the file.");

        int[] axes = ShapeRules.Normalize(node, numbers("axes", 3) ?? [.. Enumerable.Range(0, starts.Count).Select(i => (long)i)], dimensions.Length);
        if (ends.Count != starts.Count || axes.Length != starts.Count || (steps is not null && steps.Count != starts.Count))
            throw OnnxError.At(node, "it has not as many starts as ends, axes and steps; the file is damaged.");

        SliceRange[] ranges = Array.ConvertAll(dimensions, size => new SliceRange(0, size, 1));
        for (int i = 0; i < axes.Length; i++)
        {
            long step = steps?[i] ?? 1;
            ranges[axes[i]] = step is > int.MinValue and <= int.MaxValue and not 0
                ? Of(starts[i], ends[i], (int)step, dimensions[axes[i]])
                : throw OnnxError.At(node, $"it takes steps of {step}; the file is damaged.");
        }

        return ranges;
    }

    /// <summary>Whether nothing is left out.</summary>
    internal bool IsAllOf(int size) => Start == 0 && Step == 1 && Count == size;

    private static SliceRange Of(long start, long end, int step, int size)
    {
        long first = Clamp(start);
        long last = Clamp(end);
        long count = Math.Max(0, step > 0 ? (last - first + step - 1) / step : (first - last - step - 1) / -(long)step);
        return new SliceRange((int)first, (int)count, step);

        // Backwards, -1 stands before the first.
        long Clamp(long place) => step > 0
            ? Math.Clamp(place < 0 ? Math.Max(place, -size) + size : place, 0, size)
            : Math.Clamp(place < 0 ? Math.Max(place, -size - 1) + size : place, -1, size - 1);
    }
}
