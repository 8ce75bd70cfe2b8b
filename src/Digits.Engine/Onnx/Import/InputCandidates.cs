namespace Digits.Engine.Onnx;

/// <summary>What the file's input may be, by what the file says of it. Whatever batch the file has fixed is ignored: a network takes any.</summary>
internal static class InputCandidates
{
    private const int MaximumChannels = 1 << 20;
    private const int SmallestSide = 8;

    /// <summary>Sides of images that networks of digits read, the most usual first.</summary>
    private static readonly int[] _sides = [28, 32, 8, 16, 20, 64];

    /// <summary>The candidates, the likeliest first.</summary>
    /// <exception cref="DigitsException">There is none.</exception>
    internal static IReadOnlyList<InputCandidate> Of(ValueInfoProto info)
    {
        string title = $"Input {OnnxError.Quote(info.Name)}";
        if (info.Type.Tensor is not { } type)
            throw new InvalidInputException($"{title} is no tensor; export the model with a tensor as its input.");

        if (TensorDecoder.SizeOf(type.ElementType) == 0)
            throw new InvalidInputException($"{title} is of type {TensorDecoder.Name(type.ElementType)}; numbers are needed.");

        if (type.Shape is null)
            return [.. Shapes(4).Concat(Shapes(2)).Concat(Shapes(3)).Select(shape => new InputCandidate(shape, BatchSize.Symbol, Note: Assumed(shape)))];

        List<DimensionProto> dimensions = type.Shape.Dimensions;
        foreach (DimensionProto dimension in dimensions.Skip(1))
        {
            // Some exporters write 0 or -1 for a size that is open.
            if (dimension.Value is < -1 or > MaximumChannels)
                throw new InvalidInputException($"{title} has a dimension of {dimension.Value}; the file is damaged.");
        }

        if (dimensions.Count > ShapeRules.MaximumRank)
            throw new InvalidInputException($"{title} has {dimensions.Count} dimensions; images are [N, C, H, W], [N, H, W, C], [N, H, W] or [N, F].");

        int?[] sizes = [.. dimensions.Select(dimension => dimension.Value is > 0 and <= MaximumChannels ? (int?)dimension.Value : null)];
        long batch = sizes is [{ } fixedBatch, ..] ? fixedBatch : BatchSize.Symbol;
        if (Array.TrueForAll(sizes, size => size is not null))
            return Known([.. sizes.Select(size => size!.Value)]);

        if (sizes is [null])
            return [.. _sides.Select(side => Single([side * side]))];

        if (sizes.Skip(1).All(size => size is not null))
        {
            InputCandidate batched = new([.. sizes.Skip(1).Select(size => size!.Value)], batch);
            return sizes is [null, { } width] && _sides.Contains(width) ? [batched, Single([width, width])] : [batched];
        }

        InputCandidate[] open =
        [
            .. from shape in Shapes(sizes.Length)
               where !shape.Where((size, i) => sizes[i + 1] is { } known && known != size).Any()
               select new InputCandidate(shape, batch, Note: Assumed(shape)),
        ];
        return open.Length > 0
            ? open
            : throw new InvalidInputException($"{title} has a size that is left open besides the batch; export the model with a fixed image size.");
    }

    /// <summary>The candidates of a graph that is read as one for a single image; its input may have rows before the batch, <c>[T, N, C]</c>.</summary>
    /// <exception cref="DigitsException">There is none.</exception>
    internal static IReadOnlyList<InputCandidate> OfOneImage(ValueInfoProto info)
    {
        IEnumerable<InputCandidate> candidates = Of(info).Select(candidate => candidate with { Batch = 1 });
        long?[] sizes = [.. info.Type.Tensor?.Shape?.Dimensions.Select(dimension => dimension.Value) ?? []];
        return sizes is [> 1 and <= MaximumChannels and { } rows, null or 1, > 1 and <= MaximumChannels and { } columns]
            ? [new InputCandidate([(int)rows, 1, (int)columns], Batch: 1, Unbatched: true), .. candidates]
            : [.. candidates];
    }

    /// <summary>Where the file leaves the batch open, the same with a batch of one, which the result must keep.</summary>
    /// <exception cref="DigitsException">There is no candidate at all.</exception>
    internal static IEnumerable<InputCandidate> OfOpenBatchAsOne(ValueInfoProto info) =>
        Of(info).Where(candidate => candidate.Batch == BatchSize.Symbol).Select(candidate => candidate with { Batch = 1, KeepsBatch = true });

    /// <summary>All sizes are known; but whether the first is the batch is for some shapes only a guess.</summary>
    private static InputCandidate[] Known(int[] sizes)
    {
        InputCandidate batched = new(sizes.Length > 0 ? sizes[1..] : [], sizes.Length > 0 ? sizes[0] : 1);
        InputCandidate single = new(sizes, 1, Unbatched: true, "The model was made for one image at a time, without a batch; here it reads any number.");
        return sizes switch
        {
            [] => [single],
            [_] => [single, single with { IsCanvas = true }],
            [> 1, 1] => [single, batched],
            [var height, var width] when height == width && height >= SmallestSide => [single, batched],
            [1 or 3, var height, var width] when height == width && height >= SmallestSide => sizes[0] == 1 ? [batched] : [single, batched],
            [var height, var width, 1 or 3 or 4] when height == width && height >= SmallestSide => [single, batched],
            _ => [batched],
        };
    }

    /// <summary>Shapes of images that a file with so many dimensions may mean.</summary>
    private static IEnumerable<int[]> Shapes(int rank) => rank switch
    {
        2 => _sides.Select(side => new[] { side * side }),
        3 => _sides.SelectMany(side => new[] { new[] { side, side }, [1, side * side], [side * side, 1] }),
        4 => _sides.SelectMany(side => new[] { new[] { 1, side, side }, [side, side, 1], [3, side, side], [side, side, 3] }),
        _ => [],
    };

    /// <summary>One image, of which the file leaves the first size open as if it were the batch.</summary>
    private static InputCandidate Single(int[] shape) => new(
        shape,
        1,
        Unbatched: true,
        $"The model leaves the size of its input open; one image, [{string.Join(", ", shape)}], is assumed. Here it reads any number.");

    private static string Assumed(int[] shape) => $"The model leaves the size of its input open; [N, {string.Join(", ", shape)}] is assumed.";
}
