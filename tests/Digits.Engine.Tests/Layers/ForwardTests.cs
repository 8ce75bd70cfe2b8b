using Digits.Engine.Tests.Twins;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Engine.Tests.Layers;

/// <summary>What comes out of a network is what its naive twin computes in double precision, for any geometry and number of images.</summary>
public sealed class ForwardTests
{
    [Fact]
    public void Convolution() => Check(Case.Convolutions, c => [new Conv2D(c.Filters, c.Window)]);

    [Fact]
    public void Convolution_with_ReLU() => Check(Case.Convolutions, c => [new Conv2D(c.Filters, c.Window, bias: false), new ReLU()]);

    [Fact]
    public void Max_pool() => Check(Case.Pools, c => [new MaxPool2D(c.Window)]);

    [Fact]
    public void Average_pool() => Check(Case.Pools, c => [new AveragePool2D(c.Window, countPadding: c.Images % 2 == 0)]);

    [Fact]
    public void Global_pools() => Check(Case.Pools, c => [c.Images % 2 == 0 ? new GlobalAveragePool2D() : new GlobalMaxPool2D()]);

    [Fact]
    public void Dense() => Check(Case.Pools, c => [new Flatten(channelsLast: c.Images % 2 == 0), new Dense(c.Filters, bias: c.Threads != 2)]);

    [Fact]
    public void Element_by_element() => Check(Case.Pools, c => [new LeakyReLU(0.3f), new Affine([1.5f], [-0.2f]), new ReLU(), new Dropout(0.5f)]);

    [Fact]
    public void Batch_norm_with_running_statistics() => Check(Case.Pools, c => [new BatchNorm(), new ReLU(), new BatchNorm(epsilon: 0.01f)]);

    [Fact]
    public void Convolution_in_groups() => Check(Case.Convolutions, c =>
        [new Conv2D(12, 1), new Conv2D(12 * (1 + (c.Filters % 2)), c.Window, groups: c.Images % 2 == 0 ? 12 : 3), new BatchNorm(), new ReLU()]);

    [Fact]
    public void Activation_functions() => Check(Case.Pools, c =>
    [
        new Affine([3f], [0.5f]),
        (c.Filters % 13) switch
        {
            0 => new Sigmoid(), 1 => new Tanh(), 2 => new ReLU6(), 3 => new HardSigmoid(), 4 => new HardSwish(), 5 => new GELU(),
            6 => new GELU(approximate: true), 7 => new ELU(), 8 => new SELU(), 9 => new Softplus(), 10 => new SiLU(), 11 => new Mish(), _ => new Softsign(),
        },
        new PReLU(shared: c.Images % 2 == 0),
        new LocalResponseNorm(1 + (c.Filters % 6), alpha: 0.7f, k: 1.5f),
        new ZeroPadding2D(c.Threads, 0, 1, c.Images % 3),
    ]);

    [Fact]
    public void Products_and_gates() => Check(Case.Convolutions, (c, image) =>
    {
        Node a = image.Then(new Conv2D(c.Filters, c.Window));
        Node b = image.Then(new Conv2D(c.Filters, c.Window), new Sigmoid());
        return Node.Multiply(Node.Multiply(a, b), a.Then(new GlobalMaxPool2D(), new Tanh()));
    });

    [Fact]
    public void Vector_as_a_map() => Check(Case.Pools, c =>
    [
        new Flatten(), new Dense(c.Filters * 6), new Reshape(c.Filters, 1 + (c.Images % 3), 6 / (1 + (c.Images % 3)), channelsLast: c.Threads % 2 == 0),
        new Conv2D(3, 1), new ReLU(),
    ]);

    [Fact]
    public void Normalization_of_each_image() => Check(Case.Pools, c =>
    [
        c.Images % 2 == 0 ? new LayerNorm(0.1f) : new GroupNorm(c.Image.Channels % 2 == 0 ? 2 : 1 + (c.Threads % 2 * (c.Image.Channels - 1)), 0.1f),
        new ReLU(),
    ]);

    [Fact]
    public void Products_of_matrices() => Check(Case.Pools, (c, image) =>
    {
        Shape shape = new(c.Filters, c.Image.Height, c.Image.Channels);
        return Node.MatMul(image, image.Then(new Gather(shape, [.. Enumerable.Range(0, shape.Size).Select(i => i % c.Image.Size)])));
    });

    [Fact]
    public void Values_from_anywhere() => Check(Case.Pools, c =>
    [
        new Gather(new Shape(c.Filters, c.Threads, 2), [.. Enumerable.Range(0, c.Filters * c.Threads * 2).Select(i => (i * 13 % (c.Image.Size + 1)) - 1)]),
        new ReLU(),
    ]);

    [Fact]
    public void Recurrent_layers() => Check(Case.Pools, c =>
    [
        new Flatten(), new Reshape(c.Image.Channels * c.Image.Width, 1, c.Image.Height, channelsLast: true),
        c.Threads switch
        {
            1 => new LSTM(c.Filters, returnSequences: true, reverse: c.Images % 3 == 0),
            2 => new GRU(c.Filters, returnSequences: true, reverse: c.Images % 3 == 0, resetAfter: c.Images % 2 == 0),
            _ => new SimpleRNN(c.Filters, returnSequences: true, reverse: c.Images % 3 == 0, relu: c.Images % 2 == 0),
        },
        c.Threads switch
        {
            1 => new GRU(1 + c.Images, returnSequences: c.Images % 3 == 1, resetAfter: c.Images % 2 == 1),
            2 => new SimpleRNN(1 + c.Images, returnSequences: c.Images % 3 == 1, relu: c.Images % 2 == 1),
            _ => new LSTM(1 + c.Images, returnSequences: c.Images % 3 == 1),
        },
    ]);

    [Fact]
    public void Softmax_over_channels() => Check(Case.Pools, c => [new Softmax(logarithm: c.Images % 2 == 0)]);

    [Fact]
    public void Add_and_concatenate() => Check(Case.Convolutions, (c, image) =>
    {
        Node a = image.Then(new Conv2D(c.Filters, c.Window));
        Node b = image.Then(new Conv2D(c.Filters, c.Window), new ReLU());
        return Node.Concatenate(Node.Add(a, b, b).Then(new ReLU()), a, image.Then(new Conv2D(1, c.Window)));
    });

    [Fact]
    public void Whole_classifier() => Check(Case.Convolutions, c =>
    [
        new Conv2D(c.Filters, c.Window), new BatchNorm(), new ReLU(), new MaxPool2D(1), new Conv2D(5, 1), new LeakyReLU(), new Flatten(), new Dense(10),
        new Softmax(),
    ]);

    private static void Check(Arbitrary<Case> cases, Func<Case, Layer[]> layers) => Check(cases, (c, image) => image.Then(layers(c)));

    private static void Check(Arbitrary<Case> cases, Func<Case, Node, Node> build) => Prop.ForAll(cases, c =>
    {
        Node image = Node.Input(c.Image.Channels, c.Image.Height, c.Image.Width);
        Network network = new(image, build(c, image), c.Seed);
        Sample.Scatter(network, c.Seed);
        float[] images = Sample.Signed(c.Images * c.Image.Size, c.Seed);
        double[] expected = new TwinNetwork(network).Run(Maps.From(images, c.Image)).Values;

        float[] actual = new InferencePlan(network, c.Threads).Run(images);

        actual.Length.ShouldBe(expected.Length);
        double tolerance = 2e-6 * (1 + expected.Max(Math.Abs));
        for (int i = 0; i < actual.Length; i++)
        {
            if (Math.Abs(actual[i] - expected[i]) > tolerance)
                throw new ShouldAssertException($"Output {i} is {actual[i]}, not {expected[i]}.");
        }
    }).QuickCheckThrowOnFailure();
}
