using Digits.Engine.Onnx;

namespace Digits.Engine.Tests.Onnx;

public class ImportTests
{
    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(1, 2, 1, 1)]
    public void A_constant_added_to_a_convolution_becomes_its_bias(params int[] dimensions)
    {
        Network network = new ForeignGraph(1, 3, 3).Ramp("w", 2, 1, 2, 2).Ramp("b", Long(dimensions))
            .Node("Conv", "x w", "c").Node("Add", "c b", "y").Load();

        Conv2D conv = network.Layers.Single().ShouldBeOfType<Conv2D>();
        conv.Bias!.ToArray().ShouldBe([0.1f, 0.2f]);
    }

    [Theory]
    [InlineData("Gemm", 3)]
    [InlineData("MatMul", 1, 3)]
    public void A_constant_added_to_a_product_becomes_its_bias(string op, params int[] dimensions)
    {
        Network network = new ForeignGraph(2).Ramp("w", 2, 3).Ramp("b", Long(dimensions)).Node(op, "x w", "c").Node("Add", "b c", "y").Load();

        Dense dense = network.Layers.Single().ShouldBeOfType<Dense>();
        dense.Weight.ToArray().ShouldBe([0.1f, 0.4f, 0.2f, 0.5f, 0.3f, 0.6f]);
        dense.Bias!.ToArray().ShouldBe([0.1f, 0.2f, 0.3f]);
    }

    [Fact]
    public void A_sum_that_others_read_too_stays_where_it_is()
    {
        Network network = new ForeignGraph(1, 3, 3).Ramp("w", 2, 1, 2, 2).Ramp("b", 2, 1, 1)
            .Node("Conv", "x w", "c").Node("Add", "c b", "d").Node("Concat", "c d", "y", AttributeProto.Of("axis", 1)).Load();

        network.Layers.Select(layer => layer.GetType()).ShouldBe([typeof(Conv2D), typeof(Affine), typeof(Concatenate)]);
    }

    [Fact]
    public void Gemm_folds_its_factors()
    {
        Network network = new ForeignGraph(2).Ramp("w", 1, 2).Ramp("b", 1)
            .Node("Gemm", "x w b", "y", AttributeProto.Of("alpha", 2f), AttributeProto.Of("beta", 3f), AttributeProto.Of("transB", 1)).Load();

        Run(network, 1f, 10f).ShouldBe([(0.2f * 1) + (0.4f * 10) + (0.1f * 3)]);
    }

    [Fact]
    public void A_shift_and_a_scale_become_one_layer()
    {
        Network network = new ForeignGraph(2, 1, 1).Constant("mean", [1, 2, 1, 1], 1f, 2f).Constant("deviation", [], 4f)
            .Node("Sub", "x mean", "s").Node("Div", "s deviation", "y").Load();

        network.Layers.Single().ShouldBeOfType<Affine>();
        Run(network, 5f, 10f).ShouldBe([1f, 2f]);
    }

    [Fact]
    public void A_number_from_which_to_subtract_is_understood()
    {
        Network network = new ForeignGraph(2).Constant("one", [1], 1f).Node("Sub", "one x", "y").Load();
        Run(network, 0.25f, 3f).ShouldBe([0.75f, -2f]);
    }

    [Fact]
    public void Channels_last_is_followed_through_to_the_dense_layer()
    {
        // A 1x1 convolution makes channels x and 10x of each pixel; Keras's Flatten has the channels of a pixel side by side.
        Network network = new ForeignGraph(1, 2, 1).Constant("w", [2, 1, 1, 1], 1f, 10f).Integers("shape", -1, 4)
            .Node("Transpose", "x", "t", AttributeProto.Of("perm", 0, 3, 1, 2)).Node("Conv", "t w", "c")
            .Node("Transpose", "c", "u", AttributeProto.Of("perm", 0, 2, 3, 1)).Node("Reshape", "u shape", "y").Load();

        network.Input.Shape.ShouldBe(new Shape(1, 1, 2));
        Run(network, 1f, 2f).ShouldBe([1f, 10f, 2f, 20f]);
    }

    [Theory]
    [InlineData("SAME_UPPER", 0, 0, 1, 1)]
    [InlineData("SAME_LOWER", 1, 1, 0, 0)]
    [InlineData("VALID", 0, 0, 0, 0)]
    public void Automatic_padding_is_worked_out(string padding, int top, int left, int bottom, int right)
    {
        Network network = new ForeignGraph(1, 5, 5)
            .Node("MaxPool", "x", "y", ForeignGraph.Text("auto_pad", padding), AttributeProto.Of("kernel_shape", 2, 2), AttributeProto.Of("strides", 2, 2))
            .Load();

        network.Layers.OfType<MaxPool2D>().Single().Window.ShouldBe(new Window2D(2, 2, 2, 2, top, left, bottom, right));
    }

    [Fact]
    public void Padding_by_zeros_becomes_part_of_the_window_that_reads_it()
    {
        Network network = new ForeignGraph(1, 4, 4).Ramp("w", 1, 1, 2, 2).Integers("none", 0, 0, 0, 0, 0, 0, 0, 0).Integers("some", 0, 0, 1, 0, 0, 0, 0, 1)
            .Node("Pad", "x none", "a").Node("MaxPool", "a", "b", AttributeProto.Of("kernel_shape", 2, 2))
            .Node("Pad", "b some", "c").Node("Conv", "c w", "d")
            .Node("Pad", "d some", "e").Node("AveragePool", "e", "y", AttributeProto.Of("kernel_shape", 2, 2)).Load();

        network.Layers.OfType<MaxPool2D>().Single().Window.ShouldBe(new Window2D(2, 2));
        network.Layers.OfType<Conv2D>().Single().Window.ShouldBe(new Window2D(2, 2, PadTop: 1, PadRight: 1));
        network.Layers.OfType<AveragePool2D>().Single().Window.ShouldBe(new Window2D(2, 2, PadTop: 1, PadRight: 1));
        network.Layers.OfType<AveragePool2D>().Single().CountPadding.ShouldBeTrue();
    }

    [Theory]
    [InlineData(784)]
    [InlineData(28, 28)]
    [InlineData(28, 28, 1)]
    [InlineData(1, 28, 28)]
    public void An_image_may_come_in_any_shape(params int[] shape)
    {
        Network network = new ForeignGraph(Long(shape)).Ramp("w", 784, 2).Integers("flat", -1, 784)
            .Node("Reshape", "x flat", "f").Node("MatMul", "f w", "y").Load();

        network.Input.Shape.ShouldBe(new Shape(1, 28, 28));
        network.Layers.Select(layer => layer.GetType()).ShouldBe([typeof(Flatten), typeof(Dense)]);
    }

    [Theory]
    [InlineData("Unsqueeze", 1)]
    [InlineData("Reshape", 0, 1, 28, 28)]
    public void A_plane_becomes_a_map(string op, params int[] constant)
    {
        Network network = new ForeignGraph(28, 28).Ramp("w", 2, 1, 3, 3).Integers("c", Long(constant)).Node(op, "x c", "m").Node("Conv", "m w", "y").Load();

        network.Input.Shape.ShouldBe(new Shape(1, 28, 28));
        network.Output.Shape.ShouldBe(new Shape(2, 26, 26));
    }

    [Fact]
    public void An_early_file_lays_a_constants_axes_from_a_given_one_on()
    {
        Network network = new ForeignGraph(2, 1, 2) { OperatorSet = 6 }.Constant("s", [2], 10f, 100f)
            .Node("Mul", "x s", "y", AttributeProto.Of("broadcast", 1), AttributeProto.Of("axis", 1)).Load();

        Run(network, 1f, 2f, 3f, 4f).ShouldBe([10f, 20f, 300f, 400f]);
    }

    [Fact]
    public void Nodes_may_stand_in_any_order_and_weights_may_be_reshaped_first()
    {
        Network network = new ForeignGraph(2).Ramp("w", 3, 1, 2).Integers("shape", 3, -1)
            .Node("Relu", "d", "y").Node("Gemm", "x m", "d").Node("Transpose", "r", "m").Node("Reshape", "w shape", "r").Load();

        network.Layers.OfType<Dense>().Single().Weight.ToArray().ShouldBe([0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f]);
    }

    [Fact]
    public void Constants_may_be_listed_as_inputs_and_hold_typed_values()
    {
        ForeignGraph foreign = new ForeignGraph(2).Node("MatMul", "x w", "y");
        TensorProto weight = new() { Name = "w", Type = TensorType.Float32, Dimensions = [2, 1] };
        weight.Floats.AddRange([3f, 4f]);
        foreign.Graph.Initializers.Add(weight);
        foreign.Graph.Inputs.Add(new ValueInfoProto { Name = "w" });

        Run(foreign.Load(), 1f, 10f).ShouldBe([43f]);
    }

    [Fact]
    public void Inputs_that_switch_training_on_are_set_for_use()
    {
        ForeignGraph foreign = new ForeignGraph(2).Constant("ratio", [], 0.5f).Node("Dropout", "x ratio training", "d").Node("Div", "d keep_prob:0", "y");
        foreign.Graph.Inputs.Add(Number("training", TensorType.Boolean));
        foreign.Graph.Inputs.Add(Number("keep_prob:0", TensorType.Float32));

        OnnxModel model = OnnxModel.Read(foreign.ToArray());

        Run(model.Network, 3f, 5f).ShouldBe([3f, 5f]);
        model.Notes.ShouldBe(
            ["Input 'training' is taken to be false: the model is used, not trained.", "Input 'keep_prob:0' is taken to be 1: nothing is dropped."]);

        static ValueInfoProto Number(string name, TensorType type) =>
            new() { Name = name, Type = new() { Tensor = new() { ElementType = type, Shape = new() } } };
    }

    [Fact]
    public void What_the_output_does_not_depend_on_is_left_out()
    {
        Network network = new ForeignGraph(2).Node("Relu", "x", "y").Node("Einsum", "x nowhere", "z").Load();
        network.Layers.Single().ShouldBeOfType<ReLU>();
    }

    [Fact]
    public void Names_are_kept_and_doubled_ones_replaced()
    {
        ForeignGraph foreign = new ForeignGraph(2).Node("Relu", "x", "a").Node("Relu", "a", "b").Node("Relu", "b", "y");
        foreign.Graph.Nodes[0].Name = "first";
        foreign.Graph.Nodes[1].Name = "first";

        foreign.Load().Layers.Select(layer => layer.Name).ShouldBe(["first", "relu1", "relu2"]);
    }

    [Fact]
    public void Batch_norm_takes_the_statistics_and_turns_the_momentum()
    {
        Network network = new ForeignGraph(1, 1, 2).Constant("g", [1], 2f).Constant("b", [1], 1f).Constant("m", [1], 3f).Constant("v", [1], 4f)
            .Node("BatchNormalization", "x g b m v", "y", AttributeProto.Of("epsilon", 1e-9f), AttributeProto.Of("momentum", 0.99f)).Load();

        network.Layers.OfType<BatchNorm>().Single().Momentum.ShouldBe(0.01f);
        Run(network, 3f, 5f).ShouldBe([1f, 3f], 1e-5);
    }

    private static float[] Run(Network network, params float[] image) => new InferencePlan(network, threads: 1).Run(image);

    private static long[] Long(int[] sizes) => [.. sizes.Select(size => (long)size)];
}
