namespace Digits.Engine.Tests.Layers;

/// <summary>
/// Each layer stands behind a convolution, whose weights' gradients show that the layer's gradient to its input is right. Batches of 5, 33 and 70 fill one
/// slice of 32 images in part, one and a part, two and a part.
/// </summary>
public sealed class GradientTests
{
    private static readonly Shape _image = new(2, 7, 6);

    public static TheoryData<string, int> LayersAndBatches()
    {
        TheoryData<string, int> data = [];
        int[] batches = [5, 33, 70];
        int next = 0;
        foreach (string name in Middles().Keys)
        {
            data.Add(name, batches[next++ % 3]);
            data.Add(name, batches[next++ % 3]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(LayersAndBatches))]
    public void Gradients_match_finite_differences(string layer, int images)
    {
        Layer[] middle = Middles()[layer]();
        Network network = Network.Sequential(_image, [new Conv2D(5, 3, padding: 1), .. middle, new Flatten(), new Dense(4)]);
        GradientCheck.Run(network, images);
    }

    /// <summary>Nobody wants the gradient to the image, so the layer has no place for it.</summary>
    [Theory]
    [InlineData("layer norm", 33)]
    [InlineData("group norm", 5)]
    [InlineData("lstm", 70)]
    [InlineData("gru", 33)]
    [InlineData("gru that resets the state", 5)]
    [InlineData("simple rnn", 33)]
    public void Gradients_of_a_layer_that_reads_the_image_match_finite_differences(string layer, int images)
    {
        (Shape image, Layer first) = layer switch
        {
            "layer norm" => (_image, (Layer)new LayerNorm(0.1f)),
            "group norm" => (new Shape(6, 3, 4), new GroupNorm(2)),
            "lstm" => (new Shape(5, 1, 7), new LSTM(6, reverse: true)),
            "gru" => (new Shape(5, 1, 7), new GRU(6, returnSequences: true)),
            "gru that resets the state" => (new Shape(5, 1, 7), new GRU(6, resetAfter: false)),
            _ => (new Shape(5, 1, 7), new SimpleRNN(17)),
        };
        GradientCheck.Run(Network.Sequential(image, first, new Flatten(), new Dense(4)), images);
    }

    [Theory]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    public void Gradients_with_label_smoothing_match_finite_differences(float smoothing)
    {
        Network network = Network.Sequential(new Shape(9), new Dense(12), new LeakyReLU(), new Dense(7));
        GradientCheck.Run(network, images: 41, new TrainingPlanOptions { Loss = new CrossEntropy(smoothing) });
    }

    [Fact]
    public void Gradients_of_a_batch_of_many_slices_match_finite_differences()
    {
        // 417 images are 14 slices in eight pieces, most of two slices: sums within a piece and over pieces.
        Network network = Network.Sequential(new Shape(1, 4, 4), new Conv2D(3, 2), new BatchNorm(), new ReLU(), new Flatten(), new Dense(3));
        GradientCheck.Run(network, images: 417);
    }

    [Fact]
    public void Gradients_of_one_image_match_finite_differences()
    {
        Network network = Network.Sequential(_image, new Conv2D(5, 3), new BatchNorm(), new ReLU(), new Flatten(), new Dense(4));
        GradientCheck.Run(network, images: 1);
    }

    private static Dictionary<string, Func<Layer[]>> Middles() => new()
    {
        ["none"] = static () => [],
        ["conv 3x3"] = static () => [new Conv2D(4, 3)],
        ["conv 1x1"] = static () => [new Conv2D(7, 1)],
        ["conv 3x3, same, no bias"] = static () => [new Conv2D(17, 3, padding: 1, bias: false)],
        ["conv 3x3, stride 2"] = static () => [new Conv2D(6, 3, stride: 2)],
        ["conv 2x2, padding wider than needed"] = static () => [new Conv2D(3, 2, padding: 2)],
        ["conv 3x2, strides 2 and 3, all paddings differ"] = static () => [new Conv2D(33, new Window2D(3, 2, 2, 3, 1, 0, 2, 1))],
        ["conv 2x3, dilation 2"] = static () => [new Conv2D(4, new Window2D(2, 3, PadTop: 1, PadLeft: 2, Dilation: 2))],
        ["conv padded at the right alone"] = static () => [new Conv2D(4, 3, padding: 1), new Conv2D(20, new Window2D(3, 3, PadRight: 1))],
        ["conv padded at the left alone"] = static () => [new Conv2D(4, 3, padding: 1), new Conv2D(20, new Window2D(3, 3, PadLeft: 1))],
        ["conv of whose kernel some columns meet nothing but padding"] = static () =>
            [new MaxPool2D(new Window2D(7, 6)), new Conv2D(4, new Window2D(1, 7, PadLeft: 3, PadRight: 3))],
        ["conv as large as the map"] = static () => [new Conv2D(4, new Window2D(7, 6))],
        ["two convs, ReLU between"] = static () => [new ReLU(), new Conv2D(4, 3), new ReLU(), new Conv2D(3, 2)],
        ["relu"] = static () => [new ReLU()],
        ["leaky relu"] = static () => [new LeakyReLU(0.2f)],
        ["max pool 2"] = static () => [new MaxPool2D()],
        ["max pool 3, stride 2, padding 1"] = static () => [new MaxPool2D(new Window2D(3, 3, 2, 2, 1, 1, 1, 1))],
        ["max pool 3x2, stride 1"] = static () => [new ReLU(), new MaxPool2D(new Window2D(3, 2))],
        ["max pool 3x2, dilation 2"] = static () => [new MaxPool2D(new Window2D(3, 2, 2, 1, 1, 1, 1, 0, Dilation: 2))],
        ["average pool 2"] = static () => [new AveragePool2D()],
        ["average pool 3x2, padded, padding counts"] = static () => [new AveragePool2D(new Window2D(3, 2, 2, 1, 1, 1, 2, 0), countPadding: true)],
        ["average pool 3, padded, padding does not count"] = static () => [new AveragePool2D(new Window2D(3, 3, 1, 2, 1, 2, 1, 2))],
        ["global average pool"] = static () => [new GlobalAveragePool2D()],
        ["global max pool"] = static () => [new GlobalMaxPool2D()],
        ["batch norm"] = static () => [new BatchNorm()],
        ["batch norm, relu"] = static () => [new BatchNorm(), new ReLU()],
        ["batch norms in a row"] = static () => [new BatchNorm(), new LeakyReLU(), new Conv2D(4, 3), new BatchNorm(), new ReLU()],
        ["batch norm of a vector"] = static () => [new Flatten(), new Dense(6), new BatchNorm(), new ReLU()],
        ["dropout"] = static () => [new Dropout(0.4f)],
        ["dropouts, relu"] = static () => [new Dropout(0.3f), new ReLU(), new Conv2D(4, 2), new Dropout(0.5f)],
        ["reshape"] = static () => [new Flatten(), new Dense(24), new Reshape(2, 3, 4), new Conv2D(3, 2)],
        ["reshape of pixels"] = static () => [new Flatten(), new Dense(24), new Reshape(2, 3, 4, channelsLast: true), new Conv2D(3, 2)],
        ["gather that turns a map"] = static () => [new Gather(new Shape(6, 7, 5), [.. Enumerable.Range(0, 210).Select(i => (i % 35 * 6) + (i / 35))])],
        ["gather with zeros, of some values, of some twice"] = static () =>
            [new Gather(new Shape(3, 4, 2), [.. Enumerable.Range(0, 24).Select(i => i % 5 == 0 ? -1 : i * i % 41)]), new Conv2D(3, 2)],
        ["gather into a vector"] = static () => [new Gather(new Shape(9), [3, 3, -1, 209, 0, 17, 18, 3, 100])],
        ["flatten, channels last"] = static () => [new Flatten(channelsLast: true)],
        ["affine"] = static () => [new Affine([0.5f, 2f, -1f, 3f, 1f], [0.1f, 0f, -0.4f, 0f, 1f])],
        ["affine, relu"] = static () => [new Affine([-2f], [0.25f]), new ReLU()],
        ["softmax"] = static () => [new Softmax()],
        ["log-softmax"] = static () => [new Softmax(logarithm: true)],
        ["sigmoid"] = static () => [new Sigmoid()],
        ["tanh"] = static () => [new Tanh()],
        ["relu6"] = static () => [new Affine([5f], [2f]), new ReLU6()],
        ["clip"] = static () => [new Clip(-0.3f, 0.4f)],
        ["clip from below alone"] = static () => [new Clip(-0.2f, float.PositiveInfinity)],
        ["hard sigmoid"] = static () => [new Affine([4f], [0f]), new HardSigmoid()],
        ["hard swish"] = static () => [new Affine([4f], [0f]), new HardSwish()],
        ["gelu"] = static () => [new GELU()],
        ["gelu, approximate"] = static () => [new GELU(approximate: true)],
        ["elu"] = static () => [new ELU(0.7f)],
        ["celu"] = static () => [new CELU(0.4f)],
        ["selu"] = static () => [new SELU()],
        ["softplus"] = static () => [new Softplus()],
        ["silu"] = static () => [new SiLU()],
        ["mish"] = static () => [new Mish()],
        ["softsign"] = static () => [new Softsign()],
        ["exp"] = static () => [new Exp()],
        ["log"] = static () => [new Exp(), new Affine([1f], [0.3f]), new Log()],
        ["reciprocal"] = static () => [new Exp(), new Affine([1f], [0.3f]), new Reciprocal()],
        ["square root"] = static () => [new Exp(), new Affine([1f], [0.3f]), new Sqrt()],
        ["sine"] = static () => [new Affine([3f], [0.3f]), new Sin()],
        ["prelu"] = static () => [new PReLU()],
        ["prelu of one slope"] = static () => [new PReLU(shared: true)],
        ["zero padding"] = static () => [new ZeroPadding2D(1, 0, 2, 3), new Conv2D(4, 3)],
        ["depthwise conv"] = static () => [new Conv2D(5, 3, padding: 1, groups: 5)],
        ["depthwise conv, stride 2, no bias, relu"] = static () => [new Conv2D(5, 3, padding: 1, stride: 2, bias: false, groups: 5), new ReLU()],
        ["depthwise conv of three filters a channel"] = static () => [new Conv2D(15, new Window2D(3, 2, PadTop: 1, PadRight: 1), groups: 5)],
        ["conv in groups"] = static () => [new Conv2D(12, 1), new Conv2D(20, new Window2D(3, 3, 1, 2, 0, 1, 2, 1), groups: 4), new BatchNorm(), new ReLU()],
        ["dilated conv in groups, max pool"] = static () =>
            [new Conv2D(6, 1), new Conv2D(6, new Window2D(2, 2, Dilation: 2), groups: 3), new ReLU(), new MaxPool2D()],
        ["local response norm"] = static () => [new LocalResponseNorm(3, alpha: 2f, beta: 0.75f, k: 0.5f)],
        ["local response norm of an even size"] = static () => [new LocalResponseNorm(4, alpha: 1f, beta: 0.5f, k: 2f)],
        ["layer norm"] = static () => [new LayerNorm()],
        ["layer norm, relu, conv"] = static () => [new Conv2D(6, 3, stride: 3), new LayerNorm(0.1f), new ReLU(), new Conv2D(3, 1)],
        ["layer norm of a vector"] = static () => [new Flatten(), new Dense(7), new LayerNorm(), new SiLU()],
        ["group norm"] = static () => [new Conv2D(6, 3, stride: 2), new GroupNorm(3), new ReLU()],
        ["group norm of one group"] = static () => [new GroupNorm(1, epsilon: 0.01f)],
        ["instance norm"] = static () => [new GroupNorm(5), new ReLU(), new Conv2D(2, 2)],
        ["group norm of a vector"] = static () => [new Flatten(), new Dense(12), new GroupNorm(4)],
        ["lstm"] = static () => [new MaxPool2D(new Window2D(7, 1)), new LSTM(6)],
        ["lstm, all steps"] = static () => [new MaxPool2D(new Window2D(7, 1)), new LSTM(19, returnSequences: true)],
        ["lstm of rows, reversed"] = static () => [new Flatten(), new Reshape(30, 1, 7, channelsLast: true), new LSTM(5, reverse: true)],
        ["lstms in a row, reversed and not"] = static () =>
            [new MaxPool2D(new Window2D(7, 1)), new LSTM(4, returnSequences: true, reverse: true), new Dropout(0.2f), new LSTM(3)],
        ["lstm of one step"] = static () => [new GlobalMaxPool2D(), new LSTM(7)],
        ["gru"] = static () => [new MaxPool2D(new Window2D(7, 1)), new GRU(6)],
        ["gru, all steps, reversed"] = static () => [new MaxPool2D(new Window2D(7, 1)), new GRU(19, returnSequences: true, reverse: true)],
        ["gru that resets the state"] = static () => [new MaxPool2D(new Window2D(7, 1)), new GRU(6, resetAfter: false)],
        ["gru of many steps that resets the state, all steps"] = static () =>
            [new Flatten(), new Reshape(5, 1, 42, channelsLast: true), new GRU(17, returnSequences: true, resetAfter: false)],
        ["simple rnn"] = static () => [new MaxPool2D(new Window2D(7, 1)), new SimpleRNN(6)],
        ["simple rnn of many steps, relu, reversed, all steps"] = static () =>
            [new Flatten(), new Reshape(5, 1, 42, channelsLast: true), new SimpleRNN(40, returnSequences: true, reverse: true, relu: true)],
        ["dense stack"] = static () => [new Flatten(), new Dense(20), new ReLU(), new Dense(13, bias: false), new LeakyReLU()],
    };
}
