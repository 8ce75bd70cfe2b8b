namespace Digits.Engine.Tests.Layers;

public sealed class DropoutTests
{
    [Fact]
    public void Each_step_draws_anew_and_a_resumed_step_draws_the_same()
    {
        double[] losses = Losses(from: 0, steps: 4);
        losses.ShouldBeUnique();
        Losses(from: 0, steps: 4).ShouldBe(losses);
        Losses(from: 2, steps: 2).ShouldBe(losses[2..]);
    }

    [Fact]
    public void Two_layers_and_two_slices_draw_apart()
    {
        // With the same image everywhere, equal masks would make equal activations, and equal losses for every image.
        Network network = Network.Sequential(new Shape(64), new Dropout(0.5f), new Dense(2));
        network.Parameters.First().Assign([.. Enumerable.Repeat(0.1f, 64), .. Enumerable.Repeat(-0.1f, 64)]);
        float[] ones = [.. Enumerable.Repeat(1f, 64 * 64)];
        double both = First(network, ones, images: 64);
        double first = First(network, ones, images: 32);
        both.ShouldNotBe(2 * first);
    }

    private static double First(Network network, float[] inputs, int images) =>
        new TrainingPlan(network, new SGD(learningRate: 0f)).Step(inputs.AsMemory(0, images * 64), new byte[images]).Loss;

    /// <summary>The losses of steps on the same batch with the same weights: only the masks differ.</summary>
    private static double[] Losses(int from, int steps)
    {
        Network network = Network.Sequential(new Shape(20), new Dense(30), new Dropout(0.4f), new ReLU(), new Dropout(0.4f), new Dense(5));
        SGD optimizer = new(learningRate: 0f) { Steps = from };
        TrainingPlan plan = new(network, optimizer, new TrainingPlanOptions { Seed = 3, Threads = 2 });
        float[] inputs = Sample.Signed(50 * 20, seed: 1);
        byte[] labels = Sample.Labels(50, 5, seed: 2);
        return [.. Enumerable.Range(0, steps).Select(_ => plan.Step(inputs, labels).Loss)];
    }
}
