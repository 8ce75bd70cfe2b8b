using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reading;
using Digits.Tests.Data;
using Digits.Tests.Training;

namespace Digits.Tests.Reading;

public sealed class ClassifierNamesTests
{
    private static readonly string[] _names = ["ant", "bee", "cat", "dog"];
    private static readonly DigitSet _numbered = TinySet.Bars(40, seed: 3);
    private static readonly DigitSet _named = new("zoo", 8, 8, _numbered.Pixels.ToArray(), _numbered.Labels.ToArray()) { LabelNames = _names };

    [Fact]
    public void Names_come_from_the_model()
    {
        Names(Model("ant,bee,cat,dog"), _numbered).ShouldBe(_names);
        Names(Model("ant, bee, cat, dog"), _named).ShouldBe(_names);
    }

    [Fact]
    public void Of_a_model_without_fitting_names_they_come_from_the_set()
    {
        Names(Model(labels: null), _named).ShouldBe(_names);
        Names(Model("0,1,2"), _named).ShouldBe(_names);
        Names(Model(labels: null), _numbered).ShouldBe(["0", "1", "2", "3"]);
        new Classifier(TinySet.Network()).LabelNamesFor(_named).ShouldBe(_names);
    }

    [Fact]
    public void Shifts_give_the_mean_of_the_probabilities_of_moved_images()
    {
        Network network = TinySet.Network();
        float[] averaged = new Classifier(network) { Shifts = 1 }.Logits(_numbered);
        Classifier plain = new(network);
        double[] expected = new double[averaged.Length];
        for (int dy = -1; dy <= 1; dy++)
        {
            for (int dx = -1; dx <= 1; dx++)
            {
                byte[] moved = new byte[_numbered.Pixels.Length];
                for (int i = 0; i < moved.Length; i++)
                {
                    (int image, int y, int x) = (i / 64, (i / 8 % 8) - dy, (i % 8) - dx);
                    moved[i] = x is < 0 or > 7 || y is < 0 or > 7 ? (byte)0 : _numbered.Image(image)[(y * 8) + x];
                }

                float[] logits = plain.Logits(new DigitSet("moved", 8, 8, moved, null));
                for (int i = 0; i < expected.Length; i++)
                    expected[i] += Math.Exp(logits[i]) / logits.AsSpan(i / 4 * 4, 4).ToArray().Sum(logit => Math.Exp(logit)) / 9;
            }
        }

        averaged.Select(logit => Math.Exp(logit)).ShouldBe(expected, tolerance: 1e-5);
    }

    [Fact]
    public void Names_that_differ_are_refused()
    {
        Bad.Says(() => Predictions.Of(new Classifier(Model("0,1,2,3")), _named), "zoo", "ant, bee, cat, dog", "0, 1, 2, 3");
        DigitSet fewer = new("three", 8, 8, new byte[64], [2]) { LabelNames = _names[..3] };
        Bad.Says(() => Predictions.Of(new Classifier(TinySet.Network()), fewer), "three", "3 classes", "knows 4");
    }

    [Fact]
    public void Predictions_need_no_labels_and_give_the_accuracy()
    {
        Classifier classifier = new(TinySet.Network());
        byte[] predicted = classifier.Classify(new DigitSet("bare", 8, 8, _numbered.Pixels.ToArray(), labels: null));
        int correct = Enumerable.Range(0, 40).Count(i => predicted[i] == _numbered.Labels[i]);
        Predictions.Of(classifier, _numbered).Correct.ShouldBe(correct);
    }

    private static IEnumerable<string> Names(OnnxModel model, DigitSet set) =>
        Predictions.Of(new Classifier(model), set).Evaluate().PerClass.Select(c => c.Label);

    private static OnnxModel Model(string? labels)
    {
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        if (labels is not null)
            metadata[OnnxMetadata.Labels] = labels;
        return new OnnxModel(TinySet.Network(), metadata);
    }
}
