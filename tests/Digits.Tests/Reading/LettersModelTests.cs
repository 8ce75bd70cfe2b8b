using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reading;
using Digits.Reports;

namespace Digits.Tests.Reading;

/// <summary>Models of EMNIST's letters that others trained: with 26 outputs, or with 27 for its labels of 1 to 26.</summary>
public sealed class LettersModelTests
{
    private static readonly string[] _letters = [.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ".Select(letter => letter.ToString())];

    [Theory]
    [InlineData(26, null)]
    [InlineData(26, "numbers")]
    [InlineData(26, "small")]
    [InlineData(27, null)]
    [InlineData(27, "numbers")]
    [InlineData(27, "small")]
    public void Are_measured_on_26_classes(int outputs, string? names)
    {
        Classifier classifier = Model(outputs, names switch
        {
            null => null,
            "numbers" => [.. Enumerable.Range(0, outputs).Select(number => $"{number}")],
            _ => [.. _letters.Select(letter => letter.ToLowerInvariant()).Prepend("N/A").Skip(27 - outputs)],
        });
        DigitSet set = Set(outputs);
        Predictions predictions = Predictions.Of(classifier, set);
        predictions.Predicted.ToArray().ShouldBe([0, 25, 7]);
        predictions.LabelNames.Count.ShouldBe(26);
        predictions.LabelNames[25].ShouldBe("Z", StringCompareShould.IgnoreCase);
        EvaluationResult result = predictions.Evaluate();
        result.Confusion.Classes.ShouldBe(26);
        result.Accuracy.ShouldBe(2 / 3.0, 1e-9);
        SaliencyGallery.Create(predictions, classifier).ShouldNotBeNull();
    }

    [Fact]
    public void Other_names_and_other_numbers_of_outputs_are_refused()
    {
        string[] turned = [.. _letters.Reverse()];
        Refused(26, turned).ShouldContain("the model's are Z, Y, X");
        Refused(27, [.. turned.Prepend("none")]).ShouldContain("the model's are none, Z");
        Refused(28, null).ShouldContain("26 classes");
        Refused(10, ClassNames.Numbers(10)).ShouldContain("the model's are 0, 1, 2");
    }

    private static string Refused(int outputs, string[]? names) =>
        Should.Throw<InvalidInputException>(() => Predictions.Of(Model(outputs, names), Set(outputs))).Message;

    // A picture's pixels are the logits: A, Z and H are seen, and the last is a G; the first of 27 outputs is the brightest, and is none of them.
    private static DigitSet Set(int outputs)
    {
        int first = Math.Max(0, outputs - 26);
        byte[] pixels = new byte[3 * outputs];
        foreach ((int image, int letter) in new[] { (0, 0), (1, 25), (2, 7) })
        {
            if (first == 1)
                pixels[image * outputs] = 9;
            if (first + letter < outputs)
                pixels[(image * outputs) + first + letter] = 5;
        }

        return new DigitSet("letters", 1, outputs, pixels, [0, 25, 6]) { LabelNames = _letters };
    }

    private static Classifier Model(int outputs, string[]? names)
    {
        Network network = Network.Sequential(new Shape(1, 1, outputs), new Flatten(), new Dense(outputs));
        foreach (Parameter parameter in network.Parameters)
            parameter.Assign([.. Enumerable.Range(0, parameter.Count).Select(i => parameter.Count > outputs && i % (outputs + 1) == 0 ? 1f : 0f)]);
        Dictionary<string, string> metadata = new(StringComparer.Ordinal) { [OnnxMetadata.InputRange] = OnnxMetadata.ZeroTo255 };
        if (names is not null)
            metadata[OnnxMetadata.Labels] = string.Join(',', names);
        return new Classifier(new OnnxModel(network, metadata));
    }
}
