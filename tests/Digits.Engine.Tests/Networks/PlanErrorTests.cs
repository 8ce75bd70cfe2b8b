namespace Digits.Engine.Tests.Networks;

/// <summary>A plan refuses what does not fit it, before it touches a weight.</summary>
public sealed class PlanErrorTests
{
    private readonly Network _network = Network.Sequential(new Shape(1, 2, 2), new Flatten(), new Dense(3));

    [Fact]
    public void Images_that_do_not_fit()
    {
        InferencePlan plan = new(_network, threads: 1);
        Should.Throw<ArgumentException>(() => plan.Run(new float[7], new float[3])).Message.ShouldContain("7 values are not whole images of 1x2x2");
        Should.Throw<ArgumentException>(() => plan.Run(new float[7])).Message.ShouldContain("7 values are not whole images of 1x2x2");
        Should.Throw<ArgumentException>(() => plan.Run(new float[8], new float[3])).Message.ShouldContain("2 images give 6 results, not 3");
        plan.Run(Array.Empty<float>()).ShouldBeEmpty();
    }

    [Fact]
    public void Batches_that_do_not_fit()
    {
        TrainingPlan plan = new(_network, new SGD(), new TrainingPlanOptions { BatchSize = 2, Threads = 1 });
        float[] before = _network.Parameters.First().ToArray();
        Should.Throw<ArgumentException>(() => plan.Step(new float[12], new byte[3])).Message.ShouldContain("1 to 2 images, not 3");
        Should.Throw<ArgumentException>(() => plan.Step(Array.Empty<float>(), Array.Empty<byte>())).Message.ShouldContain("1 to 2 images, not 0");
        Should.Throw<ArgumentException>(() => plan.Step(new float[7], new byte[2])).Message.ShouldContain("2 images of 1x2x2 are not 7 values");
        Should.Throw<ArgumentException>(() => plan.Step(new float[8], new byte[] { 0, 3 })).Message.ShouldContain("label is 3, but the network has 3 classes");
        _network.Parameters.First().ToArray().ShouldBe(before);
    }

    [Fact]
    public void Options_out_of_range()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new TrainingPlan(_network, new SGD(), new TrainingPlanOptions { BatchSize = 0 }));
        Should.Throw<ArgumentOutOfRangeException>(() => new TrainingPlan(_network, new SGD(), new TrainingPlanOptions { Threads = -1 }));
        Should.Throw<ArgumentOutOfRangeException>(() => new TrainingPlan(_network, new SGD(), new TrainingPlanOptions { Loss = new CrossEntropy(1f) }));
        Should.Throw<ArgumentOutOfRangeException>(() => new TrainingPlan(_network, new SGD(), new TrainingPlanOptions { Loss = new CrossEntropy(-0.1f) }));
        Should.Throw<ArgumentOutOfRangeException>(() => new InferencePlan(_network, threads: -1));
    }

    [Fact]
    public void A_network_of_more_memory_than_there_can_be()
    {
        // 131,072 steps of 512 gates, for 32 images.
        Network steps = Network.Sequential(new Shape(1, 1, 1 << 17), new LSTM(128), new Dense(3));
        Should.Throw<InvalidInputException>(() => new TrainingPlan(steps, new SGD())).Message
            .ShouldBe("The network needs 10.8 GB or more of memory in one piece, and 8.6 GB are the most there can be; make its layers or its input smaller.");

        Should.Throw<InvalidInputException>(() => Network.Sequential(new Shape(1 << 20), new Dense(1 << 12))).Message.ShouldContain("needs 17.2 GB");
    }

    [Fact]
    public void Networks_that_cannot_be_trained()
    {
        Network map = Network.Sequential(new Shape(1, 2, 2), new Conv2D(3, 1));
        Should.Throw<ArgumentException>(() => new TrainingPlan(map, new SGD())).Message.ShouldContain("vector of logits, not 3x2x2");

        Network fixedOne = Network.Sequential(new Shape(1, 2, 2), new Flatten(), new Affine([1f], [0f]));
        Should.Throw<ArgumentException>(() => new TrainingPlan(fixedOne, new SGD())).Message.ShouldContain("nothing to train");
    }
}
