using Digits.Engine.Onnx;

namespace Digits.Engine.Tests.Onnx;

/// <summary>Files made to take more than they give.</summary>
public class HostileFileTests
{
    [Fact]
    public void Branches_within_branches_without_end_are_refused()
    {
        GraphProto graph = new();
        for (int i = 0; i < 200; i++)
        {
            GraphProto outer = new();
            outer.Nodes.Add(new NodeProto
            {
                OpType = "If",
                Attributes = [new AttributeProto { Name = "then_branch", Type = AttributeType.Graph, Graph = graph }],
            });
            graph = outer;
        }

        ForeignGraph foreign = new ForeignGraph(2).Node("Relu", "x", "y");
        foreign.Graph.Nodes.AddRange(graph.Nodes);
        Complaint(foreign.ToArray()).ShouldContain("damaged");
    }

    [Theory]
    [InlineData("ConstantOfShape", "big", "more than is supported")]
    [InlineData("Expand", "one big", "more than is supported")]
    [InlineData("Tile", "row big", "more than is supported")]
    [InlineData("Range", "zero much one64", "more than is supported")]
    public void Constants_that_would_fill_the_memory_are_refused(string op, string inputs, string complaint)
    {
        ForeignGraph foreign = new ForeignGraph(2).Integers("big", 1 << 20, 1 << 20).Constant("one", [1], 1f).Constant("row", [1, 1], 1f)
            .Node(op, inputs, "c").Node("Add", "x c", "y");
        foreach ((string name, long value) in new[] { ("zero", 0L), ("much", 1L << 40), ("one64", 1L) })
        {
            TensorProto tensor = TensorProto.Of(name, [value]);
            tensor.Dimensions.Clear();
            foreign.Graph.Initializers.Add(tensor);
        }

        Complaint(foreign.ToArray()).ShouldContain(complaint);
    }

    [Fact]
    public void Many_large_constants_together_are_refused()
    {
        ForeignGraph foreign = new ForeignGraph(2).Integers("size", 1 << 24);
        for (int i = 0; i < 8; i++)
            foreign.Node("ConstantOfShape", "size", $"c{i}");

        foreign.Node("Concat", "c0 c1 c2 c3 c4 c5 c6 c7", "c", AttributeProto.Of("axis", 0)).Node("Add", "x c", "y");
        Complaint(foreign.ToArray()).ShouldContain("more than is supported");
    }

    [Fact]
    public void Functions_that_call_one_another_are_refused()
    {
        ModelProto model = new() { IrVersion = 8, Graph = new ForeignGraph(2).Node("f0", "x", "y").Graph };
        model.OperatorSets.Add(new OperatorSetIdProto { Version = 15 });
        model.Functions.Add(new FunctionProto
        {
            Name = "f0",
            Inputs = ["a"],
            Outputs = ["b"],
            Nodes = [new NodeProto { OpType = "f0", Inputs = ["a"], Outputs = ["c"] }, new NodeProto { OpType = "f0", Inputs = ["c"], Outputs = ["b"] }],
        });
        Complaint(ProtoWriter.ToArray(model)).ShouldContain("functions call one another");
    }

    private static string Complaint(byte[] bytes) => Should.Throw<DigitsException>(() => OnnxModel.Read(bytes)).Message;
}
