namespace Digits.Engine.Tests.Networks;

/// <summary>A network that cannot be says why in one line.</summary>
public sealed class ConstructionTests
{
    private readonly Node _image = Node.Input(1, 8, 8);

    [Fact]
    public void A_layer_has_one_place()
    {
        Conv2D conv = new(4, 3, padding: 1);
        Node node = _image.Then(conv);
        Message(() => node.Then(conv)).ShouldBe("This Conv2D already has a place in a network; make a new one for each place.");
    }

    [Fact]
    public void A_layer_that_did_not_fit_can_still_find_its_place()
    {
        Conv2D conv = new(4, 5);
        Message(() => Node.Input(1, 4, 4).Then(conv)).ShouldContain("too small");

        new Network(_image, _image.Then(conv)).ParameterCount.ShouldBe((4 * 25) + 4);
    }

    [Fact]
    public void A_part_of_a_network_shares_its_weights()
    {
        Conv2D conv = new(2, 3);
        Node maps = _image.Then(conv, new ReLU());
        Network network = new(_image, maps.Then(new Flatten(), new Dense(10)), seed: 7);
        float[] before = [.. network.Parameters.SelectMany(parameter => parameter.ToArray())];

        Network part = network.UpTo(maps.Then(new Flatten()));

        part.Layers.First().ShouldBeSameAs(conv);
        part.Output.Shape.ShouldBe(new Shape(2 * 6 * 6));
        network.Parameters.SelectMany(parameter => parameter.ToArray()).ShouldBe(before);
        Message(() => network.UpTo(Node.Input(1, 8, 8).Then(new ReLU()))).ShouldContain("an input other than");
    }

    [Fact]
    public void Dense_on_a_map() =>
        Message(() => _image.Then(new Dense(10))).ShouldBe("Dense reads a vector, not a map of 1x8x8; put new Flatten() or a global pool before it.");

    [Fact]
    public void A_map_that_vanishes()
    {
        Message(() => _image.Then(new Conv2D(4, 9))).ShouldBe("Conv2D leaves nothing of an input of 1x8x8; the map is too small for it.");
        Message(() => _image.Then(new MaxPool2D(9))).ShouldBe("MaxPool2D leaves nothing of an input of 1x8x8; the map is too small for it.");
        Message(() => _image.Then(new Conv2D(4, new Window2D(1, 5, Dilation: 2)))).ShouldContain("leaves nothing");
        Message(() => _image.Then(new Flatten(), new AveragePool2D())).ShouldContain("leaves nothing of an input of 64");
    }

    [Fact]
    public void Add_of_different_shapes()
    {
        Node other = _image.Then(new Conv2D(3, 3));
        Message(() => Node.Add(_image, other)).ShouldBe("Add takes nodes of equal shape, not 1x8x8 and 3x6x6.");
        Message(() => Node.Add(_image)).ShouldBe("Add takes two nodes or more.");
        Message(() => _image.Then(new Add())).ShouldBe("Add takes two nodes or more.");
    }

    [Fact]
    public void Concatenate_of_different_sizes()
    {
        Node other = _image.Then(new Conv2D(1, 3));
        Message(() => Node.Concatenate(_image, other)).ShouldBe("Concatenate takes nodes of equal height and width, not 1x8x8 and 1x6x6.");
        Message(() => Node.Concatenate(_image)).ShouldBe("Concatenate takes two nodes or more.");
    }

    [Fact]
    public void Affine_with_a_wrong_number_of_values() =>
        Message(() => _image.Then(new Affine([1f, 2f], [0f]))).ShouldBe("Affine has 2 values for 1 channels; give one for each, or one for all.");

    [Fact]
    public void Padding_as_wide_as_a_pool() =>
        Message(() => _image.Then(new MaxPool2D(new Window2D(2, 2, PadLeft: 2)))).ShouldBe("A pool's padding must be smaller than its window.");

    [Fact]
    public void A_dilated_pool_that_would_see_nothing_but_padding() =>
        Message(() => Node.Input(1, 2, 2).Then(new MaxPool2D(new Window2D(2, 1, PadTop: 1, PadBottom: 1, Dilation: 3))))
            .ShouldBe("A pool dilated by 3 steps over the whole input of 1x2x2 somewhere; use less padding or dilation.");

    [Fact]
    public void An_output_apart_from_the_input()
    {
        Node other = Node.Input(1, 8, 8);
        Message(() => new Network(_image, other.Then(new ReLU()))).ShouldContain("input other than the one given");
        Message(() => new Network(_image, Node.Add(_image, other))).ShouldContain("input other than the one given");
    }

    [Fact]
    public void Two_layers_of_one_name() =>
        Message(() => Network.Sequential(new Shape(4), new Dense(3) { Name = "a" }, new Dense(3) { Name = "a" })).ShouldBe("Two layers have the same name.");

    [Fact]
    public void Default_names_leave_given_ones_alone()
    {
        Network network = Network.Sequential(new Shape(4), new Dense(3), new Dense(3) { Name = "dense1" }, new ReLU(), new Dense(3));
        network.Layers.Select(layer => layer.Name).ShouldBe(["dense2", "dense1", "relu1", "dense3"]);
        network.Parameters.First().Name.ShouldBe("dense2.weight");
    }

    [Fact]
    public void A_recurrent_layer_over_an_image() => Message(() => _image.Then(new LSTM(10))).ShouldBe(
        "LSTM reads a sequence, a map of one row, not 1x8x8; to read it row by row, put new Flatten(channelsLast: true) and "
        + "new Reshape(8, 1, 8, channelsLast: true) before it.");

    [Fact]
    public void Rows_of_an_image_are_steps_after_the_layers_that_the_message_names()
    {
        Shape image = new(2, 3, 4);
        Network network = Network.Sequential(image, new Flatten(channelsLast: true), new Reshape(8, 1, 3, channelsLast: true));
        float[] x = [.. Enumerable.Range(0, 24).Select(i => (float)i)];

        float[] steps = new InferencePlan(network, threads: 1).Run(x);

        // The values of the first step, [8, 1, 3], are those of the first row, [2, 3, 4].
        Enumerable.Range(0, 8).Select(value => steps[value * 3]).ShouldBe([0f, 12f, 1f, 13f, 2f, 14f, 3f, 15f]);
    }

    [Fact]
    public void Weights_before_a_layer_has_a_place()
    {
        foreach (Func<object?> read in (Func<object?>[])
            [
                () => new Dense(3).Weight, () => new Conv2D(3, 3).Weight, () => new BatchNorm().RunningMean, () => new LayerNorm().Gamma,
                () => new LSTM(3).Bias, () => new GRU(3).RecurrentBias, () => new PReLU().Slope,
            ])
        {
            Should.Throw<InvalidOperationException>(() => { read(); }).Message.ShouldBe("A layer has weights once it has a place in a network.");
        }

        new GRU(3, resetAfter: false).RecurrentBias.ShouldBeNull();
    }

    [Fact]
    public void Gather_of_what_is_not_there()
    {
        Message(() => new Gather(new Shape(3), 0, 1)).ShouldContain("Gather needs an index for each of the 3 values of 3, not 2.");
        Message(() => new Gather(new Shape(2), 0, -2)).ShouldContain("Gather has an index of -2; each must be a place in the input, or -1 for a zero.");
        Message(() => new Gather(new Shape(-2, -1), 0, 1)).ShouldContain("Gather makes maps of positive sizes and at most 2147483647 values, not -2x-1x1.");
        Message(() => new Gather(new Shape(65536, 65536))).ShouldContain("at most 2147483647 values, not 65536x65536x1.");
        Message(() => _image.Then(new Gather(new Shape(2), 3, 64))).ShouldBe("Gather takes value 64, but its input of 1x8x8 has 64.");
    }

    [Fact]
    public void Gather_over_another_input()
    {
        Network network = Network.Sequential(new Shape(2, 3, 4), new Gather(new Shape(2), 23, 0));
        Message(() => network.WithInput(new Shape(2, 4, 3))).ShouldContain("Gather was made for an input of 2x3x4; it gets 2x4x3.");
        Message(() => network.WithInput(new Shape(2, 3, 5))).ShouldContain("Gather was made for an input of 2x3x4; it gets 2x3x5.");
    }

    [Fact]
    public void Matrices_that_do_not_fit()
    {
        Message(() => _image.Then(new MatMul())).ShouldBe("MatMul takes two nodes.");
        Node a = _image.Then(new Conv2D(5, 1));
        Message(() => Node.MatMul(a, a)).ShouldBe("MatMul takes matrices of 8 rows and 5 columns times as many of 5 rows, not 5x8x8 and 5x8x8.");
    }

    [Fact]
    public void Groups_that_do_not_fit() =>
        Message(() => _image.Then(new Conv2D(5, 1), new GroupNorm(2))).ShouldBe("GroupNorm cannot make 2 groups of 5 channels.");

    [Fact]
    public void Maps_of_too_many_values()
    {
        Message(() => new Reshape(65536, 65537, 1)).ShouldContain("Reshape makes maps of at most 2147483647 values, not 65536x65537x1.");
        Message(() => Node.Input(1, 1, 1 << 18).Then(new LSTM(1 << 13, returnSequences: true)))
            .ShouldBe("LSTM makes 8192x1x262144 of an input of 1x1x262144; 2147483647 values are the most there can be.");
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Epsilon_that_makes_no_sense(float epsilon)
    {
        foreach (Func<Layer> build in (Func<Layer>[])
            [() => new LayerNorm(epsilon), () => new GroupNorm(2, epsilon), () => new BatchNorm(epsilon: epsilon), () => new BatchNorm(momentum: epsilon)])
        {
            Message(build).ShouldContain(" must be a finite number above 0, not ");
        }
    }

    [Fact]
    public void Sizes_that_make_no_sense()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Conv2D(0, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => new Conv2D(4, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new Conv2D(4, 3, padding: -1));
        Should.Throw<ArgumentOutOfRangeException>(() => new MaxPool2D(2, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new Dense(0));
        Should.Throw<ArgumentOutOfRangeException>(() => new LSTM(0));
        Should.Throw<ArgumentOutOfRangeException>(() => new LSTM(1 << 30));
        Should.Throw<ArgumentOutOfRangeException>(() => new GroupNorm(0));
        Should.Throw<ArgumentOutOfRangeException>(() => new Dropout(1f));
        Should.Throw<ArgumentOutOfRangeException>(() => new LeakyReLU(1f));
        Should.Throw<ArgumentOutOfRangeException>(() => new BatchNorm(momentum: 0f));
        Should.Throw<ArgumentOutOfRangeException>(() => Node.Input(1, 0, 28));
    }

    private static string Message(Func<object> build)
    {
        string message = Should.Throw<ArgumentException>(() => { build(); }).Message;
        message.ShouldNotContain("\n");
        return message.Replace(" (Parameter 'output')", "", StringComparison.Ordinal);
    }
}
