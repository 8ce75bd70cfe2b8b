namespace Digits.Engine.Tests.Golden;

/// <summary>One training step gives PyTorch's loss, logits, statistics and every gradient within 1e-4 of their size.</summary>
public sealed class PyTorchStepTests
{
    private const double Tolerance = 1e-4;

    [Fact]
    public void Classic() => Check("classic", Tests.Classic.Build());

    [Fact]
    public void Batch_norm() => Check("batch-norm", Network.Sequential(
        new Shape(1, 28, 28),
        new Conv2D(8, 5, padding: 2, bias: false),
        new BatchNorm(),
        new ReLU(),
        new MaxPool2D(),
        new Conv2D(20, 3, padding: 1, stride: 2, bias: false),
        new BatchNorm(),
        new LeakyReLU(0.1f),
        new GlobalAveragePool2D(),
        new Dense(10)));

    [Fact]
    public void Residual_add()
    {
        Node image = Node.Input(1, 28, 28);
        Node a = image.Then(new Conv2D(12, 3, padding: 1, stride: 2), new ReLU());
        Node b = a.Then(new Conv2D(12, 3, padding: 1), new ReLU(), new Conv2D(12, 3, padding: 1));
        Check("residual", new Network(image, Node.Add(a, b).Then(new ReLU(), new AveragePool2D(), new Flatten(), new Dense(10))));
    }

    [Fact]
    public void Concatenate()
    {
        Node image = Node.Input(1, 28, 28);
        Node a = image.Then(new Conv2D(6, new Window2D(3, 3, Dilation: 2)), new ReLU());
        Node b = a.Then(new Conv2D(5, new Window2D(3, 1, PadTop: 1, PadBottom: 1)), new ReLU());
        Node pooled = Node.Concatenate(a, b).Then(new MaxPool2D(new Window2D(3, 3, 2, 2, 1, 1, 1, 1)));
        Check("concatenate", new Network(image, pooled.Then(new Conv2D(7, new Window2D(2, 3, 1, 2)), new GlobalMaxPool2D(), new Dense(10))));
    }

    private static void Check(string name, Network network)
    {
        GoldenStep golden = GoldenFile.Read<GoldenStep>(name);
        GoldenNumbers.Fill(network);
        float[] images = GoldenNumbers.Images(golden.Images, network.Input.Shape);
        byte[] labels = GoldenNumbers.LabelsOf(golden.Images, classes: 10);

        // A rate of zero: the step leaves the weights as they are.
        TrainingPlan plan = new(network, new SGD(learningRate: 0f), new TrainingPlanOptions { Loss = new CrossEntropy(golden.LabelSmoothing), Threads = 2 });
        StepResult result = plan.Step(images, labels);

        result.Images.ShouldBe(golden.Images);
        result.Correct.ShouldBe(golden.Correct);
        (result.Loss / result.Images).ShouldBe(golden.Loss, Tolerance * golden.Loss);

        Parameter[] parameters = [.. network.Parameters.Where(parameter => parameter.Trainable)];
        parameters.Select(parameter => parameter.Name).ShouldBe(golden.Gradients.Select(gradient => gradient.Name));
        for (int i = 0; i < parameters.Length; i++)
            golden.Gradients[i].ShouldBeCloseTo(plan.GradientOf(parameters[i]), i);

        foreach ((string statistic, double[] values) in golden.Statistics)
            ShouldBeClose(network.Parameters.Single(parameter => parameter.Name == statistic).ToArray(), values);

        // Logits of training depend on the batch where there is batch normalization.
        if (golden.Statistics.Count == 0)
        {
            float[] logits = new InferencePlan(network, threads: 2).Run(images);
            ShouldBeClose(logits[..golden.Logits.Length], golden.Logits);
        }
    }

    private static void ShouldBeClose(float[] actual, double[] expected)
    {
        actual.Length.ShouldBe(expected.Length);
        double greatest = expected.Max(Math.Abs);
        for (int i = 0; i < actual.Length; i++)
            ((double)actual[i]).ShouldBe(expected[i], Tolerance * greatest);
    }
}
