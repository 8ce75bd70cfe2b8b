using Digits.Data;
using Digits.Engine;
using Digits.Reading;
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
