using System.Collections.Concurrent;
using Digits.Data;
using Digits.Engine;
using Digits.Imaging;
using Digits.Reading;
using Digits.Zoo;

namespace Digits.Tests.Reading;

public sealed class ClassifierTests
{
    private static readonly DigitSet _digits = Strokes.Generate(train: 1, test: 20).Test!;
    private static readonly Network _network = Architectures.Create("classic", new Shape(1, 28, 28), seed: 3);

    [Fact]
    public void It_reads_what_an_evaluation_reads()
    {
        Classifier classifier = new(new OnnxModel(_network));
        float[] logits = new Classifier(_network).Logits(_digits);
        for (int i = 0; i < _digits.Count; i++)
        {
            float[] row = logits[(10 * i)..(10 * (i + 1))];
            double[] odds = [.. row.Select(logit => Math.Exp(logit))];
            Classification prediction = classifier.Classify(Picture(i));
            prediction.Class.ShouldBe(Array.IndexOf(row, row.Max()));
            prediction.Confidence.ShouldBe(odds.Max() / odds.Sum(), 1e-6);
            prediction.Alternatives.Select(a => a.Class).ShouldBe(Enumerable.Range(0, 10).OrderByDescending(digit => row[digit]).Skip(1).Take(3));
            prediction.Alternatives.ShouldAllBe(a => a.Probability <= prediction.Confidence);
        }
    }

    [Fact]
    public void Pixels_come_in_the_range_that_the_metadata_tells()
    {
        OnnxModel model = new(FirstPixels(), new Dictionary<string, string>(StringComparer.Ordinal) { [OnnxMetadata.InputRange] = OnnxMetadata.ZeroTo255 });
        DigitSet set = new("ramp", 1, 10, [0, 0, 0, 0, 0, 0, 0, 2, 0, 0], [7]);
        double expected = Math.Exp(2) / (Math.Exp(2) + 9);
        new Classifier(model).Classify(new GrayImage(10, 1, set.Pixels.ToArray())).Confidence.ShouldBe(expected, 1e-6);
        new Classifier(model).Logits(set)[7].ShouldBe(2f);
        new Classifier(model.Network).Logits(set)[7].ShouldBe(2f / 255);
    }

    [Fact]
    public void A_picture_of_another_size_is_refused() =>
        Should.Throw<DigitsException>(() => new Classifier(new OnnxModel(_network)).Classify(new GrayImage(40, 30, new byte[1200])))
            .Message.ShouldBe("The picture is 40x30 pixels; this model reads 28x28.");

    [Fact]
    public void A_model_of_other_things_is_refused()
    {
        Should.Throw<InvalidInputException>(() => new Classifier(Network.Sequential(new Shape(1, 28, 28), new Flatten(), new Dense(47))).RequireDigits())
            .Message.ShouldBe("The model has 47 classes; a model of the 10 digits is needed.");
        Should.Throw<InvalidInputException>(() => new Classifier(Network.Sequential(new Shape(3, 28, 28), new Flatten(), new Dense(10))));
        Should.Throw<InvalidInputException>(() => new Classifier(Network.Sequential(new Shape(1, 28, 28), new Conv2D(10, kernel: 3))))
            .Message.ShouldBe("The model turns 1x28x28 into 10x26x26; a classifier turns a gray picture into a number for each class.");
        OnnxModel letters = new(_network, new Dictionary<string, string>(StringComparer.Ordinal) { [OnnxMetadata.Labels] = "a,b,c,d,e,f,g,h,i,j" });
        Should.Throw<DigitsException>(() =>
            new Classifier(letters).RequireDigits()).Message.ShouldStartWith("The model's classes are a, b, c, d, e, f, g, h, i, j;");
    }

    [Fact]
    public void The_bundled_model_reads_drawn_digits_for_any_number_of_threads()
    {
        Classifier classifier = Classifier.Default;
        classifier.ShouldBeSameAs(Classifier.Default);
        DigitSet digits = Strokes.Generate(train: 1, test: 400).Test!;

        int[] alone = [.. Enumerable.Range(0, digits.Count).Select(i => classifier.Classify(new GrayImage(28, 28, digits.Image(i).ToArray())).Class)];
        int[] together = new int[digits.Count];
        Parallel.For(0, digits.Count, i => together[i] = classifier.Classify(new GrayImage(28, 28, digits.Image(i).ToArray())).Class);

        together.ShouldBe(alone);
        alone.Where((digit, i) => digit == digits.Labels[i]).Count().ShouldBeGreaterThan(392);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Eight_threads_at_once_get_the_bits_that_one_gets(int threads)
    {
        Classifier classifier = new(new OnnxModel(_network), threads);
        float[] logits = new Classifier(_network, threads: 1).Logits(_digits);
        Classification[] alone = [.. Enumerable.Range(0, _digits.Count).Select(i => classifier.Classify(Picture(i)))];
        ConcurrentBag<string> wrong = [];
        Thread[] callers = [.. Enumerable.Range(0, 8).Select(caller => new Thread(() =>
        {
            for (int round = 0; round < 20; round++)
            {
                int image = ((caller * 7) + round) % _digits.Count;
                Classification one = classifier.Classify(Picture(image));
                if (one.Confidence != alone[image].Confidence || !one.Alternatives.SequenceEqual(alone[image].Alternatives))
                    wrong.Add($"caller {caller}, image {image}");
                if (round % 5 == 0 && !classifier.Logits(_digits).SequenceEqual(logits))
                    wrong.Add($"caller {caller}, the set");
            }
        })),];

        foreach (Thread caller in callers)
            caller.Start();
        foreach (Thread caller in callers)
            caller.Join();

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        DigitSet digits = Strokes.Generate(train: 1, test: 333).Test!;
        float[] one = new Classifier(_network, threads: 1).Logits(digits);
        new Classifier(_network, threads: 3).Logits(digits).ShouldBe(one);
        new Classifier(_network, threads: 8) { Shifts = 1 }.Logits(digits).ShouldBe(new Classifier(_network, threads: 1) { Shifts = 1 }.Logits(digits));
    }

    [Fact]
    public void A_model_loads_from_a_file_and_from_a_stream()
    {
        using TempFolder folder = new();
        OnnxModel model = new(_network);
        model.Save(folder["model.onnx"]);
        float[] expected = new Classifier(model).Logits(_digits);
        Classifier.Load(folder["model.onnx"]).Logits(_digits).ShouldBe(expected);
        using MemoryStream stream = new(model.ToArray());
        Classifier.Load(stream).Logits(_digits).ShouldBe(expected);
    }

    [Fact]
    public void The_bundled_model_is_small_and_says_how_it_was_trained()
    {
        OnnxModel model = BundledModel.Load();

        model.ToArray().Length.ShouldBeLessThan(1_000_000);
        model.Metadata[OnnxMetadata.Configuration].ShouldContain("\"recipe\": \"reader\"");
        model.Metadata[OnnxMetadata.Labels].ShouldBe("0,1,2,3,4,5,6,7,8,9,none");
        Classifier.Default.RejectBelow.ShouldBeInRange(0.1, 0.99);
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
