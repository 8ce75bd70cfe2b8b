namespace Digits.Engine.Tests.Networks;

/// <summary>A network at another size of image, with the same weights.</summary>
public sealed class NetworkWithInputTests
{
    private static readonly Shape _wide = new(1, 12, 40);

    [Fact]
    public void It_gives_what_a_network_made_for_that_size_gives()
    {
        Network network = Build(new Shape(1, 12, 16)), made = Build(_wide);
        Sample.Scatter(network, seed: 1);
        Sample.Scatter(made, seed: 1);
        float[] images = Sample.Signed(3 * _wide.Size, seed: 2);

        float[] outputs = new InferencePlan(network.WithInput(_wide)).Run(images);

        outputs.ShouldBe(new InferencePlan(made).Run(images));
    }

    [Fact]
    public void The_weights_are_shared_and_stay_as_they_are()
    {
        Network network = Build(new Shape(1, 12, 16));
        Sample.Scatter(network, seed: 1);
        float[][] before = [.. network.Parameters.Select(parameter => parameter.ToArray())];

        Network wide = network.WithInput(_wide);

        wide.Parameters.ShouldBe(network.Parameters);
        wide.Layers.Select(layer => layer.Name).ShouldBe(network.Layers.Select(layer => layer.Name));
        network.Parameters.Select(parameter => parameter.ToArray()).ShouldBe(before);
        network.Input.Shape.ShouldBe(new Shape(1, 12, 16));
        wide.Output.Shape.ShouldBe(new Shape(5, 1, 10));
    }

    [Fact]
    public void A_plan_for_inference_follows_the_training_at_another_width()
    {
        Network network = Build(new Shape(1, 12, 16));
        InferencePlan wide = new(network.WithInput(_wide));
        float[] images = Sample.Signed(_wide.Size, seed: 2);
        float[] before = wide.Run(images);
        TrainingPlan training = new(network, new Adam(0.01f), new TrainingPlanOptions { BatchSize = 2, Loss = new CtcLoss() });

        training.Step(Sample.Signed(2 * network.Input.Shape.Size, seed: 3), Targets.Sequences(new byte[] { 1, 2, 3 }, new[] { 2, 1 }));

        float[] after = wide.Run(images);
        after.ShouldNotBe(before);
        after.ShouldBe(new InferencePlan(network.WithInput(_wide)).Run(images));
    }

    [Fact]
    public void Training_works_at_another_size()
    {
        Network network = Build(new Shape(1, 12, 16)), made = Build(_wide);
        float[] images = Sample.Signed(_wide.Size, seed: 2);
        Targets targets = Targets.Sequences(new byte[] { 1, 2, 3 }, new[] { 3 });
        TrainingPlanOptions options = new() { BatchSize = 1, Loss = new CtcLoss() };

        new TrainingPlan(network.WithInput(_wide), new Adam(0.01f), options).Step(images, targets);
        new TrainingPlan(made, new Adam(0.01f), options).Step(images, targets);

        network.Parameters.Select(parameter => parameter.ToArray()).ShouldBe(made.Parameters.Select(parameter => parameter.ToArray()));
    }

    [Fact]
    public void Joined_and_fixed_layers_are_taken_along()
    {
        Node input = Node.Input(1, 8, 8);
        Node scaled = input.Then(new Affine([2f], [1f]));
        Node left = scaled.Then(new Conv2D(3, 3, padding: 1)), right = scaled.Then(new Conv2D(3, 1));
        Network network = new(input, Node.Concatenate(Node.Add(left, right), left).Then(new GlobalAveragePool2D(), new Dense(4)));

        Network other = network.WithInput(new Shape(1, 20, 10));

        other.Output.Shape.ShouldBe(new Shape(4));
        other.Parameters.ShouldBe(network.Parameters, ignoreOrder: true);
        network.Parameters.Single(parameter => parameter.Name == "affine1.weight").ToArray().ShouldBe([2f]);
    }

    [Fact]
    public void Sizes_that_a_layer_does_not_allow_are_refused()
    {
        Network flattened = Network.Sequential(new Shape(1, 8, 8), new Conv2D(2, 3), new Flatten(), new Dense(3));
        Should.Throw<ArgumentException>(() => flattened.WithInput(new Shape(1, 8, 9)))
            .Message.ShouldContain("The network cannot read 1x8x9: dense1.weight is 3x72, but 3x84 would be needed.");
        Should.Throw<ArgumentException>(() => flattened.WithInput(new Shape(2, 8, 8))).Message.ShouldContain("conv1.weight is 2x1x3x3");
        Should.Throw<ArgumentException>(() => Build(_wide).WithInput(new Shape(1, 2, 40))).Message.ShouldContain("The network cannot read 1x2x40");
        Should.Throw<ArgumentException>(() => Build(_wide).WithInput(default));
    }

    private static Network Build(Shape input) => Network.Sequential(
        input,
        new Conv2D(6, 3, padding: 1, bias: false),
        new BatchNorm(),
        new ReLU(),
        new MaxPool2D(2),
        new Conv2D(8, new Window2D(3, 3, PadLeft: 1, PadRight: 1)),
        new ReLU(),
        new MaxPool2D(new Window2D(4, 2, StrideY: 4, StrideX: 2)),
        new Conv2D(5, 1));
}
