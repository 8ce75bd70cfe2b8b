using Digits.Engine.Kernels;

namespace Digits.Engine.Tests.Networks;

/// <summary>The same seed gives the same weights, bit for bit, whatever the number of threads and the vectors' width.</summary>
public sealed class DeterminismTests
{
    /// <summary>A batch, and the images of an epoch that end in a partial batch; 300 images are ten slices in eight pieces.</summary>
    public static TheoryData<int, int> Batches => new() { { 32, 50 }, { 64, 133 }, { 100, 215 }, { 300, 480 } };

    [Theory]
    [MemberData(nameof(Batches))]
    public void Weights_do_not_depend_on_threads(int batch, int images)
    {
        string expected = Train(Mixed(), new Adam(), batch, images, threads: 1, KernelFactory.Default);
        foreach (int threads in (int[])[2, 3, 5])
            Train(Mixed(), new Adam(), batch, images, threads, KernelFactory.Default).ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Weights_of_a_network_in_one_phase_do_not_depend_on_threads(int batch, int images)
    {
        string expected = Train(Plain(), new SGD(), batch, images, threads: 1, KernelFactory.Default);
        foreach (int threads in (int[])[2, 3, 5])
            Train(Plain(), new SGD(), batch, images, threads, KernelFactory.Default).ShouldBe(expected);
    }

    [Fact]
    public void Weights_do_not_depend_on_the_vectors_width()
    {
        string expected = Train(Mixed(), new AdamW(), batch: 70, images: 150, threads: 2, KernelFactory.Create("scalar"));
        foreach (string variant in KernelFactory.Supported)
            Train(Mixed(), new AdamW(), batch: 70, images: 150, threads: 2, KernelFactory.Create(variant)).ShouldBe(expected, variant);
    }

    [Fact]
    public void Another_seed_gives_other_weights_and_other_dropout()
    {
        Network one = Plain();
        Network other = Plain();
        other.Initialize(seed: 1);
        Weights(other).ShouldNotBe(Weights(one));

        string drop = Train(Mixed(), new SGD(), batch: 32, images: 32, threads: 1, KernelFactory.Default, seed: 1);
        Train(Mixed(), new SGD(), batch: 32, images: 32, threads: 1, KernelFactory.Default, seed: 2).ShouldNotBe(drop);
    }

    [Fact]
    public void Results_of_an_image_do_not_depend_on_its_neighbors_threads_or_width()
    {
        Network network = Mixed();
        Sample.Scatter(network, seed: 3);
        int size = network.Input.Shape.Size;
        float[] images = Sample.Signed(70 * size, seed: 4);
        float[] expected = new InferencePlan(network, threads: 1, KernelFactory.Create("scalar")).Run(images);

        InferencePlan alone = new(network, threads: 2);
        for (int i = 0; i < 70; i++)
            alone.Run(images.AsMemory(i * size, size)).ShouldBe(expected[(i * 10)..((i + 1) * 10)]);

        foreach (string variant in KernelFactory.Supported)
            new InferencePlan(network, threads: 3, KernelFactory.Create(variant)).Run(images).ShouldBe(expected, variant);
    }

    private static string Train(Network network, Optimizer optimizer, int batch, int images, int threads, KernelSet kernels, ulong seed = 0)
    {
        int size = network.Input.Shape.Size;
        float[] pixels = Sample.Signed(images * size, seed: 8);
        byte[] labels = Sample.Labels(images, 10, seed: 9);
        TrainingPlanOptions options = new() { BatchSize = batch, Threads = threads, Seed = seed, Loss = new CrossEntropy(0.1f) };
        TrainingPlan plan = new(network, optimizer, options, kernels);
        double loss = 0;
        for (int epoch = 0; epoch < 2; epoch++)
        {
            for (int first = 0; first < images; first += batch)
            {
                int count = Math.Min(batch, images - first);
                loss += plan.Step(pixels.AsMemory(first * size, count * size), labels.AsMemory(first, count)).Loss;
            }
        }

        double.IsFinite(loss).ShouldBeTrue();
        return $"{BitConverter.DoubleToInt64Bits(loss)} {Weights(network)}";
    }

    private static string Weights(Network network) => string.Join(
        '\n', network.Parameters.Select(parameter => $"{parameter.Name} {string.Join(' ', parameter.ToArray().Select(BitConverter.SingleToInt32Bits))}"));

    private static Network Plain() => Network.Sequential(
        new Shape(1, 9, 9), new Conv2D(6, 3), new ReLU(), new MaxPool2D(), new Dropout(0.2f), new Flatten(), new Dense(20), new ReLU(), new Dense(10));

    /// <summary>Something of every layer.</summary>
    private static Network Mixed()
    {
        Node image = Node.Input(1, 9, 9);
        Node a = image.Then(new Affine([2f], [0.1f]), new Conv2D(7, 3, padding: 1), new BatchNorm(), new ReLU());
        Node b = a.Then(new Conv2D(7, 3, padding: 1, bias: false), new LeakyReLU(), new Dropout(0.25f));
        Node c = Node.Concatenate(Node.Add(a, b).Then(new ReLU(), new MaxPool2D()), a.Then(new AveragePool2D()));
        Node d = Node.Concatenate(c.Then(new GlobalMaxPool2D()), c.Then(new GlobalAveragePool2D()), c.Then(new Flatten(), new Dense(9), new BatchNorm()));
        Node rows = c.Then(new MaxPool2D(new Window2D(4, 1)), new LSTM(5, returnSequences: true, reverse: true), new GRU(6, returnSequences: true));
        d = Node.Concatenate(d, rows.Then(new GRU(4, resetAfter: false)), rows.Then(new SimpleRNN(3)), rows.Then(new SimpleRNN(17, relu: true)));
        d = Node.Concatenate(d, Attention(c).Then(new Flatten(), new Reshape(24, 1, 4, channelsLast: true), new SimpleRNN(2)));
        return new Network(image, d.Then(new Dense(10)));
    }

    /// <summary>Each of 4x4 pixels asks those of its row.</summary>
    private static Node Attention(Node map)
    {
        Node tokens = map.Then(new Conv2D(6, 1), new GroupNorm(3), new LayerNorm());
        Node turned = tokens.Then(new Gather(new Shape(4, 4, 6), [.. Enumerable.Range(0, 96).Select(i => (i % 6 * 16) + (i / 6 % 4 * 4) + (i / 24))]));
        Node weights = Node.MatMul(tokens.Then(new Conv2D(6, 1)), turned).Then(new Affine([0.4f], [0f]), new Softmax());
        return Node.MatMul(weights, tokens.Then(new Conv2D(6, 1))).Then(new FakeQuantize(0.01f, 0, -128, 127));
    }
}
