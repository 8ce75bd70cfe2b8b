namespace Digits.Engine.Onnx;

/// <summary>Images of another size: copies of the nearest pixels, or sums of some of them, which are products with a matrix for each axis.</summary>
internal sealed partial class GraphImporter
{
    /// <summary>Upsample is the older name.</summary>
    private void ImportResize(NodeProto node)
    {
        const int OfTwoAxes = 11;
        NodeAttributes attributes = new(node);
        ImportedTensor x = WithoutBatch(Computed(node, 0));
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

        if (attributes.Int("antialias", 0) != 0)
            throw OnnxError.At(node, "antialias 1 is not supported, only 0. Export the network alone, for images of its own size.");

        ResizeSettings settings = ResizeSettings.Read(node, isResize && _operatorSet >= OfTwoAxes);
        List<(int Axis, int Count, float Scale)> changes = [];
        int[] which = ShapeRules.Normalize(node, axes, x.Rank);
        for (int i = 0; i < which.Length; i++)
        {
            int axis = which[i] - first;
            bool isBatch = axis < 0;
            int size = isBatch ? 1 : x.Dimensions[axis];

            // In single precision, as ONNX Runtime has it: one place more or less depends on it.
            float scale = sizes is { Length: > 0 } ? (isBatch ? 1 : (float)sizes[i] / size) : scales![i];
            float count = sizes is { Length: > 0 } && !isBatch ? sizes[i] : MathF.Floor(size * scale);
            if (isBatch ? scale != 1 : !(count >= 1 && count <= MaximumPixels))
                throw OnnxError.At(node, $"a scale of {scale} of {x} is not supported.");

            if (!isBatch && scale != 1)
                changes.Add((axis, (int)count, scale));
        }

        if (settings.IsNearest)
            ResizeByCopies(node, x, settings, changes);
        else
            ResizeBySums(node, x, settings, changes);
    }

    private void ResizeByCopies(NodeProto node, ImportedTensor x, ResizeSettings settings, List<(int Axis, int Count, float Scale)> changes)
    {
        int[] kept = [.. Enumerable.Range(0, x.Node.Shape.Size)];
        int[] dimensions = [.. x.Dimensions];
        foreach ((int axis, int count, float scale) in changes)
        {
            int size = dimensions[axis];
            int[] chosen = [.. Enumerable.Range(0, count).Select(place => settings.Nearest(place, scale, size, count))];
            int[] next = [.. dimensions];
            next[axis] = count;
            CheckSize(node, next);
            kept = Array.ConvertAll(Along(dimensions, axis, chosen), j => kept[j]);
            dimensions = next;
        }

        Move(node, x, kept, dimensions);
    }

    /// <summary>From the left for the last axis but one, from the right for the last.</summary>
    private void ResizeBySums(NodeProto node, ImportedTensor x, ResizeSettings settings, List<(int Axis, int Count, float Scale)> changes)
    {
        if (changes.Exists(change => change.Axis < x.Dimensions.Length - 2))
            throw OnnxError.At(node, $"its mode is supported for the last two axes of {x} only, [N, C, H, W].");

        string result = node.Inputs[0];
        foreach ((int axis, int count, float scale) in changes)
        {
            int size = x.Dimensions[axis];
            CheckSize(node, [count, size]);
            _constants.Work.Spend(node, (long)count * size);
            float[] matrix = new float[count * size];
            for (int place = 0; place < count; place++)
                settings.AddWeights(place, scale, count, matrix.AsSpan(place * size, size));

            ConstantTensor weights = ConstantTensor.Of(matrix, count, size);
            result = axis == x.Dimensions.Length - 1
                ? Write(node, "MatMul", result, Constant(node, weights.Transpose([1, 0])))
                : Write(node, "MatMul", Constant(node, weights), result);
        }

        Finish(node, "Identity", result);
    }
}
