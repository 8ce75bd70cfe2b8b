using Digits.Engine.Onnx;

namespace Digits.Engine.Tests.Onnx;

/// <summary>Which tensor of a file is what the model gives.</summary>
public class OutputTests
{
    [Theory]
    [InlineData("ArgMax")]
    [InlineData("TopK")]
    public void What_only_picks_the_class_is_left_out(string op)
    {
        ForeignGraph foreign = new ForeignGraph(4).Ramp("w", 4, 10).Node("MatMul", "x w", "d").Node("Softmax", "d", "p")
            .Node(op, op == "TopK" ? "p k" : "p", "i").Node("Cast", "i", "y", AttributeProto.Of("to", 7)).Integers("k", 1);
        OnnxModel model = OnnxModel.Read(foreign.ToArray());

        model.Network.OutputsProbabilities.ShouldBeTrue();
        model.Notes.ShouldBe([$"The output is taken before {op}, which only picks the class."]);
    }

    [Fact]
    public void What_the_file_puts_out_goes_before_a_tensor_within()
    {
        ForeignGraph foreign = new ForeignGraph(4).Ramp("w", 4, 10)
            .Node("MatMul", "x w", "logits").Node("ArgMax", "logits", "y").Node("Softmax", "logits", "p");
        foreign.Graph.Outputs.Add(new ValueInfoProto { Name = "p" });

        OnnxModel model = OnnxModel.Read(foreign.ToArray());

        model.Network.OutputsProbabilities.ShouldBeTrue();
        model.Notes.ShouldBe(["Of several outputs 'p' is taken."]);
    }

    [Fact]
    public void Scikit_learns_label_and_map_of_probabilities_are_one_output()
    {
        ForeignGraph foreign = new ForeignGraph(4).Ramp("w", 4, 10).Integers("classes", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
            .Node("MatMul", "x w", "d").Node("Softmax", "d", "p").Node("ArgMax", "p", "i").Node("ArrayFeatureExtractor", "classes i", "y")
                .Node("ZipMap", "p", "z");
        foreign.Graph.Outputs.Add(new ValueInfoProto { Name = "z" });
        foreach (NodeProto node in foreign.Graph.Nodes.Where(node => node.OpType is "ArrayFeatureExtractor" or "ZipMap"))
            node.Domain = "ai.onnx.ml";

        OnnxModel.Read(foreign.ToArray()).Network.Output.Shape.ShouldBe(new Shape(10));
    }

    [Fact]
    public void A_tensor_within_may_be_asked_for()
    {
        byte[] bytes = new ForeignGraph(4).Ramp("w", 4, 10).Node("MatMul", "x w", "d").Node("Einsum", "d", "y").ToArray();
        OnnxModel.Read(bytes, new OnnxLoadOptions { Output = "d" }).Network.Layers.OfType<Dense>().Count().ShouldBe(1);
    }

    [Fact]
    public void An_output_that_cannot_be_read_gives_way_to_one_that_can()
    {
        ForeignGraph foreign = new ForeignGraph(4).Ramp("w", 4, 10).Node("MatMul", "x w", "d").Node("Einsum", "d", "y");
        foreign.Graph.Outputs.Add(new ValueInfoProto { Name = "d" });
        OnnxModel.Read(foreign.ToArray()).Notes.ShouldBe(["Of several outputs 'd' is taken."]);
    }
}
