namespace Digits.Engine.Tests.Networks;

/// <summary>Images that are made as they are needed, and targets that are probabilities.</summary>
public class BatchSourceTests
{
    private const int Images = 75;
    private const int Classes = 5;
    private static readonly Shape _shape = new(1, 7, 6);

    [Fact]
    public void Images_from_a_source_train_as_images_in_memory_do()
    {
        float[] images = Sample.Signed(Images * _shape.Size, seed: 1);
        byte[] labels = Sample.Labels(Images, Classes, seed: 2);
        Network memory = Network();
        Network source = Network();

        StepResult expected = Plan(memory).Step(images, labels);
        StepResult result = Plan(source).Step(new Copy(images), Targets.Classes(labels));

        result.ShouldBe(expected);
        Weights(source).ShouldBe(Weights(memory));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.1f)]
    public void Probabilities_that_say_what_the_labels_say_change_nothing(float smoothing)
    {
        float[] images = Sample.Signed(Images * _shape.Size, seed: 1);
        byte[] labels = Sample.Labels(Images, Classes, seed: 2);
        float[] targets = new float[Images * Classes];
        for (int i = 0; i < Images; i++)
            targets[(i * Classes) + labels[i]] = 1;

        Network byLabel = Network();
        Network byTarget = Network();
        StepResult expected = Plan(byLabel, smoothing).Step(new Copy(images), Targets.Classes(labels));

        Plan(byTarget, smoothing).Step(new Copy(images), Targets.Classes(labels, targets)).ShouldBe(expected);
        Weights(byTarget).ShouldBe(Weights(byLabel));
    }

    [Fact]
    public void The_loss_of_a_blend_is_the_blend_of_the_losses()
    {
        // Cross-entropy is linear in the target, and so is its gradient: one step of SGD too.
        float[] images = Sample.Signed(Images * _shape.Size, seed: 1);
        byte[] first = Sample.Labels(Images, Classes, seed: 2);
        byte[] second = Sample.Labels(Images, Classes, seed: 3);
        float[] targets = new float[Images * Classes];
        for (int i = 0; i < Images; i++)
        {
            targets[(i * Classes) + first[i]] += 0.25f;
            targets[(i * Classes) + second[i]] += 0.75f;
        }

        (Network one, Network two, Network blend) = (Network(), Network(), Network());
        double losses = 0.25 * Plan(one).Step(new Copy(images), Targets.Classes(first)).Loss;
        losses += 0.75 * Plan(two).Step(new Copy(images), Targets.Classes(second)).Loss;

        Plan(blend).Step(new Copy(images), Targets.Classes(first, targets)).Loss.ShouldBe(losses, 1e-5 * losses);
        foreach ((float a, float b, float c) in Weights(one).Zip(Weights(two), Weights(blend)))
            c.ShouldBe((0.25f * a) + (0.75f * b), 1e-5f);
    }

    [Fact]
    public void Targets_of_another_size_are_refused() =>
        Should.Throw<ArgumentException>(() => Plan(Network()).Step(new Copy(new float[2 * _shape.Size]), Targets.Classes(new byte[2], new float[Classes])))
            .Message.ShouldContain("The targets of 2 images and 5 classes are not 5 values.");

    private static Network Network()
    {
        Network network = Engine.Network.Sequential(_shape, new Conv2D(4, 3), new ReLU(), new Flatten(), new Dense(Classes));
        network.Initialize(7);
        return network;
    }

    private static TrainingPlan Plan(Network network, float smoothing = 0) =>
        new(network, new SGD(0.1f), new TrainingPlanOptions { BatchSize = Images, Threads = 2, Loss = new CrossEntropy(smoothing) });

    private static float[] Weights(Network network) => [.. network.Parameters.SelectMany(parameter => parameter.ToArray())];

    private sealed class Copy(float[] images) : IBatchSource
    {
        public void Fill(int first, Span<float> target) => images.AsSpan(first * _shape.Size, target.Length).CopyTo(target);
    }
}
