using Digits.Engine.Onnx;

namespace Digits.Engine.Tests.Onnx;

/// <summary>Operators and what exporters make of them become the layers that they stand for.</summary>
public sealed class LayerImportTests
{
    private static readonly float[] _values = [-7f, -3f, -1f, -0.25f, 0f, 0.5f, 2f, 8f];

    [Fact]
    public void Product_with_a_sigmoid_is_SiLU() => Becomes<SiLU>(Row().Node("Sigmoid", "x", "s").Node("Mul", "s x", "y"));

    [Fact]
    public void Product_with_the_tanh_of_a_softplus_is_Mish() =>
        Becomes<Mish>(Row().Node("Softplus", "x", "s").Node("Tanh", "s", "t").Node("Mul", "x t", "y"));

    [Fact]
    public void GELU_is_found_as_PyTorch_writes_it() => Becomes<GELU>(Row().Constant("r", [], 1.4142135f).Constant("1", [], 1f).Constant("h", [], 0.5f)
        .Node("Div", "x r", "a").Node("Erf", "a", "b").Node("Add", "b 1", "c").Node("Mul", "x c", "d").Node("Mul", "d h", "y"))
        .Approximate.ShouldBeFalse();

    [Fact]
    public void GELU_is_found_as_Keras_writes_it() => Becomes<GELU>(Row().Constant("r", [], 0.70710677f).Constant("1", [1], 1f).Constant("h", [], 0.5f)
        .Node("Mul", "x r", "a").Node("Erf", "a", "b").Node("Add", "1 b", "c").Node("Mul", "h x", "d").Node("Mul", "d c", "y"));

    [Fact]
    public void GELU_is_found_with_the_half_in_the_gate() => Becomes<GELU>(Row().Constant("r", [], 1.4142f).Constant("1", [], 1f).Constant("h", [], 0.5f)
        .Node("Div", "x r", "a").Node("Erf", "a", "b").Node("Add", "b 1", "c").Node("Mul", "c h", "d").Node("Mul", "d x", "y"));

    [Fact]
    public void GELU_by_a_tanh_is_found() => Becomes<GELU>(Row().Constant("1", [], 1f).Constant("3", [], 3f).Constant("h", [], 0.5f)
        .Constant("c", [], 0.044715f).Constant("f", [], 0.7978846f)
        .Node("Pow", "x 3", "p").Node("Mul", "p c", "q").Node("Add", "x q", "i").Node("Mul", "i f", "j").Node("Tanh", "j", "t").Node("Add", "t 1", "u")
        .Node("Mul", "x h", "v").Node("Mul", "v u", "y")).Approximate.ShouldBeTrue();

    [Theory]
    [InlineData("none", false)]
    [InlineData("tanh", true)]
    public void GELU_is_an_operator_since_set_20(string approximate, bool expected) =>
        Becomes<GELU>(Row().Node("Gelu", "x", "y", ForeignGraph.Text("approximate", approximate))).Approximate.ShouldBe(expected);

    [Fact]
    public void Hard_swish_is_found_in_parts() => Becomes<HardSwish>(Row().Constant("3", [], 3f).Constant("0", [], 0f).Constant("6", [], 6f)
        .Node("Add", "x 3", "a").Node("Clip", "a 0 6", "b").Node("Mul", "x b", "c").Node("Div", "c 6", "y"));

    [Fact]
    public void Hard_swish_is_found_with_its_gate_divided() => Becomes<HardSwish>(Row().Constant("3", [], 3f).Constant("0", [], 0f).Constant("6", [], 6f)
        .Node("Add", "x 3", "a").Node("Clip", "a 0 6", "b").Node("Div", "b 6", "c").Node("Mul", "c x", "y"));

    [Fact]
    public void Hard_swish_is_found_as_a_product() =>
        Becomes<HardSwish>(Row().Node("HardSigmoid", "x", "a", AttributeProto.Of("alpha", 1f / 6)).Node("Mul", "a x", "y"));

    [Fact]
    public void ReLU6_is_a_clip_by_constants_by_attributes_or_by_extrema()
    {
        Becomes<ReLU6>(Row().Constant("0", [], 0f).Constant("6", [], 6f).Node("Clip", "x 0 6", "y"));
        Becomes<ReLU6>(Row(set: 9).Node("Clip", "x", "y", AttributeProto.Of("min", 0f), AttributeProto.Of("max", 6f)));
        Becomes<ReLU6>(Row().Constant("0", [], 0f).Constant("6", [], 6f).Node("Max", "0 x", "a").Node("Min", "a 6", "y"));
        Becomes<ReLU6>(Row().Constant("6", [], 6f).Node("Relu", "x", "a").Node("Min", "a 6", "y"));
    }

    [Fact]
    public void A_clip_may_be_open_at_either_end()
    {
        Becomes<Clip>(Row().Constant("1", [], 1f).Node("Min", "x 1", "y")).Least.ShouldBe(float.NegativeInfinity);
        Becomes<Clip>(Row().Constant("1", [], -1f).Node("Clip", "x 1", "y")).Greatest.ShouldBe(float.PositiveInfinity);
        Becomes<ReLU>(Row().Constant("0", [], 0f).Node("Max", "x 0", "y"));
        Becomes<ReLU>(Row(set: 7).Node("Clip", "x", "y", AttributeProto.Of("min", 0f)));
    }

    [Fact]
    public void Swish_may_have_a_slope()
    {
        Becomes<SiLU>(Row().Node("Swish", "x", "y"));
        float[] y = Run(Row().Node("Swish", "x", "y", AttributeProto.Of("alpha", 2f)));
        y.ShouldBe([.. _values.Select(x => x / (1 + MathF.Exp(-2 * x)))], 1e-6);
    }

    [Fact]
    public void Selu_Elu_Celu_and_hard_sigmoid_keep_their_settings()
    {
        Becomes<ELU>(Row().Node("Elu", "x", "y", AttributeProto.Of("alpha", 0.5f))).Alpha.ShouldBe(0.5f);
        Becomes<CELU>(Row().Node("Celu", "x", "y", AttributeProto.Of("alpha", 2f))).Alpha.ShouldBe(2f);
        Becomes<SELU>(Row().Node("Selu", "x", "y")).Scale.ShouldBe(1.050701f, 1e-6f);
        Becomes<HardSigmoid>(Row().Node("HardSigmoid", "x", "y")).Alpha.ShouldBe(0.2f);
    }

    [Fact]
    public void PReLU_has_a_slope_for_each_channel_or_one()
    {
        ForeignGraph each = new ForeignGraph(2, 1, 2).Constant("s", [2, 1, 1], 0.5f, 0.25f).Node("PRelu", "x s", "y");
        Run(each, -1f, 4f, -8f, 2f).ShouldBe([-0.5f, 4f, -2f, 2f]);
        ForeignGraph one = new ForeignGraph(2, 1, 2).Constant("s", [1], 0.5f).Node("PRelu", "x s", "y");
        Run(one, -1f, 4f, -8f, 2f).ShouldBe([-0.5f, 4f, -4f, 2f]);
    }

    [Fact]
    public void A_gate_multiplies_the_channels_of_a_map()
    {
        ForeignGraph gate = new ForeignGraph(2, 1, 2).Node("GlobalMaxPool", "x", "g").Node("Mul", "g x", "y");
        Run(gate, 1f, 2f, 3f, -4f).ShouldBe([2f, 4f, 9f, -12f]);
    }

    [Theory]
    [InlineData("ReduceMean", 1, 2f, 4f)]
    [InlineData("ReduceMean", 0, 2f, 4f)]
    [InlineData("ReduceMax", 1, 3f, 5f)]
    [InlineData("ReduceMax", 0, 3f, 5f)]
    [InlineData("ReduceSum", 0, 4f, 8f)]
    public void Reductions_over_the_map_are_global_pools(string op, int keeps, float first, float second)
    {
        AttributeProto keepdims = AttributeProto.Of("keepdims", keeps);
        Run(new ForeignGraph(2, 1, 2).Node(op, "x", "y", AttributeProto.Of("axes", 2, 3), keepdims), 1f, 3f, 5f, 3f).ShouldBe([first, second]);
        Run(new ForeignGraph(2, 1, 2) { OperatorSet = 18 }.Integers("a", -1, -2).Node(op, "x a", "y", keepdims), 1f, 3f, 5f, 3f).ShouldBe([first, second]);
    }

    [Fact]
    public void Means_over_rows_and_then_columns_are_a_mean_over_the_map()
    {
        AttributeProto no = AttributeProto.Of("keepdims", 0);
        ForeignGraph graph = new ForeignGraph(2, 2, 2)
            .Node("ReduceMean", "x", "a", Ints("axes", 2), no).Node("ReduceMean", "a", "y", Ints("axes", 2), no);
        Run(graph, 1f, 2f, 3f, 6f, 0f, 0f, 0f, 4f).ShouldBe([3f, 1f]);
    }

    [Fact]
    public void Means_over_columns_and_then_rows_are_a_mean_over_the_map()
    {
        AttributeProto no = AttributeProto.Of("keepdims", 0);
        ForeignGraph graph = new ForeignGraph(2, 2, 2)
            .Node("ReduceMean", "x", "a", Ints("axes", 3), no).Node("ReduceMean", "a", "y", Ints("axes", 2), no);
        Run(graph, 1f, 2f, 3f, 6f, 0f, 0f, 0f, 4f).ShouldBe([3f, 1f]);
    }

    [Fact]
    public void A_vector_may_become_a_map()
    {
        ForeignGraph graph = new ForeignGraph(3).Ramp("w", 8, 3).Integers("s", -1, 2, 2, 2)
            .Node("Gemm", "x w", "v", AttributeProto.Of("transB", 1)).Node("Reshape", "v s", "m").Node("GlobalMaxPool", "m", "y");
        Network network = graph.Load();

        network.Layers.Select(layer => layer.GetType()).ShouldBe([typeof(Dense), typeof(Reshape), typeof(GlobalMaxPool2D)]);
        Run(network, 1f, 0f, 0f).ShouldBe([1f, 2.2f]);
    }

    [Fact]
    public void A_mean_image_may_be_subtracted_before_a_pool()
    {
        ForeignGraph graph = new ForeignGraph(1, 2, 2).Constant("m", [1, 1, 2, 2], 1f, 2f, 3f, 4f).Node("Sub", "x m", "c").Node("GlobalMaxPool", "c", "y");
        Run(graph, 1f, 1f, 5f, 5f).ShouldBe([2f]);
    }

    [Fact]
    public void Channels_of_a_color_picture_are_the_gray_one()
    {
        ForeignGraph graph = new ForeignGraph(3, 1, 2) { OperatorSet = 9 }
            .Node("Slice", "x", "a", Ints("axes", 1), Ints("starts", 2), Ints("ends", 3)).Node("Split", "x", "r", AttributeProto.Of("axis", 1));
        graph.Graph.Nodes[1].Outputs.AddRange(["g", "b"]);
        graph.Node("Add", "a g", "y");

        Network network = graph.Load();
        network.Input.Shape.ShouldBe(new Shape(1, 1, 2));
        Run(network, 3f, 4f).ShouldBe([6f, 8f]);
    }

    [Theory]
    [InlineData(0, 4f, 8f)]
    [InlineData(1, 4f, 5f, 8f, 8f)]
    public void A_pool_may_keep_what_is_left_over(int ceil, params float[] expected)
    {
        ForeignGraph graph = new ForeignGraph(1, 2, 5).Node(
            "MaxPool", "x", "y", AttributeProto.Of("kernel_shape", 1, 2), AttributeProto.Of("strides", 1, 2), AttributeProto.Of("ceil_mode", ceil));
        float[] actual = Run(graph, 1f, 4f, 2f, 3f, 5f, 8f, 0f, 0f, 0f, 8f);
        actual.Length.ShouldBe(ceil == 0 ? 4 : 6);
        actual[0].ShouldBe(expected[0]);
        if (ceil == 1)
            actual[2].ShouldBe(expected[1]);
    }

    [Fact]
    public void An_average_pool_counts_only_what_it_has_at_the_border()
    {
        ForeignGraph graph = new ForeignGraph(1, 1, 3).Node(
            "AveragePool", "x", "y", AttributeProto.Of("kernel_shape", 1, 2), AttributeProto.Of("strides", 1, 2), AttributeProto.Of("ceil_mode", 1));
        Run(graph, 1f, 3f, 5f).ShouldBe([2f, 5f]);
    }

    [Fact]
    public void Zeros_before_a_max_pool_join_it_after_a_ReLU_and_are_a_layer_otherwise()
    {
        static ForeignGraph Graph(string op) => new ForeignGraph(1, 3, 3).Integers("p", 0, 0, 1, 1, 0, 0, 0, 0).Node(op, "x", "a").Node("Pad", "a p", "b")
            .Node("MaxPool", "b", "y", AttributeProto.Of("kernel_shape", 2, 2), AttributeProto.Of("strides", 2, 2));

        Graph("Relu").Load().Layers.Select(layer => layer.GetType()).ShouldBe([typeof(ReLU), typeof(MaxPool2D)]);
        Graph("Tanh").Load().Layers.Select(layer => layer.GetType()).ShouldBe([typeof(Tanh), typeof(ZeroPadding2D), typeof(MaxPool2D)]);
        Run(Graph("Neg"), [.. Enumerable.Range(1, 9).Select(i => (float)i)]).ShouldBe([0f, 0f, 0f, -5f]);
    }

    [Fact]
    public void Pads_may_name_their_axes()
    {
        Network network = new ForeignGraph(1, 2, 2) { OperatorSet = 18 }.Integers("p", 1, 0).Integers("a", -1).Node("Pad", "x p  a", "y").Load();
        Run(network, 1f, 2f, 3f, 4f).ShouldBe([0f, 1f, 2f, 0f, 3f, 4f]);
    }

    [Fact]
    public void A_convolution_along_one_axis_reads_the_rows_of_an_image_as_channels()
    {
        ForeignGraph graph = new ForeignGraph(2, 4).Constant("w", [1, 2, 2], 1f, 10f, 100f, 1000f).Node("Conv", "x w", "c")
            .Node("MaxPool", "c", "y", Ints("kernel_shape", 3));
        Run(graph, 1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f).ShouldBe([8743f]);
    }

    [Fact]
    public void A_convolution_in_groups_has_filters_for_each()
    {
        ForeignGraph graph = new ForeignGraph(2, 1, 1).Constant("w", [4, 1, 1, 1], 1f, 2f, 3f, 4f).Node("Conv", "x w", "y", AttributeProto.Of("group", 2));
        Run(graph, 1f, 10f).ShouldBe([1f, 2f, 30f, 40f]);
    }

    [Fact]
    public void Powers_and_differences_are_products_and_sums()
    {
        Run(Row().Constant("2", [], 2f).Node("Pow", "x 2", "p").Node("Sub", "x p", "y")).ShouldBe([.. _values.Select(x => x - (x * x))]);
        Run(Row().Constant("3", [], 3f).Node("Pow", "x 3", "y")).ShouldBe([.. _values.Select(x => x * x * x)]);
    }

    /// <summary>A spike passes gradients on, a choice does not.</summary>
    [Fact]
    public void Conditions_pass_gradients_where_they_become_numbers()
    {
        ForeignGraph Condition() => Row().Constant("0", [], 0f).Node("Greater", "x 0", "c");

        Condition().Node("Cast", "c", "y", AttributeProto.Of("to", 1)).Load().Layers.Single().ShouldBeOfType<Step>().Passes.ShouldBeTrue();
        Condition().Node("Not", "c", "n").Node("Cast", "n", "y", AttributeProto.Of("to", 1)).Load()
            .Layers.OfType<Step>().Single().Passes.ShouldBeTrue();
        Network choice = Condition().Constant("1", [], 1f).Node("Where", "c x 0", "y").Load();
        choice.Layers.OfType<Step>().Single().Passes.ShouldBeFalse();
        OnnxModel.Read(new OnnxModel(choice).ToArray()).Network.Layers.OfType<Step>().Single().Passes.ShouldBeFalse();
    }

    [Fact]
    public void What_is_not_supported_is_named()
    {
        Complaint(Row().Constant("c", [2], 0f, 1f).Node("Clip", "x c", "y")).ShouldContain("must be one number that stands in the file");
        Complaint(Row().Constant("a", [], 2f).Constant("b", [], 1f).Node("Clip", "x a b", "y")).ShouldContain("least value that is not above the greatest");
        Complaint(new ForeignGraph(2, 2, 2).Ramp("s", 3).Node("PRelu", "x s", "y")).ShouldContain("one for each channel of [N, 2, 2, 2]");
        Complaint(new ForeignGraph(2, 2, 2).Node("GlobalMaxPool", "x", "g").Node("Flatten", "g", "f").Node("Mul", "x f", "y"))
            .ShouldContain("it joins [N, 2, 2, 2] and [N, 2], of which the batch is not the same axis");
    }

    private static ForeignGraph Row(long set = 13) => new(8) { OperatorSet = set };

    /// <summary>The graph is one layer of a kind, and gives on a few numbers what its parts would.</summary>
    private static TLayer Becomes<TLayer>(ForeignGraph graph)
        where TLayer : Layer
    {
        Layer layer = graph.Load().Layers.Single();
        return layer.ShouldBeOfType<TLayer>();
    }

    private static float[] Run(ForeignGraph graph, params float[] image) => Run(graph.Load(), image.Length == 0 ? _values : image);

    private static float[] Run(Network network, params float[] image) => new InferencePlan(network, threads: 1).Run(image);

    private static AttributeProto Ints(string name, long value) => AttributeProto.Of(name, [value]);

    private static string Complaint(ForeignGraph graph) => Should.Throw<DigitsException>(() => graph.Load()).Message;
}
