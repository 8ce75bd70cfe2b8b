using Digits.Data;
using Digits.Engine;

namespace Digits.Tests.Training;

/// <summary>A small convolutional network with CTC learns to read strings of digits that nobody cut apart.</summary>
[Trait("Category", "Slow")]
public sealed class DigitStringsTests
{
    private const int Length = 3;
    private const int Batch = 64;
    private const int Steps = 2000;
    private const int HeldOut = 2000;
    private const int TrainingDigits = 54_000;

    [SkippableFact]
    public void Three_digits_of_MNIST_side_by_side_are_read_exactly_98_times_in_a_hundred()
    {
        DigitSet all = DataSource.Load(RealData.Folder("mnist")).RequireTrain();
        DigitStrings strings = new(all.Take(TrainingDigits), Length, seed: 1);
        Network network = Build(strings.Shape);
        network.Output.Shape.ShouldBe(new Shape(11, 1, 21));

        Train(network, strings);

        DigitSet others = all.Subset([.. Enumerable.Range(TrainingDigits, all.Count - TrainingDigits)]);
        Exact(network, new DigitStrings(others, Length, seed: 2)).ShouldBeGreaterThanOrEqualTo(0.98);
    }

    /// <summary>Rows are pooled away, columns become steps: 28x84, 14x42, 7x21, 3x21, 1x21. The eleventh channel is the blank.</summary>
    private static Network Build(Shape picture) => Network.Sequential(
        picture,
        new Conv2D(16, 3, padding: 1, bias: false), new BatchNorm(), new ReLU(), new MaxPool2D(2),
        new Conv2D(32, 3, padding: 1, bias: false), new BatchNorm(), new ReLU(), new MaxPool2D(2),
        new Conv2D(64, 3, padding: 1, bias: false), new BatchNorm(), new ReLU(), new MaxPool2D(new Window2D(2, 1, StrideY: 2)),
        new Conv2D(64, new Window2D(3, 3, PadLeft: 1, PadRight: 1), bias: false), new BatchNorm(), new ReLU(),
        new Conv2D(11, 1));

    private static void Train(Network network, DigitStrings strings)
    {
        const float Rate = 0.01f;
        AdamW optimizer = new(Rate, weightDecay: 0.02f);
        OneCycleSchedule schedule = new();
        TrainingPlan plan = new(network, optimizer, new TrainingPlanOptions { BatchSize = Batch, Loss = new CtcLoss(^1) });
        float[] images = new float[Batch * strings.Shape.Size];
        byte[] labels = new byte[Batch * Length];
        int[] lengths = [.. Enumerable.Repeat(Length, Batch)];
        for (int step = 0; step < Steps; step++)
        {
            strings.Fill(step * Batch, images, labels);
            optimizer.LearningRate = (float)(Rate * schedule.Factor(step, Steps));
            plan.Step(images, Targets.Sequences(labels, lengths));
        }
    }

    /// <summary>The share of strings that best-path decoding reads without a mistake.</summary>
    private static double Exact(Network network, DigitStrings strings)
    {
        float[] images = new float[HeldOut * strings.Shape.Size];
        byte[] labels = new byte[HeldOut * Length];
        strings.Fill(0, images, labels);
        float[] outputs = new InferencePlan(network).Run(images);
        Shape output = network.Output.Shape;
        byte[] read = new byte[output.Width];
        int exact = 0;
        for (int i = 0; i < HeldOut; i++)
        {
            int count = CtcDecoder.BestPath(outputs.AsSpan(i * output.Size, output.Size), output.Channels, ^1, read);
            exact += read.AsSpan(0, count).SequenceEqual(labels.AsSpan(i * Length, Length)) ? 1 : 0;
        }

        return (double)exact / HeldOut;
    }
}
