using Digits.Engine.Kernels;
using Digits.Engine.Tests.Twins;

namespace Digits.Engine.Tests.Losses;

/// <summary>CTC against its definition, alone and at the end of a network.</summary>
public sealed class CtcLossTests
{
    private const int Width = 5;
    private static readonly byte[][] _blankFirst = [[1, 2], [2, 2], [], [1], [1, 2, 1], [2, 2, 2], [1, 1, 2]];
    private static readonly byte[][] _blankLast = [[0, 1], [1, 1], [], [0], [0, 1, 0], [1, 1, 1], [0, 0, 1]];
    private static readonly int[] _steps = [5, 4, 3, 1, 3, 4, 5];

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void The_loss_is_the_sum_over_all_paths_that_spell_the_labels(int blank)
    {
        // The sixth image's labels would need five steps and have four: no loss.
        byte[][] labels = blank == 0 ? _blankFirst : _blankLast;
        Shape shape = new(3, 1, Width);
        float[] logits = [.. Sample.Signed(labels.Length * shape.Size, seed: 3).Select(value => 3 * value)];

        double loss = new LossRun(shape, logits).Compute(new CtcLoss(blank), SequenceTargets.Of(labels, _steps));

        loss.ShouldBe(CtcTwin.Loss(Maps.From(logits, shape), labels, _steps, blank), 1e-10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void The_gradient_is_the_finite_difference_of_the_mean_loss(int blank)
    {
        byte[][] labels = blank == 0 ? _blankFirst : _blankLast;
        Shape shape = new(3, 1, Width);
        float[] logits = [.. Sample.Signed(labels.Length * shape.Size, seed: 4).Select(value => 2 * value)];
        LossRun run = new(shape, logits);
        run.Compute(new CtcLoss(blank), SequenceTargets.Of(labels, _steps));

        Maps maps = Maps.From(logits, shape);
        for (int i = 0; i < logits.Length; i++)
        {
            const double Step = 1e-5;
            double kept = maps.Values[i];
            maps.Values[i] = kept + Step;
            double above = CtcTwin.Loss(maps, labels, _steps, blank);
            maps.Values[i] = kept - Step;
            double below = CtcTwin.Loss(maps, labels, _steps, blank);
            maps.Values[i] = kept;
            ((double)run.Gradient[i]).ShouldBe((above - below) / (2 * Step) / labels.Length, 1e-7, $"{i}");
        }
    }

    [Theory]
    [InlineData("first")]
    [InlineData("last")]
    public void Weights_before_a_map_of_steps_get_their_gradients(string place)
    {
        // 33 images are a slice and one more. Rows go by rectangular pools and kernels: 7 -> 5 -> 2 -> 1, columns stay.
        Index blank = place == "first" ? 0 : ^1;
        byte[][] labels = [.. Enumerable.Range(0, 33).Select(i => (place == "first" ? _blankFirst : _blankLast)[i % 7])];
        int[] steps = [.. Enumerable.Range(0, 33).Select(i => _steps[i % 7])];
        Network network = Network.Sequential(
            new Shape(1, 7, Width),
            new Conv2D(4, new Window2D(3, 3, PadLeft: 1, PadRight: 1)), new BatchNorm(), new ReLU(), new MaxPool2D(new Window2D(2, 1, StrideY: 2)),
            new Conv2D(3, new Window2D(2, 3, PadLeft: 1, PadRight: 1)));
        network.Output.Shape.ShouldBe(new Shape(3, 1, Width));

        GradientCheck.Run(
            network,
            SequenceTargets.Of(labels, steps),
            (twin, images) => CtcTwin.Loss(twin.Run(images, dropoutSeed: 0), labels, steps, blank.GetOffset(3)) / 33,
            new TrainingPlanOptions { Loss = new CtcLoss(blank) });
    }

    [Fact]
    public void Labels_that_do_not_fit_into_the_steps_give_no_gradient()
    {
        Shape shape = new(3, 1, Width);
        LossRun run = new(shape, Sample.Signed(2 * shape.Size, seed: 5));

        run.Compute(new CtcLoss(), SequenceTargets.Of([[1, 1, 2, 2], [1, 2, 1, 2, 1, 2]])).ShouldBe(0);

        run.Gradient.ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void Logits_far_apart_stay_finite()
    {
        Shape shape = new(3, 1, Width);
        float[] logits = [.. Sample.Signed(shape.Size, seed: 6).Select(value => 1e6f * value)];
        LossRun run = new(shape, logits);

        double.IsFinite(run.Compute(new CtcLoss(), SequenceTargets.Of([[1, 2]]))).ShouldBeTrue();

        run.Gradient.ShouldAllBe(value => float.IsFinite(value));
    }

    [Fact]
    public void An_image_is_right_if_its_best_path_spells_its_labels()
    {
        // Steps 1 1 - 2 2, so 1 2.
        float[] logits = new float[15];
        foreach ((int t, int c) in new[] { (0, 1), (1, 1), (2, 0), (3, 2), (4, 2) })
            logits[(c * Width) + t] = 1;

        LossRun run = new(new Shape(3, 1, Width), [.. logits, .. logits, .. logits]);
        run.Compute(new CtcLoss(), SequenceTargets.Of([[1, 2], [1, 2, 2], [1]], [5, 5, 3]));
        run.Correct.ShouldBe(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Steps_of_training_end_in_the_same_bits_on_any_threads_and_width(int threads)
    {
        float[] expected = Train(threads: 1, KernelFactory.Create("scalar"));
        foreach (string variant in KernelFactory.Supported)
            Train(threads, KernelFactory.Create(variant)).ShouldBe(expected, variant);
    }

    /// <summary>The weights after three steps on 70 images.</summary>
    private static float[] Train(int threads, KernelSet kernels)
    {
        Network network = Network.Sequential(
            new Shape(1, 6, 9), new Conv2D(8, 3), new ReLU(), new Dropout(0.2f), new Conv2D(4, new Window2D(4, 1)));
        float[] images = Sample.Signed(70 * network.Input.Shape.Size, seed: 1);
        byte[] labels = [.. Sample.Labels(140, 3, seed: 2).Select(label => (byte)(label + 1))];
        int[] lengths = [.. Enumerable.Range(0, 70).Select(i => 1 + (2 * (i % 2)))];
        TrainingPlan plan = new(network, new Adam(), new TrainingPlanOptions { BatchSize = 70, Threads = threads, Loss = new CtcLoss() }, kernels);
        for (int step = 0; step < 3; step++)
            plan.Step(images, Targets.Sequences(labels, lengths)).Images.ShouldBe(70);

        return [.. network.Parameters.SelectMany(parameter => parameter.ToArray())];
    }
}
