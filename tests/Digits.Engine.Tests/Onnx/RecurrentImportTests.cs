using Digits.Engine.Onnx;

namespace Digits.Engine.Tests.Onnx;

/// <summary>Recurrent operators become layers, whichever way a graph brings the steps to them; what cannot be computed is refused.</summary>
public sealed class RecurrentImportTests
{
    private const int Side = 8;
    private const int Units = 3;

    [Fact]
    public void The_last_step_of_a_sequence_is_a_layer_that_makes_no_other()
    {
        Network network = Rows().Integers("all", -1).Integers("end", int.MaxValue).Integers("axis", 0)
            .Node("LSTM", "t w r b", "s").Node("Squeeze", "s direction", "u").Node("Slice", "u all end axis", "v").Node("Squeeze", "v axis", "y").Load();

        network.Layers.OfType<LSTM>().ShouldHaveSingleItem().ReturnSequences.ShouldBeFalse();
        network.Layers.Select(layer => layer.GetType()).ShouldBe([typeof(Flatten), typeof(Reshape), typeof(LSTM)]);
        network.Input.Shape.ShouldBe(new Shape(1, Side, Side));
        network.Output.Shape.ShouldBe(new Shape(Units));
    }

    [Fact]
    public void A_step_that_is_picked_beside_the_last_one_is_the_sequences()
    {
        ForeignGraph graph = Rows().Integers("i", 7).Integers("j", 2).Integers("axis", 0)
            .Node("LSTM", "t w r b", "s").Node("Squeeze", "s direction", "u")
            .Node("Gather", "u i", "a", AttributeProto.Of("axis", 0L)).Node("Gather", "u j", "c", AttributeProto.Of("axis", 0L))
            .Node("Concat", "a c", "d", AttributeProto.Of("axis", 2L)).Node("Squeeze", "d axis", "y");
        Network network = graph.Load();
        Network all = Rows().Node("LSTM", "t w r b", "s").Node("Squeeze", "s direction", "u")
            .Node("Transpose", "u", "y", AttributeProto.Of("perm", 1, 2, 0)).Load();
        float[] image = Sample.Signed(Side * Side, seed: 1);

        float[] steps = new InferencePlan(all, threads: 1).Run(image);

        network.Layers.OfType<LSTM>().ShouldHaveSingleItem().ReturnSequences.ShouldBeTrue();
        new InferencePlan(network, threads: 1).Run(image)
            .ShouldBe([.. Enumerable.Range(0, Units).Select(unit => steps[(unit * Side) + 7]),
                .. Enumerable.Range(0, Units).Select(unit => steps[(unit * Side) + 2])]);
    }

    [Theory]
    [InlineData("LSTM")]
    [InlineData("GRU")]
    [InlineData("RNN")]
    public void The_batch_may_come_first(string op)
    {
        Network first = Weights(new ForeignGraph(Side, Side), op).Node(op, "x w r b", "s", AttributeProto.Of("layout", 1L)).Integers("two", 2)
            .Node("Squeeze", "s two", "y").Load();
        Network second = Weights(Turned(), op).Node(op, "t w r b", "s").Node("Squeeze", "s direction", "u")
            .Node("Transpose", "u", "y", AttributeProto.Of("perm", 1, 0, 2)).Load();
        float[] images = Sample.Signed(3 * Side * Side, seed: 1);

        new InferencePlan(first, threads: 1).Run(images).ShouldBe(new InferencePlan(second, threads: 1).Run(images));
    }

    [Fact]
    public void Steps_that_come_out_last_are_columns_of_a_map_and_a_note_says_so()
    {
        OnnxModel model = OnnxModel.Read(Rows().Node("LSTM", "t w r b", "s").Node("Squeeze", "s direction", "y").ToArray());

        model.Network.Output.Shape.ShouldBe(new Shape(Units, 1, Side));
        model.Notes.ShouldHaveSingleItem().ShouldContain("columns are the steps");
    }

    [Fact]
    public void Without_biases_they_are_zero() =>
        Rows().Node("LSTM", "t w r", "s").Node("Squeeze", "s direction", "y").Load().Layers.OfType<LSTM>().Single().Bias.ToArray()
            .ShouldAllBe(value => value == 0);

    [Theory]
    [InlineData("t w r b  zeros zeros", null)]
    [InlineData("t w r b lengths", null)]
    [InlineData("t w r b short", "its sequence_lens are not the 8 steps that it reads; sequences of other lengths are not supported.")]
    [InlineData("t w r b  ones", "its initial state is not zero, which is not supported; export the model without it.")]
    [InlineData("t w r b  zeros ones", "its initial cell is not zero, which is not supported; export the model without it.")]
    [InlineData("t w r b  zeros zeros ones", "its peepholes are not supported; train a model without them.")]
    [InlineData("t r r b", "its weights are of dimensions [1, 12, 3] and [1, 12, 3], which do not fit 8 values in each step.")]
    [InlineData("t w r t", "its biases must be constants in the file.")]
    [InlineData("t w", "it lacks the weights of the state; the file is damaged.")]
    [InlineData("x w r b", "it reads [N, 8, 8] where steps [T, N, C] of one image are needed.", true)]
    public void Inputs_are_what_they_must_be(string inputs, string? complaint, bool direct = false)
    {
        ForeignGraph graph = (direct ? Weights(new ForeignGraph(Side, Side), "LSTM") : Rows()).Integers("lengths", Side).Integers("short", Side - 1)
            .Constant("zeros", [1, 1, Units], new float[Units]).Constant("ones", [1, 1, Units], 1f, 1f, 1f)
            .Node("LSTM", inputs, "s").Node("Squeeze", "s direction", "y");
        if (complaint is null)
            graph.Load().Layers.OfType<LSTM>().ShouldHaveSingleItem();
        else
            Complaint(graph).ShouldBe($"Node that makes 's' (LSTM): {complaint}");
    }

    [Theory]
    [InlineData("LSTM", "Sigmoid,Tanh,Tanh", null)]
    [InlineData("GRU", "sigmoid,tanh", null)]
    [InlineData("RNN", "Relu", null)]
    [InlineData("RNN", "Tanh", null)]
    [InlineData("LSTM", "HardSigmoid,Tanh,Tanh", "its functions hardsigmoid, tanh, tanh are not supported; sigmoid, tanh, tanh are.")]
    [InlineData("RNN", "Affine", "its functions affine are not supported; tanh are, and relu.")]
    public void Functions_are_the_usual_ones(string op, string functions, string? complaint)
    {
        AttributeProto activations = new() { Name = "activations", Type = AttributeType.Strings, Texts = [.. functions.Split(',')] };
        ForeignGraph graph = Weights(Turned(), op).Node(op, "t w r b", "s", activations).Node("Squeeze", "s direction", "y");
        if (complaint is null)
            graph.Load().Layers.OfType<RecurrentLayer>().ShouldHaveSingleItem();
        else
            Complaint(graph).ShouldBe($"Node that makes 's' ({op}): {complaint}");
    }

    [Fact]
    public void A_limit_of_the_sums_is_refused() =>
        Complaint(Rows().Node("LSTM", "t w r b", "s", AttributeProto.Of("clip", 3f)).Node("Squeeze", "s direction", "y"))
            .ShouldBe("Node that makes 's' (LSTM): clip is not supported; export the model without it.");

    [Fact]
    public void The_cell_may_not_be_read()
    {
        ForeignGraph graph = Rows().Node("LSTM", "t w r b", "s").Node("Squeeze", "c direction", "y");
        graph.Graph.Nodes.Single(node => node.OpType == "LSTM").Outputs.AddRange(["", "c"]);

        Complaint(graph).ShouldContain("its cell is read by other nodes, which is not supported");
    }

    [Fact]
    public void A_layer_that_takes_the_images_of_a_batch_for_steps_is_refused()
    {
        // PyTorch's default reads [T, N, C]: a model of images [N, 28, 28] without batch_first reads each row along the batch.
        ForeignGraph graph = Weights(new ForeignGraph(Side, Side), "LSTM").Integers("i", Side - 1)
            .Node("LSTM", "x w r b", "s").Node("Squeeze", "s direction", "u").Node("Gather", "u i", "y", AttributeProto.Of("axis", 1L));

        Complaint(graph).ShouldContain("where steps [T, N, C] of one image are needed");
    }

    [Fact]
    public void An_image_is_read_the_same_alone_and_in_a_batch_where_the_graph_joins_rows_of_all_images()
    {
        // view(-1, 8): all rows of the batch, for a dense layer on each.
        Network network = Rows().Integers("rows", -1, Side).Integers("steps", Side, 1, Side).Ramp("d", Side, Side)
            .Node("Reshape", "x rows", "a").Node("MatMul", "a d", "e").Node("Reshape", "e steps", "f")
            .Node("LSTM", "f w r b", "s").Node("Squeeze", "s direction", "y").Load();
        float[] images = Sample.Signed(40 * Side * Side, seed: 2);
        InferencePlan plan = new(network, threads: 1);

        float[] together = plan.Run(images);

        plan.Run(images.AsMemory(7 * Side * Side, Side * Side)).ShouldBe(together[(7 * Units * Side)..(8 * Units * Side)]);
    }

    private static string Complaint(ForeignGraph graph) => Should.Throw<InvalidInputException>(() => graph.Load()).Message;

    /// <summary>Images as steps <c>[T, N, C]</c>, called t, and weights for an LSTM.</summary>
    private static ForeignGraph Rows() => Weights(Turned(), "LSTM");

    private static ForeignGraph Turned() => new ForeignGraph(Side, Side).Node("Transpose", "x", "t", AttributeProto.Of("perm", 1, 0, 2));

    private static ForeignGraph Weights(ForeignGraph graph, string op)
    {
        int rows = Units * op switch { "LSTM" => 4, "GRU" => 3, _ => 1 };
        return graph.Constant("w", [1, rows, Side], Sample.Signed(rows * Side, seed: 3)).Constant("r", [1, rows, Units], Sample.Signed(rows * Units, seed: 4))
            .Constant("b", [1, 2 * rows], Sample.Signed(2 * rows, seed: 5)).Integers("direction", 1);
    }
}
