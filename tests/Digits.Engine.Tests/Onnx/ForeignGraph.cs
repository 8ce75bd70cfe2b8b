using Digits.Engine.Onnx;

namespace Digits.Engine.Tests.Onnx;

/// <summary>Writes model files as other programs do: an input <c>x</c>, an output <c>y</c> and whatever nodes and constants a test needs.</summary>
internal sealed class ForeignGraph
{
    internal ForeignGraph(params long[] input)
    {
        Graph.Inputs.Add(Describe("x", input));
        Graph.Outputs.Add(Describe("y", [10]));
    }

    internal GraphProto Graph { get; } = new() { Name = "foreign" };

    internal long OperatorSet { get; init; } = 13;

    internal ForeignGraph Node(string op, string inputs, string output, params AttributeProto[] attributes)
    {
        Graph.Nodes.Add(new NodeProto { OpType = op, Name = "", Inputs = [.. inputs.Split(' ')], Outputs = [output], Attributes = [.. attributes] });
        return this;
    }

    internal ForeignGraph Constant(string name, long[] dimensions, params float[] values)
    {
        Graph.Initializers.Add(TensorProto.Of(name, dimensions, values));
        return this;
    }

    /// <summary>A constant whose values are 1, 2, 3… tenths.</summary>
    internal ForeignGraph Ramp(string name, params long[] dimensions) =>
        Constant(name, dimensions, [.. Enumerable.Range(1, (int)dimensions.Aggregate((a, b) => a * b)).Select(i => i / 10f)]);

    internal ForeignGraph Integers(string name, params long[] values)
    {
        Graph.Initializers.Add(TensorProto.Of(name, values));
        return this;
    }

    internal byte[] ToArray()
    {
        ModelProto model = new() { IrVersion = 7, ProducerName = "elsewhere", Graph = Graph };
        model.OperatorSets.Add(new OperatorSetIdProto { Version = OperatorSet });
        return ProtoWriter.ToArray(model);
    }

    internal Network Load() => OnnxModel.Read(ToArray()).Network;

    internal static AttributeProto Text(string name, string value) => new() { Name = name, Type = AttributeType.String, Text = value };

    private static ValueInfoProto Describe(string name, long[] dimensions)
    {
        TensorShapeProto shape = new() { Dimensions = [new() { Parameter = "batch" }, .. dimensions.Select(size => new DimensionProto { Value = size })] };
        return new() { Name = name, Type = new() { Tensor = new() { ElementType = TensorType.Float32, Shape = shape } } };
    }
}
