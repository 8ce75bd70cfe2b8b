namespace Digits.Engine.Tests.Optimizers;

public sealed class OptimizerStateTests
{
    public static TheoryData<string> Names => ["sgd", "adam", "adamw"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_goes_on_to_the_bit_from_weights_and_state_that_were_read_back(string name)
    {
        Network network = Build();
        Optimizer optimizer = Make(name);
        Step(network, optimizer, steps: 3);

        Network resumed = Build();
        resumed.Initialize(seed: 9);
        foreach ((Parameter from, Parameter to) in network.Parameters.Zip(resumed.Parameters))
            to.Assign(from.ToArray());

        Optimizer restored = Make(name);
        restored.Restore(resumed, optimizer.State.ToDictionary(entry => entry.Name, entry => entry.Values));
        restored.Steps = optimizer.Steps;

        Step(network, optimizer, steps: 2);
        Step(resumed, restored, steps: 2);
        foreach ((Parameter expected, Parameter actual) in network.Parameters.Zip(resumed.Parameters))
            actual.ToArray().ShouldBe(expected.ToArray(), expected.Name);
    }

    [Fact]
    public void State_has_PyTorchs_names_and_sizes()
    {
        Network network = Network.Sequential(new Shape(1, 4, 4), new Conv2D(3, 2), new Flatten(), new Dense(2, bias: false));
        Adam optimizer = new();
        optimizer.State.ShouldBeEmpty();
        _ = new TrainingPlan(network, optimizer);
        optimizer.State.Select(entry => $"{entry.Name} {string.Join('x', entry.Dimensions)} {entry.Values.Length}").ShouldBe(
        [
            "conv1.weight.exp_avg 3x1x2x2 12",
            "conv1.weight.exp_avg_sq 3x1x2x2 12",
            "conv1.bias.exp_avg 3 3",
            "conv1.bias.exp_avg_sq 3 3",
            "dense1.weight.exp_avg 2x27 54",
            "dense1.weight.exp_avg_sq 2x27 54",
        ]);
    }

    [Fact]
    public void A_missing_or_misshapen_buffer_is_named()
    {
        Network network = Build();
        Should.Throw<ArgumentException>(() => new Adam().Restore(network, new Dictionary<string, float[]>())).Message.ShouldContain("conv1.weight.exp_avg");

        Dictionary<string, float[]> state = new() { ["conv1.weight.momentum_buffer"] = new float[5] };
        Should.Throw<ArgumentException>(() => new SGD().Restore(network, state)).Message.ShouldContain("conv1.weight has 54 values, not 5");
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new SGD(learningRate: -1f));
        Should.Throw<ArgumentOutOfRangeException>(() => new SGD(momentum: 1f));
        Should.Throw<ArgumentOutOfRangeException>(() => new Adam(beta1: 1f));
        Should.Throw<ArgumentOutOfRangeException>(() => new Adam(epsilon: -1f));
        Should.Throw<ArgumentOutOfRangeException>(() => new AdamW(weightDecay: -1f));
    }

    private static Optimizer Make(string name) => name switch
    {
        "sgd" => new SGD(learningRate: 0.05f, nesterov: true, weightDecay: 0.01f),
        "adam" => new Adam(),
        _ => new AdamW(),
    };

    private static Network Build() =>
        Network.Sequential(new Shape(1, 6, 6), new Conv2D(6, 3), new BatchNorm(), new ReLU(), new Dropout(0.2f), new Flatten(), new Dense(3));

    private static void Step(Network network, Optimizer optimizer, int steps)
    {
        TrainingPlan plan = new(network, optimizer, new TrainingPlanOptions { BatchSize = 40, Threads = 2, Seed = 4 });
        float[] images = Sample.Signed(40 * 36, seed: 1);
        byte[] labels = Sample.Labels(40, 3, seed: 2);
        for (int i = 0; i < steps; i++)
            plan.Step(images, labels);
    }
}
