using Digits.Engine.Onnx;

namespace Digits.Engine.Tests.Onnx;

/// <summary>Values that move, normalizations and products of computed tensors become as few layers as can be.</summary>
public sealed class BlockImportTests
{
    private static readonly float[] _values = [.. Enumerable.Range(0, 24).Select(i => (i * i % 17) - 3f)];

    [Fact]
    public void A_chain_of_moves_is_one_layer()
    {
        ForeignGraph graph = new ForeignGraph(2, 3, 4).Integers("shape", 0, 6, 4).Integers("b", -1).Integers("e", -100).Integers("axis", 1).Integers("step", -2)
            .Node("Transpose", "x", "t", AttributeProto.Of("perm", 0, 2, 1, 3)).Node("Reshape", "t shape", "r").Node("Slice", "r b e axis step", "s")
            .Node("Transpose", "s", "y", AttributeProto.Of("perm", 0, 2, 1));

        Network network = graph.Load();

        network.Layers.ShouldHaveSingleItem().ShouldBeOfType<Gather>().Indices.ToArray().ShouldBe(
            [.. from column in Enumerable.Range(0, 4) from row in (int[])[5, 3, 1] select (row % 2 * 12) + (row / 2 * 4) + column]);
    }

    [Fact]
    public void Moves_there_and_back_are_none() => new ForeignGraph(2, 3, 4)
        .Node("Transpose", "x", "t", AttributeProto.Of("perm", 0, 2, 1, 3)).Node("Transpose", "t", "u", AttributeProto.Of("perm", 0, 2, 1, 3))
        .Node("Relu", "u", "y")
        .Load().Layers.ShouldHaveSingleItem().ShouldBeOfType<ReLU>();

    [Fact]
    public void Layer_normalization_written_out_is_one_layer_with_its_scale_and_shift()
    {
        Network network = new ForeignGraph(2, 3, 4).Constant("2", [], 2f).Constant("e", [], 0.01f)
            .Constant("g", [4], 1f, 2f, 3f, 4f).Constant("b", [4], 0f, -1f, 0f, 5f)
            .Node("ReduceMean", "x", "m", AttributeProto.Of("axes", [-1L])).Node("Sub", "x m", "d").Node("Pow", "d 2", "q")
            .Node("ReduceMean", "q", "v", AttributeProto.Of("axes", [-1L])).Node("Add", "v e", "s").Node("Sqrt", "s", "r").Node("Div", "d r", "n")
            .Node("Mul", "n g", "h").Node("Add", "h b", "y").Load();

        LayerNorm layer = network.Layers.OfType<LayerNorm>().ShouldHaveSingleItem();
        layer.Epsilon.ShouldBe(0.01f);
        layer.Gamma.ToArray().ShouldBe([1f, 2f, 3f, 4f]);
        layer.Beta.ToArray().ShouldBe([0f, -1f, 0f, 5f]);
        network.Layers.OfType<Affine>().ShouldBeEmpty();
    }

    [Fact]
    public void Group_normalization_as_PyTorch_writes_it_is_one_layer()
    {
        Network network = new ForeignGraph(8, 5, 6).Integers("groups", 0, 2, -1).Integers("map", 0, 8, 5, 6)
            .Constant("1", [2], 1f, 1f).Constant("0", [2], 0f, 0f).Ramp("g", 8, 1, 1).Ramp("b", 8, 1, 1)
            .Node("Reshape", "x groups", "r").Node("InstanceNormalization", "r 1 0", "n").Node("Reshape", "n map", "m").Node("Mul", "m g", "s")
            .Node("Add", "s b", "y").Load();

        GroupNorm layer = network.Layers.ShouldHaveSingleItem().ShouldBeOfType<GroupNorm>();
        layer.Groups.ShouldBe(2);
        layer.Gamma.ToArray().ShouldBe([0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f]);
        layer.Beta.ToArray().ShouldBe([0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f]);
    }

    [Fact]
    public void A_scale_after_a_normalization_with_its_own_stays_a_layer()
    {
        Network network = new ForeignGraph(4, 3, 2) { OperatorSet = 17 }.Ramp("g", 2).Ramp("b", 2).Constant("c", [], 3f)
            .Node("LayerNormalization", "x g b", "n").Node("Mul", "n c", "y").Load();

        network.Layers.OfType<LayerNorm>().ShouldHaveSingleItem().Gamma.ToArray().ShouldBe([0.1f, 0.2f]);
        network.Layers.OfType<Affine>().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_map_times_itself_turned_is_a_product_of_matrices()
    {
        Network network = new ForeignGraph(2, 3, 4).Node("Transpose", "x", "t", AttributeProto.Of("perm", 0, 1, 3, 2)).Node("MatMul", "x t", "y").Load();

        float[] actual = new InferencePlan(network, threads: 1).Run(_values);

        actual.ShouldBe([.. from map in Enumerable.Range(0, 2) from row in Enumerable.Range(0, 3) from column in Enumerable.Range(0, 3)
            select Enumerable.Range(0, 4).Sum(k => _values[(map * 12) + (row * 4) + k] * _values[(map * 12) + (column * 4) + k])]);
    }

    [Fact]
    public void Products_that_do_not_fit_are_refused()
    {
        Complaint(new ForeignGraph(2, 3, 4).Node("MatMul", "x x", "y")).ShouldContain("it multiplies [N, 2, 3, 4] by [N, 2, 3, 4], which does not fit");
        Complaint(new ForeignGraph(4, 3, 2) { OperatorSet = 17 }.Ramp("g", 3).Node("LayerNormalization", "x g", "y"))
            .ShouldContain("must be a constant of 2 values");
        Complaint(new ForeignGraph(4, 3, 2).Node("Einsum", "x x", "y", ForeignGraph.Text("equation", "abcd,abcd->")))
            .ShouldContain("the equation 'abcd,abcd->' does not fit");
        Complaint(new ForeignGraph(4, 3, 2).Ramp("g", 3).Node("InstanceNormalization", "x g g", "y")).ShouldContain("it has 3 values for 4 channels");
        Complaint(new ForeignGraph(4, 3, 2).Ramp("g", 4).Node("GroupNormalization", "x g g", "y", AttributeProto.Of("num_groups", 3)))
            .ShouldContain("it makes 3 groups of 4 channels");
    }

    private static string Complaint(ForeignGraph graph) => Should.Throw<DigitsException>(() => graph.Load()).Message;
}
