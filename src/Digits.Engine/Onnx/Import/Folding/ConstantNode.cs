namespace Digits.Engine.Onnx;

/// <summary>A node that reads nothing but constants, with these.</summary>
internal sealed class ConstantNode(NodeProto node, ConstantTable table)
{
    /// <summary>Values of one result; a dense layer of a network of digits comes nowhere near.</summary>
    private const int MaximumCount = 1 << 24;

    internal NodeProto Node => node;

    internal NodeAttributes Attributes { get; } = new(node);

    internal int InputCount => node.Inputs.Count;

    /// <summary>Whether a value of the result may follow from the size of the batch.</summary>
    internal bool ReadsBatch => Enumerable.Range(0, InputCount).Any(i => Optional(i) is { DependsOnBatch: true });

    internal ConstantTensor? Optional(int input) => table.Find(node, input);

    internal ConstantTensor Required(int input) => Optional(input) ?? throw OnnxError.At(node, $"it lacks input {input}; the file is damaged.");

    /// <summary>An input of integers.</summary>
    internal long[] Integers(int input) => Required(input).Integers ?? throw OnnxError.At(node, $"its input {input} must be integers; the file is damaged.");

    /// <summary>A list that newer operator sets have as an input and older ones as an attribute; null where it is left out.</summary>
    internal IReadOnlyList<long>? Numbers(string name, int input) => Attributes.Ints(name) ?? Optional(input)?.Integers;

    /// <summary>An axis of the first input, counted from the front.</summary>
    internal int Axis(int rank, long defaultValue) => ShapeRules.Normalize(node, [Attributes.Int("axis", defaultValue)], rank)[0];

    /// <summary>Refuses a result that takes too much memory, before it takes it.</summary>
    internal int[] Checked(int[] dimensions)
    {
        long count = dimensions.Length > ShapeRules.MaximumRank ? -1 : Strides.Count(dimensions);
        if (count is < 0 or > MaximumCount)
            throw OnnxError.At(node, $"it makes a constant of {string.Join('x', dimensions)} values, which is more than is supported.");

        table.Spend(node, count);
        return dimensions;
    }

    internal long OperatorSet => table.OperatorSet;

    /// <summary>Takes note of work that the size of the result does not tell.</summary>
    internal void Spend(long steps) => table.Work.Spend(node, steps);

    internal InvalidInputException Damaged(string complaint) => OnnxError.At(node, $"{complaint}; the file is damaged.");
}
