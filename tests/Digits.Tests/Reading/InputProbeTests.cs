using Digits.Data;
using Digits.Engine;
using Digits.Reading;
using Digits.Tests.Data;
using Digits.Training;

namespace Digits.Tests.Reading;

public sealed class InputProbeTests
{
    private static readonly DigitSet _digits = Mislabeled(Strokes.Generate(train: 2500, test: 1).Train!);
    private static readonly Lazy<OnnxModel> _model = new(Train);

    public static TheoryData<string, double, double, bool> Conventions() => new()
    {
        { "0-255", 0, 1, false },
        { "-1-1", 0, 1, false },
        { "0-1", 0.1307, 0.3081, false },
        { "1-0", 0, 1, false },
        { "0-1", 0, 1, true },
        { "-1-1", 0, 1, true },
        { "255-0", 0, 1, false },
    };

    [Theory]
    [MemberData(nameof(Conventions))]
    public void A_model_that_was_trained_on_other_pixels_is_found_out(string range, double mean, double deviation, bool transposed)
    {
        InputConvention wanted = (new InputConvention() with { IsTransposed = transposed }).WithRange(range).WithMean(mean).WithStandardDeviation(deviation);

        InputAdvice advice = InputProbe.OfModel(TrainedOn(wanted), _digits).ShouldNotBeNull();

        advice.Convention.ShouldBe(wanted);
        advice.Accuracy.ShouldBeGreaterThan(advice.AccuracyNow);
        InputProbe.OfModel(wanted.ApplyTo(TrainedOn(wanted)), _digits).ShouldBeNull();
    }

    [Fact]
    public void A_model_that_reads_0_to_1_is_left_alone() => InputProbe.OfModel(_model.Value, _digits).ShouldBeNull();

    [Fact]
    public void A_model_that_knows_nothing_is_left_alone()
    {
        for (ulong seed = 0; seed < 10; seed++)
        {
            Network network = Network.Sequential(new Shape(1, 28, 28), new Flatten(), new Dense(10));
            network.Initialize(seed);
            InputProbe.OfModel(new OnnxModel(network), _digits).ShouldBeNull();
        }
    }

    [Fact]
    public void Images_that_do_not_fit_tell_nothing()
    {
        InputProbe.OfModel(_model.Value, _digits.Take(49)).ShouldBeNull();
        InputProbe.OfModel(_model.Value, new DigitSet("small", 8, 8, new byte[64 * 100], new byte[100])).ShouldBeNull();
        InputProbe.OfModel(_model.Value, new DigitSet("unlabeled", 28, 28, new byte[784 * 100], null)).ShouldBeNull();
        InputProbe.OfData(new DigitSet("unlabeled", 28, 28, new byte[784 * 100], null)).ShouldBeNull();
    }

    [Fact]
    public void The_best_accuracy_is_that_of_the_right_pixels_and_what_the_model_says_of_them_counts()
    {
        InputConvention wanted = new() { Blank = 255, Ink = 0 };
        (double accuracy, int images) = InputProbe.BestAccuracy(Silent(TrainedOn(wanted)), _digits);
        images.ShouldBe(300);
        accuracy.ShouldBe(InputProbe.BestAccuracy(wanted.ApplyTo(TrainedOn(wanted)), _digits).Accuracy);
        accuracy.ShouldBeGreaterThan(0.8);
        InputProbe.BestAccuracy(new InputConvention().ApplyTo(TrainedOn(wanted)), _digits).Accuracy.ShouldBeLessThan(0.5);
        InputProbe.BestAccuracy(_model.Value, _digits.Take(20)).Images.ShouldBe(20);
    }

    [Fact]
    public void Networks_that_read_color_are_tried_with_ImageNets_pixels_too()
    {
        // Only a blank pixel of -1.987, as ImageNet's mean and deviation make it, is class 0.
        Node input = Node.Input(1, 2, 2);
        Network network = new(input, Node.Concatenate(input, input, input).Then(new Conv2D(1, 1), new ReLU(), new Flatten(), new Dense(2)), seed: 1);
        float[][] weights = [[1 / 3f, 1 / 3f, 1 / 3f], [1.987f], [-1, -1, -1, -1, 0, 0, 0, 0], [1, 0]];
        foreach ((Parameter parameter, float[] values) in network.Parameters.Zip(weights))
            parameter.Assign(values);
        byte[] labels = [.. Enumerable.Range(0, 100).Select(i => (byte)(i % 2))];
        DigitSet set = new("blank or ink", 2, 2, [.. labels.SelectMany(label => Enumerable.Repeat((byte)(255 * label), 4))], labels);

        InputProbe.BestAccuracy(Silent(new OnnxModel(network)), set).ShouldBe((1, 100));
        InputProbe.OfModel(new OnnxModel(network), set)!.Convention.ShouldBe(new InputConvention { Mean = 0.449f, StandardDeviation = 0.226f });
    }

    [Fact]
    public void Images_that_cannot_be_tried_are_refused()
    {
        Bad.Says(() => InputProbe.BestAccuracy(_model.Value, _digits.Take(0)), "digits: has no images");
        Bad.Says(() => InputProbe.BestAccuracy(_model.Value, new DigitSet("bare", 28, 28, new byte[784 * 100], null)), "bare: has no labels");
        Bad.Says(() => InputProbe.BestAccuracy(_model.Value, new DigitSet("small", 8, 8, new byte[64 * 100], new byte[100])), "8x8");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void The_bundled_model_finds_out_images_that_are_inverted_or_exchanged(bool inverted, bool transposed)
    {
        byte[] pixels = _digits.Pixels.ToArray();
        for (int i = 0; i < pixels.Length; i++)
        {
            int from = transposed ? (i / 784 * 784) + (i % 28 * 28) + (i % 784 / 28) : i;
            pixels[i] = (byte)(inverted ? 255 - _digits.Pixels[from] : _digits.Pixels[from]);
        }

        InputAdvice? advice = InputProbe.OfData(new DigitSet("digits", 28, 28, pixels, _digits.Labels.ToArray()));

        if (!inverted && !transposed)
            advice.ShouldBeNull();
        else
            advice!.Convention.ShouldBe(new InputConvention { Blank = inverted ? 1 : 0, Ink = inverted ? 0 : 1, IsTransposed = transposed });
    }

    /// <summary>A model that does not say what pixels it reads.</summary>
    private static OnnxModel Silent(OnnxModel model) => model.With(new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>The trained model as it would be if its training images had been of a convention: it undoes that first.</summary>
    private static OnnxModel TrainedOn(InputConvention convention)
    {
        Node input = Node.Input(1, 28, 28);
        Network network = new(input, Exchanged(convention.IsTransposed).Apply(input.Then(Undo(convention))), seed: null);
        return new OnnxModel(network);
    }

    private static Affine Undo(InputConvention convention)
    {
        float scale = (convention.Ink - convention.Blank) / convention.StandardDeviation;
        float shift = (convention.Blank - convention.Mean) / convention.StandardDeviation;
        return new Affine([1 / scale], [-shift / scale]);
    }

    /// <summary>The linear model for images with rows and columns exchanged.</summary>
    private static Network Exchanged(bool transposed)
    {
        Network source = _model.Value.Network;
        if (!transposed)
            return source;

        Network network = Network.Sequential(new Shape(1, 28, 28), new Flatten(), new Dense(10));
        network.Initialize(seed: 1);
        Parameter[] trained = [.. source.Parameters];
        Parameter[] parameters = [.. network.Parameters];
        float[] weights = trained[0].ToArray();
        parameters[0].Assign([.. weights.Select((_, i) => weights[(i / 784 * 784) + (i % 28 * 28) + (i % 784 / 28)])]);
        parameters[1].Assign(trained[1].ToArray());
        return network;
    }

    /// <summary>With one wrong label in twenty: where all can be learned by heart, more contrast is surer, and so of lower loss, than the right one.</summary>
    private static DigitSet Mislabeled(DigitSet set) =>
        new("digits", 28, 28, set.Pixels.ToArray(), [.. set.Labels.ToArray().Select((label, i) => (byte)(i % 20 == 0 ? (label + 1) % 10 : label))]);

    private static OnnxModel Train()
    {
        Network network = Network.Sequential(new Shape(1, 28, 28), new Flatten(), new Dense(10));
        network.Initialize(seed: 1);
        new Trainer(network, new Adam(0.003f), _digits, null, new TrainerOptions { Epochs = 30, BatchSize = 32 }).Fit();
        return new OnnxModel(network);
    }
}
