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
    private void PadByValues(NodeProto node, ImportedTensor x, IReadOnlyList<long> pads, string mode, float number)
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

            bool isTooMuch = Math.Max(before, after) > MaximumPixels || Math.Min(before, after) < -MaximumPixels;
            if (isTooMuch || size + before + after is < 1 or > MaximumPixels)
                throw OnnxError.At(node, $"padding by {before} and {after} around {size} values is not supported.");

            int[] chosen = [.. Enumerable.Range((int)-before, (int)(size + before + after)).Select(place => Within(place, size))];
            int[] next = [.. dimensions];
            next[axis] = chosen.Length;
            CheckSize(node, next);
            kept = Array.ConvertAll(Along(dimensions, axis, chosen), i => i < 0 ? -1 : kept[i]);
            dimensions = next;
        }

        if (number == 0)
            Move(node, x, kept, dimensions);
        else
            PlaceShifted(node, Placement.Of(x).Select(kept), Array.ConvertAll(kept, place => place < 0 ? number : 0), x.Unbatched, dimensions);

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
}
