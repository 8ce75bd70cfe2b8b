namespace Digits.Engine.Tests.Networks;

/// <summary>A network that ends in the mean of several vectors of logits.</summary>
public sealed class HeadsTests
{
    private const int Images = 40;
    private const int Classes = 5;
    private static readonly Shape _input = new(1, 6, 6);
    private readonly float[] _images = Sample.Signed(Images * _input.Size, 1);
    private readonly byte[] _labels = Sample.Labels(Images, Classes, 2);

    [Fact]
    public void Heads_that_share_nothing_learn_as_networks_of_their_own_to_the_last_bit()
    {
        Network both = Together(out Network first, out Network second);
        Network[] alone = [first, second];

        List<StepResult> together = Train(both);

        List<StepResult>[] apart = [.. alone.Select(Train)];
        both.Parameters.Where(parameter => parameter.Trainable).Select(parameter => parameter.ToArray())
            .ShouldBe(alone.SelectMany(network => network.Parameters).Select(parameter => parameter.ToArray()));
        for (int step = 0; step < together.Count; step++)
            together[step].Loss.ShouldBe((apart[0][step].Loss + apart[1][step].Loss) / 2, 1e-9);
    }

    [Fact]
    public void What_heads_share_gets_the_sum_of_their_gradients()
    {
        Node input = Node.Input(1, 6, 6);
        Node shared = input.Then(new Conv2D(3, 3), new ReLU(), new Flatten());
        Node a = shared.Then(new Dense(Classes)), b = shared.Then(new Dense(Classes));
        Network both = new(input, Node.Mean(a, b), seed: 3);
        Parameter weight = both.Parameters.First();

        float[] sum = Gradient(both, weight);

        float[] ofA = Gradient(both.UpTo(a), weight), ofB = Gradient(both.UpTo(b), weight);
        for (int i = 0; i < sum.Length; i++)
            sum[i].ShouldBe(ofA[i] + ofB[i], 1e-6f);
    }

    [Fact]
    public void Hits_are_those_of_the_mean()
    {
        Network both = Together(out _, out _);
        float[] logits = new InferencePlan(both).Run(_images);
        int hits = Enumerable.Range(0, Images).Count(
            i => logits.AsSpan(i * Classes, Classes).IndexOf(logits.Skip(i * Classes).Take(Classes).Max()) == _labels[i]);

        new TrainingPlan(both, new SGD(0.1f), new TrainingPlanOptions { BatchSize = Images }).Step(_images, _labels).Correct.ShouldBe(hits);
    }

    [Fact]
    public void Heads_survive_their_file_and_go_on_as_they_would_have()
    {
        Network both = Together(out _, out _);
        Network loaded = OnnxModel.Read(new OnnxModel(both).ToArray()).Network;
        loaded.OutputsProbabilities.ShouldBeFalse();

        Train(loaded);
        Train(both);

        loaded.Parameters.Select(parameter => parameter.ToArray()).ShouldBe(both.Parameters.Select(parameter => parameter.ToArray()));
    }

    /// <summary>Two networks, and both as heads of one.</summary>
    private static Network Together(out Network first, out Network second)
    {
        first = Network.Sequential(_input, new Conv2D(2, 3), new ReLU(), new Flatten(), new Dense(Classes));
        second = Network.Sequential(_input, new Flatten(), new Dense(7), new ReLU(), new Dense(Classes));
        first.Initialize(5);
        second.Initialize(6);
        Node input = Node.Input(_input.Channels, _input.Height, _input.Width);
        return new Network(input, Node.Mean(first.Apply(input, "a."), second.Apply(input, "b.")), seed: null);
    }

    private List<StepResult> Train(Network network)
    {
        TrainingPlan plan = new(network, new Adam(0.01f), new TrainingPlanOptions { BatchSize = Images, Loss = new CrossEntropy(0.1f) });
        return [.. Enumerable.Range(0, 3).Select(_ => plan.Step(_images, _labels))];
    }

    private float[] Gradient(Network network, Parameter weight)
    {
        TrainingPlan plan = new(network, new SGD(0.1f), new TrainingPlanOptions { BatchSize = Images });
        plan.ComputeGradients(_images, Targets.Classes(_labels));
        return plan.GradientOf(weight);
    }
}
