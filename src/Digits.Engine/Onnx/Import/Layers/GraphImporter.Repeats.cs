namespace Digits.Engine.Onnx;

/// <summary>Operators that repeat values or turn channels into pixels and back.</summary>
internal sealed partial class GraphImporter
{
    /// <summary>Each axis of size 1 stretched to the size that is asked for; more axes may come in front.</summary>
    private ImportedTensor Stretched(NodeProto node, ImportedTensor x, int[] wanted)
    {
        int[] dimensions = Strides.Common(x.Dimensions, wanted) ?? throw OnnxError.At(node, $"it stretches {x} to other axes, which is not supported.");
        if (dimensions.AsSpan().SequenceEqual(x.Dimensions))
            return x;

        CheckSize(node, dimensions);
        Placement placement = Placement.Of(x).Select(Strides.Stretched(x.Dimensions, dimensions));
        Shape shape = new(dimensions[^1], 1, placement.Places.Length / dimensions[^1]);
        CountValues(node, shape);
        return new ImportedTensor(placement.As(shape, byPixel: true), TensorLayout.OtherLast, View: dimensions, Unbatched: x.Unbatched);
    }

    /// <summary>Copies of the whole tensor along its axes.</summary>
    private void Tile(NodeProto node, ImportedTensor x, int[] repeats)
    {
        x = WithoutBatch(x);
        if (!x.Unbatched && repeats[0] != 1)
            throw OnnxError.At(node, $"it repeats the batch of {x}, which is not supported.");

        int[] times = x.Unbatched ? repeats : repeats[1..];
        if (times.Length != x.Dimensions.Length || Array.Exists(times, count => count is < 1 or > MaximumPixels))
            throw OnnxError.At(node, $"it repeats {x} {string.Join('x', times)} times, which is not supported.");

        int[] own = Strides.Of(x.Dimensions);
        int[] split = [.. times.SelectMany((count, axis) => new[] { count, x.Dimensions[axis] })];
        CheckSize(node, split);
        int[] chosen = Strides.Places(split, [.. own.SelectMany(stride => new[] { 0, stride })]);
        Move(node, x, chosen, [.. x.Dimensions.Select((size, axis) => size * times[axis])]);
    }

    /// <summary>Channels that become a block of pixels.</summary>
    private void ImportDepthToSpace(NodeProto node)
    {
        ImportedTensor x = Map(node, 0);
        Shape from = x.Node.Shape;
        int block = BlockSize(node, from.Channels, squared: true);
        int channels = from.Channels / (block * block);
        bool columnRowDepth = new NodeAttributes(node).Text("mode", "DCR") == "CRD";
        int[] strides = Strides.Of(columnRowDepth
            ? [channels, block, block, from.Height, from.Width]
            : [block, block, channels, from.Height, from.Width]);
        (int c, int y, int x) depth = columnRowDepth ? (strides[0], strides[1], strides[2]) : (strides[2], strides[0], strides[1]);
        int[] chosen = Strides.Places(
            [channels, from.Height, block, from.Width, block], [depth.c, strides[3], depth.y, strides[4], depth.x]);
        Move(node, x, chosen, [channels, from.Height * block, from.Width * block]);
    }

    /// <summary>Blocks of pixels that become channels.</summary>
    private void ImportSpaceToDepth(NodeProto node)
    {
        ImportedTensor x = Map(node, 0);
        Shape from = x.Node.Shape;
        int block = BlockSize(node, from.Height, squared: false);
        BlockSize(node, from.Width, squared: false);
        int[] strides = Strides.Of([from.Channels, from.Height / block, block, from.Width / block, block]);
        int[] chosen = Strides.Places(
            [block, block, from.Channels, from.Height / block, from.Width / block], [strides[2], strides[4], strides[0], strides[1], strides[3]]);
        Move(node, x, chosen, [from.Channels * block * block, from.Height / block, from.Width / block]);
    }

    private static int BlockSize(NodeProto node, int size, bool squared)
    {
        long block = new NodeAttributes(node).Int("blocksize", 0);
        return block is >= 1 and <= NodeAttributes.MaximumSize && size % (squared ? block * block : block) == 0
            ? (int)block
            : throw OnnxError.At(node, $"its blocksize {block} does not divide {size}; the file is damaged.");
    }

    /// <summary>Padding by values that are there already, and padding that cuts off.</summary>
    private void PadByValues(NodeProto node, ImportedTensor x, IReadOnlyList<long> pads, string mode)
    {
        x = WithoutBatch(x);
        int rank = pads.Count / 2;
        int first = x.Unbatched ? 0 : 1;
        if (!x.Unbatched && (pads[0] != 0 || pads[rank] != 0))
            throw OnnxError.At(node, $"it pads the batch of {x}, which is not supported.");

        int[] kept = [.. Enumerable.Range(0, x.Node.Shape.Size)];
        int[] dimensions = [.. x.Dimensions];
        for (int axis = 0; axis < dimensions.Length; axis++)
        {
            int size = dimensions[axis];
            (long before, long after) = (pads[axis + first], pads[axis + first + rank]);
            if (before == 0 && after == 0)
                continue;

            if (Math.Max(Math.Abs(before), Math.Abs(after)) > MaximumPixels || size + before + after is < 1 or > MaximumPixels)
                throw OnnxError.At(node, $"padding by {before} and {after} around {size} values is not supported.");

            int[] chosen = [.. Enumerable.Range((int)-before, (int)(size + before + after)).Select(place => Within(place, size))];
            int[] next = [.. dimensions];
            next[axis] = chosen.Length;
            CheckSize(node, next);
            kept = Array.ConvertAll(Along(dimensions, axis, chosen), i => i < 0 ? -1 : kept[i]);
            dimensions = next;
        }

        Move(node, x, kept, dimensions);

        int Within(int place, int size) => mode switch
        {
            _ when place >= 0 && place < size => place,
            "edge" => Math.Clamp(place, 0, size - 1),
            "wrap" => ((place % size) + size) % size,
            "reflect" => place > -size && place < (2 * size) - 1
                ? place < 0 ? -place : (2 * (size - 1)) - place
                : throw OnnxError.At(node, $"it reflects more than the {size} values that there are; the file is damaged."),
            _ => -1,
        };
    }

    /// <summary>Nearest neighbors; Upsample is the older name.</summary>
    private void ImportResize(NodeProto node)
    {
        NodeAttributes attributes = new(node);
        string mode = attributes.Text("mode", "nearest");
        if (mode != "nearest")
        {
            throw OnnxError.At(
                node, $"mode {OnnxError.Quote(mode)} is not supported, only nearest. Export the network alone, for images of its own size.");
        }

        ImportedTensor x = WithoutBatch(Computed(node, 0));
        int[] from = x.Dimensions;
        int first = x.Unbatched ? 0 : 1;
        bool isResize = node.OpType == "Resize";
        float[]? scales = attributes.Find("scales")?.Floats.ToArray() ?? _constants.Find(node, isResize && node.Inputs.Count > 2 ? 2 : 1)?.Floats;
        long[]? sizes = _constants.Find(node, 3)?.Integers;
        IReadOnlyList<long> axes = attributes.Ints("axes") ?? [.. Enumerable.Range(0, x.Rank).Select(axis => (long)axis)];
        int given = sizes is { Length: > 0 } ? sizes.Length : scales?.Length ?? 0;
        if (given == 0 || given != axes.Count)
            throw OnnxError.At(node, "its scales or sizes must be constants in the file, one for each axis.");

        if (attributes.Text("keep_aspect_ratio_policy", "stretch") != "stretch")
            throw OnnxError.At(node, "keep_aspect_ratio_policy is not supported, only stretch.");

        // Before operator set 11 places were not shifted by half a pixel.
        string places = attributes.Text("coordinate_transformation_mode", isResize && _operatorSet >= 11 ? "half_pixel" : "asymmetric");
        string rounding = attributes.Text("nearest_mode", isResize && _operatorSet >= 11 ? "round_prefer_floor" : "floor");
        int[] kept = [.. Enumerable.Range(0, x.Node.Shape.Size)];
        int[] dimensions = [.. from];
        int[] which = ShapeRules.Normalize(node, axes, x.Rank);
        for (int i = 0; i < which.Length; i++)
        {
            int axis = which[i] - first;
            bool isBatch = axis < 0;
            int size = isBatch ? 1 : from[axis];
            double scale = sizes is { Length: > 0 } ? (isBatch ? 1 : (double)sizes[i] / size) : scales![i];
            double count = Math.Floor((size * scale) + 1e-9);
            if (isBatch ? scale != 1 : !(count >= 1 && count <= MaximumPixels))
                throw OnnxError.At(node, $"a scale of {scale} of {x} is not supported.");

            if (isBatch || count == size)
                continue;

            int[] chosen = [.. Enumerable.Range(0, (int)count).Select(place => Math.Clamp(Nearest(At(place, scale, size, (int)count)), 0, size - 1))];
            int[] next = [.. dimensions];
            next[axis] = chosen.Length;
            CheckSize(node, next);
            kept = Array.ConvertAll(Along(dimensions, axis, chosen), j => kept[j]);
            dimensions = next;
        }

        Move(node, x, kept, dimensions);

        double At(int place, double scale, int size, int count) => places switch
        {
            "asymmetric" => place / scale,
            "half_pixel" => ((place + 0.5) / scale) - 0.5,
            "pytorch_half_pixel" => count > 1 ? ((place + 0.5) / scale) - 0.5 : 0,
            "align_corners" => count > 1 ? place * (size - 1.0) / (count - 1) : 0,
            _ => throw OnnxError.At(node, $"coordinate_transformation_mode {OnnxError.Quote(places)} is not supported."),
        };

        int Nearest(double place) => rounding switch
        {
            "floor" => (int)Math.Floor(place),
            "ceil" => (int)Math.Ceiling(place),
            "round_prefer_ceil" => (int)Math.Floor(place + 0.5),
            "round_prefer_floor" or "" => (int)Math.Ceiling(place - 0.5),
            _ => throw OnnxError.At(node, $"nearest_mode {OnnxError.Quote(rounding)} is not supported."),
        };
    }
}
