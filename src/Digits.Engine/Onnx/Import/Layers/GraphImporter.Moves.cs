namespace Digits.Engine.Onnx;

/// <summary>Values that really move or are left out: what no view can say.</summary>
internal sealed partial class GraphImporter
{
    /// <summary>Some values of a tensor, in any order and under any dimensions; -1 is a zero. Where that is a view of what there is, nothing moves.</summary>
    /// <param name="node">The node.</param>
    /// <param name="x">The tensor.</param>
    /// <param name="chosen">For each value of the result its place in the tensor, both in the file's order.</param>
    /// <param name="dimensions">Those of the result, with the batch's where <paramref name="x"/> is <see cref="ImportedTensor.Unbatched"/>.</param>
    /// <param name="output">Which of the node's outputs it is.</param>
    private void Move(NodeProto node, ImportedTensor x, int[] chosen, int[] dimensions, int output = 0)
    {
        _constants.Work.Spend(node, x.Node.Shape.Size);
        Move(node, Placement.Of(x).Select(chosen), x.Unbatched, dimensions, output);
    }

    private void Move(NodeProto node, Placement moved, bool isUnbatched, int[] dimensions, int output = 0)
    {
        bool unbatched = isUnbatched && !(dimensions.Length > 1 && dimensions[0] == 1);
        int[] sizes = isUnbatched && !unbatched ? dimensions[1..] : dimensions;
        if (sizes.Length == 0 && isUnbatched)
            sizes = [1];

        CheckSize(node, sizes);
        _constants.Work.Spend(node, moved.Places.Length);
        Shape from = moved.Source.Shape;
        ImportedTensor result;
        if (sizes is [var channels, var height, var width] && !unbatched)
            result = moved.IsByPixel && sizes.AsSpan().SequenceEqual([from.Height, from.Width, from.Channels])
                ? new ImportedTensor(moved.Source, TensorLayout.ChannelsLast)
                : new ImportedTensor(moved.As(new Shape(channels, height, width)), TensorLayout.ChannelsFirst);
        else if (sizes.Length > 0 && moved.IsByPixel && sizes[^1] == from.Channels && !from.IsFlat)
            result = new ImportedTensor(moved.Source, TensorLayout.OtherLast, View: sizes);
        else if (sizes.Length > 1 && moved.IsInOrder)
            result = new ImportedTensor(moved.Source, TensorLayout.Other, View: sizes);
        else
            result = new ImportedTensor(moved.As(new Shape(moved.Places.Length)), sizes.Length == 1 ? TensorLayout.Flat : TensorLayout.Other, View: sizes);

        if (result.Layout == TensorLayout.Flat)
            result = result with { View = null };

        Keep(node, result with { Unbatched = unbatched }, moved.Source, output);
    }

    /// <summary>Gives a result its name, and counts it where it is not what there was.</summary>
    private void Keep(NodeProto node, ImportedTensor result, Node source, int output = 0)
    {
        if (result.Node != source)
            Count(node, result.Node);

        _computed[node.Outputs[output]] = result;
    }

    /// <summary>Refuses a result that is too large before memory is taken for it.</summary>
    private static void CheckSize(NodeProto node, int[] sizes)
    {
        if (Strides.Count(sizes) is not (> 0 and <= MaximumValues))
            throw OnnxError.At(node, $"it makes [{OnnxError.Join(sizes.Select(size => (long)size))}] values for each image, which is not supported.");
    }

    /// <summary>A tensor whose batch of one is an axis like any other, where the file was made for a single image.</summary>
    private ImportedTensor WithoutBatch(ImportedTensor x) => x.Unbatched || !IsSingle ? x : x with
    {
        Layout = x.Layout is TensorLayout.ChannelsLast or TensorLayout.OtherLast ? TensorLayout.OtherLast : TensorLayout.Other,
        View = [1, .. x.Dimensions],
        Unbatched = true,
    };

    /// <summary>The tensor with its first axis as the batch again, where that is of size 1.</summary>
    private static ImportedTensor Rebatched(ImportedTensor x) =>
        x is { Unbatched: true, Layout: TensorLayout.Other or TensorLayout.OtherLast, Dimensions: [1, _, ..] dimensions }
            ? x with { View = dimensions[1..], Unbatched = false }
            : x;

    /// <summary>A tensor and one of its axes, the batch not counted.</summary>
    private (ImportedTensor X, int Axis) AxisOf(NodeProto node, ImportedTensor x, int axis)
    {
        x = WithoutBatch(x);
        return x.Unbatched ? (x, axis)
            : axis > 0 ? (x, axis - 1)
            : throw OnnxError.At(node, "it takes the batch apart, which is not supported.");
    }

    /// <summary>The places of some steps along an axis of a tensor, for all of the others.</summary>
    private static int[] Along(int[] dimensions, int axis, int[] chosen)
    {
        int[] strides = Strides.Of(dimensions);
        int[] sizes = [.. dimensions];
        sizes[axis] = chosen.Length;
        strides[axis] = 0;
        int[] places = Strides.Places(sizes, strides);
        int inner = (int)Strides.Count(dimensions.AsSpan(axis + 1));
        for (int i = 0; i < places.Length; i++)
        {
            int step = chosen[i / inner % chosen.Length];
            places[i] = step < 0 ? -1 : places[i] + (step * inner);
        }

        return places;
    }

    /// <summary>Axes in another order, where values must move.</summary>
    private void MoveAxes(NodeProto node, ImportedTensor x, int[] order)
    {
        x = WithoutBatch(Unpadded(node, x));
        if (!x.Unbatched && order[0] != 0)
        {
            PutAside(node, x, order);
            return;
        }

        int[] rest = x.Unbatched ? order : [.. order.Skip(1).Select(axis => axis - 1)];
        int[] strides = Strides.Of(x.Dimensions);
        int[] dimensions = [.. rest.Select(axis => x.Dimensions[axis])];
        Move(node, x, Strides.Places(dimensions, [.. rest.Select(axis => strides[axis])]), dimensions);
    }

    /// <summary>The tensor as a map of these three axes; where they lie otherwise, its values move.</summary>
    private ImportedTensor AsMap(NodeProto node, ImportedTensor x, Shape shape, TensorLayout layout)
    {
        Placement placement = Placement.Of(x);
        Node map = placement.As(shape);
        if (map != placement.Source)
            CountValues(node, shape);

        return new ImportedTensor(map, layout);
    }

    /// <summary>The tensor as a map whose channels are its last axis and whose pixels are all others; where they lie otherwise, its values move.</summary>
    private ImportedTensor LastAxis(NodeProto node, ImportedTensor x)
    {
        int[] dimensions = x.Dimensions;
        int channels = dimensions[^1];
        bool lies = x.Layout is TensorLayout.ChannelsLast or TensorLayout.OtherLast || x.Node.Shape.IsFlat;
        if (lies && x.Node.Shape.Channels == channels)
            return x;

        Placement placement = Placement.Of(x);
        ImportedTensor seen = new(placement.Source, TensorLayout.OtherLast, View: dimensions, Unbatched: x.Unbatched);
        if (placement.Source.Shape.Channels == channels && placement.IsByPixel)
            return seen;

        Shape shape = new(channels, 1, x.Node.Shape.Size / channels);
        CountValues(node, shape);
        return seen with { Node = placement.As(shape, byPixel: true) };
    }
}
