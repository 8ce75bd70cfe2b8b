namespace Digits.Engine.Onnx;

/// <summary>A node's attributes, with ONNX's defaults, checked for what the engine can take.</summary>
internal sealed class NodeAttributes(NodeProto node)
{
    /// <summary>No kernel, stride or padding of a network of digits is greater.</summary>
    internal const int MaximumSize = 256;

    internal long Int(string name, long defaultValue) => Find(name)?.Int ?? defaultValue;

    internal string Text(string name, string defaultValue) => Find(name)?.Text ?? defaultValue;

    internal IReadOnlyList<long>? Ints(string name) => Find(name)?.Ints;

    internal TensorProto? Tensor(string name) => Find(name)?.Tensor;

    internal AttributeProto? Find(string name) => node.Attributes.Find(attribute => attribute.Name == name);

    internal float Float(string name, float defaultValue)
    {
        float value = Find(name)?.Float ?? defaultValue;
        return float.IsFinite(value) ? value : throw OnnxError.At(node, $"{name} is {value}; the file is damaged.");
    }

    /// <summary>So many sizes of at least <paramref name="minimum"/>.</summary>
    internal int[] Sizes(string name, int count, int minimum, int[]? defaultValue = null)
    {
        IReadOnlyList<long> values = Ints(name)
            ?? defaultValue?.Select(value => (long)value).ToArray()
            ?? throw OnnxError.At(node, $"it lacks {name}; the file is damaged.");
        if (values.Count != count)
            throw OnnxError.At(node, $"{name} has {values.Count} values where images need {count}; only two-dimensional windows are supported.");

        foreach (long value in values)
        {
            if (value < minimum || value > MaximumSize)
                throw OnnxError.At(node, $"{name} is {string.Join(", ", values)}; each must be from {minimum} to {MaximumSize}.");
        }

        return [.. values.Select(value => (int)value)];
    }

    /// <summary>Refuses a value other than the one that is supported.</summary>
    internal void Require(string name, long supported, long defaultValue)
    {
        long value = Int(name, defaultValue);
        if (value != supported)
            throw OnnxError.At(node, $"{name} {value} is not supported, only {supported}.");
    }
}
