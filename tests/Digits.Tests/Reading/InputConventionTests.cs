using Digits.Data;
using Digits.Engine;
using Digits.Reading;
using Digits.Training;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tests.Reading;

public sealed class InputConventionTests
{
    private static readonly DigitSet _digits = Strokes.Generate(train: 1, test: 40).Test!;

    private readonly Network _network = Network.Sequential(new Shape(1, 28, 28), new Flatten(), new Dense(10));

    public InputConventionTests() => _network.Initialize(seed: 5);

    [Theory]
    [InlineData("0-1", 0, 1)]
    [InlineData("0-255", 0, 255)]
    [InlineData("-1-1", -1, 1)]
    [InlineData("1-0", 1, 0)]
    [InlineData("1--1", 1, -1)]
    [InlineData("-0.5..0.5", -0.5, 0.5)]
    [InlineData("-1,1", -1, 1)]
    public void A_range_is_what_blank_is_and_what_ink_is(string text, float blank, float ink)
    {
        InputConvention convention = new InputConvention().WithRange(text);

        (convention.Blank, convention.Ink).ShouldBe((blank, ink));
        new InputConvention().WithRange(convention.Range).ShouldBe(convention);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0-0")]
    [InlineData("bytes")]
    [InlineData("0-9999999999")]
    [InlineData("0-1-2")]
    public void What_is_no_range_is_refused_in_one_line(string text) =>
        Should.Throw<InvalidInputException>(() => new InputConvention().WithRange(text)).Message
            .ShouldBe($"'{text}' is not a range of pixels; give what blank is and what ink is, such as 0-1, 0-255, -1-1, or 1-0 for dark ink on white.");

    [Fact]
    public void A_mean_and_a_deviation_that_cannot_be_used_are_refused()
    {
        Should.Throw<InvalidInputException>(() => new InputConvention().WithMean(double.NaN)).Message.ShouldStartWith("A mean of NaN cannot be used;");
        Should.Throw<InvalidInputException>(() => new InputConvention().WithStandardDeviation(0)).Message.ShouldStartWith("A standard deviation of 0 cannot");
        Should.Throw<InvalidInputException>(() => new InputConvention().WithStandardDeviation(double.PositiveInfinity));
    }

    [Fact]
    public void It_goes_into_the_metadata_and_comes_back()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Choose(-3000, 3000).Four().ToArbitrary(),
            numbers =>
            {
                (int blank, int ink, int mean, int deviation) = numbers;
                InputConvention convention = new()
                {
                    Blank = blank / 1000f,
                    Ink = (ink == blank ? ink + 1 : ink) / 1000f,
                    Mean = mean / 999f,
                    StandardDeviation = (Math.Abs(deviation) + 1) / 997f,
                    IsTransposed = deviation > 0,
                };
                OnnxModel model = OnnxModel.Read(convention.ApplyTo(new OnnxModel(_network)).ToArray());
                InputConvention.Of(model).ShouldBe(convention);
                InputConvention.IsSaid(model).ShouldBeTrue();
            }));
    }

    [Theory]
    [InlineData("bytes", null, null)]
    [InlineData(null, "much", "-1")]
    public void What_a_file_says_in_other_words_counts_as_not_said(string? range, string? mean, string? deviation)
    {
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        Put(OnnxMetadata.InputRange, range);
        Put(OnnxMetadata.InputMean, mean);
        Put(OnnxMetadata.InputStandardDeviation, deviation);
        OnnxModel model = new OnnxModel(_network).With(metadata);

        InputConvention.IsSaid(model).ShouldBeFalse();
        InputConvention.Of(model).ShouldBe(new InputConvention());

        void Put(string key, string? value)
        {
            if (value is not null)
                metadata[key] = value;
        }
    }

    [Fact]
    public void A_model_gets_the_pixels_that_it_wants_from_bytes_and_from_floats()
    {
        InputConvention convention = new() { Blank = -1, Mean = 0.25f, StandardDeviation = 0.5f, IsTransposed = true };
        Classifier classifier = new(convention.ApplyTo(new OnnxModel(_network)));
        Classifier plain = new(_network);
        float[] floats = [.. _digits.Pixels.ToArray().Select(pixel => pixel / 255f)];
        float[] wanted = new float[floats.Length];
        for (int i = 0; i < floats.Length; i++)
        {
            (int image, int row, int column) = (i / 784, i % 784 / 28, i % 28);
            wanted[i] = ((2 * floats[(image * 784) + (column * 28) + row]) - 1 - 0.25f) / 0.5f;
        }

        float[] expected = new float[400];
        plain.Probabilities(wanted, expected);
        float[] fromFloats = new float[400];
        classifier.Probabilities(floats, fromFloats);

        for (int i = 0; i < expected.Length; i++)
            fromFloats[i].ShouldBe(expected[i], 1e-5f);
        byte[] classes = classifier.Classify(_digits);
        for (int i = 0; i < classes.Length; i++)
            expected[(i * 10) + classes[i]].ShouldBe(expected.AsSpan(i * 10, 10).ToArray().Max(), 1e-5f);
    }

    [Fact]
    public void Only_square_images_can_be_exchanged()
    {
        OnnxModel wide = new(Network.Sequential(new Shape(1, 4, 6), new Flatten(), new Dense(10)));

        Should.Throw<InvalidInputException>(() => new Classifier(new InputConvention { IsTransposed = true }.ApplyTo(wide))).Message.ShouldContain("4x6");
    }

    [Fact]
    public void A_model_trained_further_and_an_ensemble_read_0_to_1_and_give_the_same()
    {
        OnnxModel model = new InputConvention { Blank = -1, Mean = 0.1f, StandardDeviation = 0.5f }.ApplyTo(new OnnxModel(_network));
        float[] expected = new Classifier(model).Logits(_digits);

        OnnxModel pair = ModelEnsemble.Average([("a", model), ("b", new OnnxModel(_network))]);
        InputConvention.Of(pair).ShouldBe(new InputConvention());
        float[] mean = new Classifier(pair).Logits(_digits);
        float[] other = new Classifier(_network).Logits(_digits);
        for (int i = 0; i < 10; i++)
            Math.Exp(mean[i]).ShouldBe((Softmax(expected)[i] + Softmax(other)[i]) / 2, 1e-5);

        OnnxModel twins = ModelEnsemble.Average([("a", model), ("b", model)]);
        InputConvention.Of(twins).ShouldBe(InputConvention.Of(model));

        static double[] Softmax(float[] logits)
        {
            double[] odds = [.. logits.Take(10).Select(logit => Math.Exp(logit))];
            return [.. odds.Select(value => value / odds.Sum())];
        }
    }
}
