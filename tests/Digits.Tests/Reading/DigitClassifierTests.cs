using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Imaging;
using Digits.Reading;
using Digits.Zoo;

namespace Digits.Tests.Reading;

public sealed class DigitClassifierTests
{
    private static readonly DigitSet _digits = Strokes.Generate(train: 1, test: 20).Test!;
    private static readonly Network _network = Architectures.Create("classic", new Shape(1, 28, 28), seed: 3);

    [Fact]
    public void It_reads_what_an_evaluation_reads()
    {
        DigitClassifier classifier = new(new OnnxModel(_network));
        float[] logits = new Evaluator(_network).Logits(_digits);
        for (int i = 0; i < _digits.Count; i++)
        {
            float[] row = logits[(10 * i)..(10 * (i + 1))];
            double[] odds = [.. row.Select(logit => Math.Exp(logit))];
            DigitPrediction prediction = classifier.Classify(Picture(i));
            prediction.Digit.ShouldBe(Array.IndexOf(row, row.Max()));
            prediction.Confidence.ShouldBe(odds.Max() / odds.Sum(), 1e-6);
            prediction.Alternatives.Select(a => a.Digit).ShouldBe(Enumerable.Range(0, 10).OrderByDescending(digit => row[digit]).Skip(1).Take(3));
            prediction.Alternatives.ShouldAllBe(a => a.Confidence <= prediction.Confidence);
        }
    }

    [Fact]
    public void Pixels_come_in_the_range_that_the_metadata_tells()
    {
        OnnxModel model = new(FirstPixels(), new Dictionary<string, string>(StringComparer.Ordinal) { [OnnxMetadata.InputRange] = OnnxMetadata.ZeroTo255 });
        DigitSet set = new("ramp", 1, 10, [0, 0, 0, 0, 0, 0, 0, 2, 0, 0], [7]);
        double expected = Math.Exp(2) / (Math.Exp(2) + 9);
        new DigitClassifier(model).Classify(new GrayImage(10, 1, set.Pixels.ToArray())).Confidence.ShouldBe(expected, 1e-6);
        new Evaluator(model).Logits(set)[7].ShouldBe(2f);
        new Evaluator(model.Network).Logits(set)[7].ShouldBe(2f / 255);
    }

    [Fact]
    public void A_picture_of_another_size_is_refused() =>
        Should.Throw<DigitsException>(() => new DigitClassifier(new OnnxModel(_network)).Classify(new GrayImage(40, 30, new byte[1200])))
            .Message.ShouldBe("The picture is 40x30 pixels; this model reads 28x28.");

    [Fact]
    public void A_model_of_other_things_is_refused()
    {
        Should.Throw<DigitsException>(() => new DigitClassifier(new OnnxModel(Network.Sequential(new Shape(1, 28, 28), new Flatten(), new Dense(47)))));
        Should.Throw<DigitsException>(() => new DigitClassifier(new OnnxModel(Network.Sequential(new Shape(3, 28, 28), new Flatten(), new Dense(10)))));
        OnnxModel letters = new(_network, new Dictionary<string, string>(StringComparer.Ordinal) { [OnnxMetadata.Labels] = "a,b,c,d,e,f,g,h,i,j" });
        Should.Throw<DigitsException>(() => new DigitClassifier(letters)).Message.ShouldStartWith("The model tells a, b, c, d, e, f, g, h, i, j apart;");
    }

    [Fact]
    public void The_classifier_that_comes_along_reads_drawn_digits_for_any_number_of_threads()
    {
        DigitClassifier classifier = DigitClassifier.Default;
        classifier.ShouldBeSameAs(DigitClassifier.Default);
        DigitSet digits = Strokes.Generate(train: 1, test: 400).Test!;

        int[] alone = [.. Enumerable.Range(0, digits.Count).Select(i => classifier.Classify(new GrayImage(28, 28, digits.Image(i).ToArray())).Digit)];
        int[] together = new int[digits.Count];
        Parallel.For(0, digits.Count, i => together[i] = classifier.Classify(new GrayImage(28, 28, digits.Image(i).ToArray())).Digit);

        together.ShouldBe(alone);
        alone.Where((digit, i) => digit == digits.Labels[i]).Count().ShouldBeGreaterThan(392);
    }

    [Fact]
    public void The_model_that_comes_along_is_small_and_says_how_it_was_trained()
    {
        OnnxModel model = DefaultModel.Load();

        model.ToArray().Length.ShouldBeLessThan(1_000_000);
        model.Metadata[OnnxMetadata.Configuration].ShouldContain("\"recipe\": \"reader\"");
        model.Metadata[OnnxMetadata.Labels].ShouldBe("0,1,2,3,4,5,6,7,8,9");
    }

    private static GrayImage Picture(int index) => new(28, 28, _digits.Image(index).ToArray());

    /// <summary>A network whose logits are its ten pixels.</summary>
    private static Network FirstPixels()
    {
        Network network = Network.Sequential(new Shape(1, 1, 10), new Flatten(), new Dense(10));
        foreach (Parameter parameter in network.Parameters)
            parameter.Assign([.. Enumerable.Range(0, parameter.Count).Select(i => parameter.Count == 100 && i % 11 == 0 ? 1f : 0f)]);
        return network;
    }
}
