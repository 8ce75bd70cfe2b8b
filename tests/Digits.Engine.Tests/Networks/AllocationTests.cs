namespace Digits.Engine.Tests.Networks;

/// <summary>A step allocates nothing once the code is warm. No other test runs at the same time: the count is of the whole process.</summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTests
{
    private const int Images = 70;

    [Theory]
    [InlineData("adam", 1)]
    [InlineData("adam", 2)]
    [InlineData("sgd", 1)]
    [InlineData("sgd", 2)]
    [InlineData("sgd", 2, 0.1f)]
    public void Training_step(string optimizer, int threads, float clipNorm = 0)
    {
        Network network = Everything();
        Optimizer changes = optimizer == "adam" ? new AdamW() : new SGD { ClipNorm = clipNorm };
        TrainingPlan plan = new(network, changes, new TrainingPlanOptions { BatchSize = Images, Threads = threads });
        float[] images = Sample.Signed(Images * network.Input.Shape.Size, seed: 1);
        byte[] labels = Sample.Labels(Images, 4, seed: 2);
        ShouldAllocateNothing(() => plan.Step(images, labels));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Training_step_of_sequences(int threads)
    {
        Network network = Network.Sequential(new Shape(1, 5, 8), new Conv2D(4, 3), new ReLU(), new Conv2D(4, new Window2D(3, 1)));
        TrainingPlan plan = new(network, new Adam(), new TrainingPlanOptions { BatchSize = Images, Threads = threads, Loss = new CtcLoss(^1) });
        float[] images = Sample.Signed(Images * network.Input.Shape.Size, seed: 1);
        byte[] labels = Sample.Labels(2 * Images, 3, seed: 2);
        int[] lengths = [.. Enumerable.Repeat(2, Images)];
        ShouldAllocateNothing(() => plan.Step(images, Targets.Sequences(labels, lengths)));
    }

    [Theory]
    [InlineData(Images, 1)]
    [InlineData(Images, 2)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    public void Inference(int count, int threads)
    {
        Network network = Everything();
        InferencePlan plan = new(network, threads);
        float[] images = Sample.Signed(count * network.Input.Shape.Size, seed: 1);
        float[] results = new float[count * 4];
        ShouldAllocateNothing(() => plan.Run(images, results));
    }

    /// <summary>Measures until nothing is allocated, since the test runner's own threads do so now and then: often, where steps are slow.</summary>
    private static void ShouldAllocateNothing(Action step)
    {
        for (int i = 0; i < 20; i++)
            step();

        long least = long.MaxValue;
        for (int attempt = 0; attempt < 100 && least > 0; attempt++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < 10; i++)
                step();

            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        least.ShouldBe(0);
    }

    private static Network Everything()
    {
        Node image = Node.Input(2, 8, 8);
        Node a = image.Then(new Affine([1f], [0f]), new Conv2D(4, 3, padding: 1), new BatchNorm(), new ReLU());
        Node b = Node.Add(a, a.Then(new Conv2D(4, 3, padding: 1), new LeakyReLU(), new Dropout(0.1f)));
        Node c = Node.Concatenate(b.Then(new MaxPool2D()), a.Then(new AveragePool2D()));
        Node d = Node.Multiply(c, c.Then(new Conv2D(8, 3, padding: 1, groups: 8), new GELU(), new PReLU(), new GlobalAveragePool2D(), new Sigmoid()));
        Node e = d.Then(new ZeroPadding2D(1, 0, 0, 1), new Flatten(), new Dense(12), new Reshape(2, 2, 3), new Conv2D(3, 1), new LayerNorm(), new GroupNorm(3));
        e = e.Then(new Gather(new Shape(3, 2, 2), 0, 1, 5, 4, -1, 7, 7, 8, 9, 17, 3, 2));
        e = Node.MatMul(e, e.Then(new Gather(new Shape(5, 2, 3), [.. Enumerable.Range(0, 30).Select(i => i % 12)])));
        Node f = e.Then(
            new MaxPool2D(new Window2D(2, 1)), new LSTM(3, returnSequences: true, reverse: true), new GRU(4, returnSequences: true),
            new GRU(3, returnSequences: true, resetAfter: false), new SimpleRNN(5));
        return new Network(image, f.Then(new Flatten(), new Dense(4), new Softmax(logarithm: true)));
    }
}
