using Digits.Engine.Onnx;
using Google.Protobuf;

namespace Digits.Engine.Tests.Onnx;

/// <summary>Where a file rounds to integers, the network does: once, and with the ReLU that the integers stand for.</summary>
public sealed class QuantizedImportTests
{
    [Fact]
    public void A_pair_of_operators_is_one_layer()
    {
        Network network = Pair(Graph(TensorType.Int8, -3), "x", "y").Load();

        FakeQuantize layer = network.Layers.ShouldHaveSingleItem().ShouldBeOfType<FakeQuantize>();
        (layer.Scale, layer.Zero, layer.Lowest, layer.Highest).ShouldBe((0.5f, -3, -128, 127));
        OnnxModel.Read(Pair(Graph(TensorType.Int8, -3), "x", "y").ToArray()).Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Integers_that_begin_at_zero_are_the_ReLU() => Kinds(Pair(Graph(TensorType.UInt8, 0).Node("Relu", "x", "r"), "r", "y")).ShouldBe(["FakeQuantize"]);

    [Fact]
    public void Integers_below_zero_leave_the_ReLU() => Kinds(Pair(Graph(TensorType.Int8, 0).Node("Relu", "x", "r"), "r", "y")).ShouldBe(["ReLU", "FakeQuantize"]);

    [Fact]
    public void What_was_rounded_and_then_only_pooled_is_not_rounded_again() =>
        Kinds(Pair(Pair(Graph(TensorType.UInt8, 7), "x", "a").Node("MaxPool", "a", "b", Ints("kernel_shape", 2, 2)).Node("Relu", "b", "c"), "c", "y"))
            .ShouldBe(["FakeQuantize", "MaxPool2D", "ReLU"]);

    [Fact]
    public void Integers_that_begin_at_zero_need_no_padding_of_their_own_before_a_pool() =>
        Kinds(Pair(Graph(TensorType.UInt8, 0), "x", "a").Integers("pads", 0, 0, 1, 1, 0, 0, 1, 1).Node("Pad", "a pads", "b")
            .Node("MaxPool", "b", "y", Ints("kernel_shape", 2, 2))).ShouldBe(["FakeQuantize", "MaxPool2D"]);

    [Fact]
    public void What_was_averaged_is_rounded_again() =>
        Kinds(Pair(Pair(Graph(TensorType.UInt8, 7), "x", "a").Node("AveragePool", "a", "b", Ints("kernel_shape", 2, 2)), "b", "y"))
            .ShouldBe(["FakeQuantize", "AveragePool2D", "FakeQuantize"]);

    [Fact]
    public void Parts_that_are_rounded_need_no_rounding_together() =>
        Kinds(Pair(Pair(Graph(TensorType.UInt8, 7), "x", "a").Node("Concat", "a a", "b", AttributeProto.Of("axis", 1)), "b", "y"))
            .ShouldBe(["FakeQuantize", "Concatenate"]);

    [Fact]
    public void Another_scale_is_rounded_to_anew()
    {
        ForeignGraph graph = Pair(Graph(TensorType.UInt8, 7), "x", "a").Constant("t", [], 0.25f);
        Kinds(graph.Node("QuantizeLinear", "a t z", "q").Node("DequantizeLinear", "q t z", "y")).ShouldBe(["FakeQuantize", "FakeQuantize"]);
    }

    [Fact]
    public void A_clip_of_the_integers_leaves_fewer_of_them()
    {
        ForeignGraph graph = Graph(TensorType.Int8, 0);
        graph.Graph.Initializers.Add(TensorProto.OfInteger("least", TensorType.Int8, -8));
        graph.Graph.Initializers.Add(TensorProto.OfInteger("most", TensorType.Int8, 7));

        FakeQuantize layer = graph.Node("QuantizeLinear", "x s z", "q").Node("Clip", "q least most", "c").Node("DequantizeLinear", "c s z", "y").Load()
            .Layers.ShouldHaveSingleItem().ShouldBeOfType<FakeQuantize>();
        (layer.Lowest, layer.Highest).ShouldBe((-8, 7));
    }

    [Fact]
    public void Pixels_that_come_in_as_integers_are_not_rounded()
    {
        ForeignGraph graph = Graph(TensorType.UInt8, 0, scale: 1f).Node("Cast", "x", "f", AttributeProto.Of("to", (long)TensorType.Float32));
        graph.Graph.Inputs[0].Type.Tensor!.ElementType = TensorType.UInt8;
        Kinds(Pair(graph, "f", "g").Node("Relu", "g", "y")).ShouldBe(["ReLU"]);
    }

    [Fact]
    public void Probabilities_that_come_out_are_still_known_as_such()
    {
        OnnxModel model = OnnxModel.Read(Pair(Graph(TensorType.UInt8, 0).Node("Flatten", "x", "f").Node("Softmax", "f", "p"), "p", "y").ToArray());

        model.Network.OutputsProbabilities.ShouldBeTrue();
        model.Notes.ShouldHaveSingleItem().ShouldContain("not rounded");
    }

    [Fact]
    public void A_scale_of_zero_is_refused() =>
        Should.Throw<DigitsException>(() => Pair(Graph(TensorType.UInt8, 0, scale: 0f), "x", "y").Load()).Message.ShouldContain("needs a scale above 0");

    [Theory]
    [InlineData(100, 0, 65535)]
    [InlineData(0, -32768, 32767)]
    public void Sixteen_bits_come_back_from_the_operator_sets_that_have_them(int zero, int lowest, int highest)
    {
        FakeQuantize layer = new(0.1f, zero, lowest, highest);
        OnnxModel model = new(Network.Sequential(new Shape(4), layer));

        OnnxModel.Read(model.ToArray(new OnnxSaveOptions { OperatorSet = 21 })).Network.Layers.ShouldHaveSingleItem()
            .ShouldBeOfType<FakeQuantize>().Function.ShouldBe(layer.Function);
        Should.Throw<InvalidInputException>(() => model.ToArray()).Message.ShouldContain("has integers of 8 bits only; save it with operator set 21 or newer.");
    }

    [Theory]
    [InlineData(0, -300, 300)]
    [InlineData(1000, 0, 1023)]
    public void Some_of_sixteen_bits_come_back_with_a_clip_of_real_numbers(int zero, int lowest, int highest)
    {
        // ONNX Runtime has no Clip of integers of 16 bits.
        Network network = Network.Sequential(new Shape(9), new FakeQuantize(0.1f, zero, lowest, highest));
        float[] x = [-4000f, -101f, -30.1f, -29.96f, 0.04f, 0.06f, 2.3f, 29.96f, 4000f];

        Network read = OnnxModel.Read(new OnnxModel(network).ToArray(new OnnxSaveOptions { OperatorSet = 21 })).Network;

        read.Layers.Select(layer => layer.GetType()).ShouldBe([typeof(FakeQuantize), typeof(Clip)]);
        new InferencePlan(read).Run(x).ShouldBe(new InferencePlan(network).Run(x));
    }

    [Fact]
    public void Operators_on_integers_read_those_that_were_rounded_to()
    {
        ForeignGraph graph = new ForeignGraph(4).Constant("s", [], 0.5f).Constant("t", [], 0.05f);
        graph.Graph.Initializers.Add(TensorProto.OfInteger("z", TensorType.UInt8, 3));
        graph.Graph.Initializers.Add(new TensorProto { Name = "w", Type = TensorType.Int8, Dimensions = [4, 1], RawData = ByteString.CopyFrom(1, 2, 0xFD, 4) });
        graph.Node("QuantizeLinear", "x s z", "q").Node("MatMulInteger", "q w z", "p").Node("Cast", "p", "f", AttributeProto.Of("to", 1)).Node("Mul", "f t", "y");

        // 0.7, -0.2, 1.1 and 9 become 0.5, 0, 1 and 9: the integers 1, 0, 2 and 18 above their zero point.
        new InferencePlan(graph.Load()).Run(new float[] { 0.7f, -0.2f, 1.1f, 9f }).ShouldBe([0.05f * (1 - 6 + 72)], tolerance: 1e-5);
    }

    [Fact]
    public void Integers_that_are_cast_are_the_integers()
    {
        ForeignGraph graph = Graph(TensorType.Int8, -3).Node("QuantizeLinear", "x s z", "q").Node("Cast", "q", "y", AttributeProto.Of("to", 1));
        new InferencePlan(graph.Load()).Run(Enumerable.Repeat(1.1f, 32).ToArray()).ShouldBe([.. Enumerable.Repeat(-1f, 32)], tolerance: 1e-6);
    }

    private static ForeignGraph Graph(TensorType type, int zero, float scale = 0.5f)
    {
        ForeignGraph graph = new ForeignGraph(2, 4, 4).Constant("s", [], scale);
        graph.Graph.Initializers.Add(TensorProto.OfInteger("z", type, zero));
        return graph;
    }

    private static ForeignGraph Pair(ForeignGraph graph, string x, string y) =>
        graph.Node("QuantizeLinear", $"{x} s z", $"{y}_q").Node("DequantizeLinear", $"{y}_q s z", y);

    private static string[] Kinds(ForeignGraph graph) => [.. graph.Load().Layers.Select(layer => layer.GetType().Name)];

    private static AttributeProto Ints(string name, params long[] values) => AttributeProto.Of(name, values);
}
