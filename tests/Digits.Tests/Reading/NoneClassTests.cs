using System.Globalization;
using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Imaging;
using Digits.Reading;

namespace Digits.Tests.Reading;

/// <summary>A model of the ten digits with a class more, for what is none of them.</summary>
public sealed class NoneClassTests
{
    private const string Labels = "0,1,2,3,4,5,6,7,8,9,none";

    // The picture's eleven pixels are the logits.
    private static readonly DigitSet _digits = new(
        "ramp", 1, 11, [0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 7, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 2], [3, 7, 1]);

    [Fact]
    public void It_takes_its_share_of_the_probability_but_is_never_the_answer()
    {
        Classifier classifier = new(Model());
        classifier.HasNone.ShouldBeTrue();
        classifier.RequireDigits();

        Classification answer = classifier.Classify(new GrayImage(11, 1, _digits.Image(1).ToArray()));

        double total = Math.Exp(7) + Math.Exp(5) + 9;
        answer.Class.ShouldBe(7);
        answer.Confidence.ShouldBe(Math.Exp(5) / total, 1e-6);
        answer.None.ShouldBe(Math.Exp(7) / total, 1e-6);
        answer.Alternatives.ShouldAllBe(other => other.Class < 10);
        classifier.Classify(_digits).ShouldBe([3, 7, 0]);
        new Classifier(FirstPixels(10)).HasNone.ShouldBeFalse();
    }

    [Fact]
    public void Sets_of_digits_are_measured_without_it_and_sets_that_have_it_with_it()
    {
        Classifier classifier = new(Model());

        Predictions ten = Predictions.Of(classifier, _digits);
        ten.LabelNames.Count.ShouldBe(10);
        ten.Predicted.ToArray().ShouldBe([3, 7, 0]);
        ten.Confidence[1].ShouldBe(Math.Exp(5) / (Math.Exp(5) + 9), 1e-6);
        ten.Evaluate().Confusion.Classes.ShouldBe(10);

        DigitSet withNone = new("mixed", 1, 11, _digits.Pixels.ToArray(), [3, 10, 1]) { LabelNames = Labels.Split(',') };
        Predictions eleven = Predictions.Of(classifier, withNone);
        eleven.LabelNames.Count.ShouldBe(11);
        eleven.Predicted.ToArray().ShouldBe([3, 10, 0]);
    }

    [Fact]
    public void Another_eleventh_class_is_not_that_of_what_is_no_digit()
    {
        Classifier hexadecimal = new(Model("0,1,2,3,4,5,6,7,8,9,a"));

        hexadecimal.HasNone.ShouldBeFalse();
        Should.Throw<InvalidInputException>(hexadecimal.RequireDigits).Message.ShouldBe("The model has 11 classes; a model of the 10 digits is needed.");
    }

    [Fact]
    public void The_least_probability_of_an_answer_stands_in_the_file()
    {
        using TempFolder folder = new();
        string path = folder["model.onnx"];
        Model(reject: 0.625).Save(path);

        Classifier.Load(path).RejectBelow.ShouldBe(0.625);
        new Classifier(Model()).RejectBelow.ShouldBe(0);
        new Classifier(Model("0,1,2,3,4,5,6,7,8,9,a", reject: 0.625)).RejectBelow.ShouldBe(0);
    }

    [Fact]
    public void The_threshold_answers_the_wanted_share_of_digits_and_leaves_other_images_out_of_account()
    {
        // A digit's only bright pixel is that of the class for what is no digit, from 0 to 99: the brighter, the less it is a digit.
        byte[] pixels = new byte[200 * 11];
        byte[] labels = new byte[200];
        for (int i = 0; i < 100; i++)
        {
            (pixels[(i * 11) + 10], labels[i]) = ((byte)i, 4);
            (pixels[((i + 100) * 11) + 10], labels[i + 100]) = (255, 10);
        }

        DigitSet set = new("mixed", 1, 11, pixels, labels) { LabelNames = Labels.Split(',') };

        double threshold = RejectThreshold.Fit(new Classifier(Model(scale: 0.01f)), set, answered: 0.9);

        threshold.ShouldBe(10 / (Math.Exp(0.89) + 10), 1e-6);
        Classifier classifier = new(Model(reject: threshold, scale: 0.01f));
        Enumerable.Range(0, 200).Count(i => classifier.Accepts(classifier.Classify(new GrayImage(11, 1, set.Image(i).ToArray())))).ShouldBe(90);
        Should.Throw<InvalidInputException>(() => RejectThreshold.Fit(classifier, set.Subset([150, 151])))
            .Message.ShouldStartWith("mixed: has no image of a digit");
    }

    private static OnnxModel Model(string labels = Labels, double? reject = null, float scale = 1)
    {
        Dictionary<string, string> metadata =
            new(StringComparer.Ordinal) { [OnnxMetadata.Labels] = labels, [OnnxMetadata.InputRange] = OnnxMetadata.ZeroTo255 };
        if (reject is { } least)
            metadata[OnnxMetadata.RejectBelow] = least.ToString(CultureInfo.InvariantCulture);
        return new OnnxModel(FirstPixels(11, scale), metadata);
    }

    /// <summary>A network whose logits are its pixels times <paramref name="scale"/>.</summary>
    private static Network FirstPixels(int classes, float scale = 1)
    {
        Network network = Network.Sequential(new Shape(1, 1, classes), new Flatten(), new Dense(classes));
        foreach (Parameter parameter in network.Parameters)
            parameter.Assign([.. Enumerable.Range(0, parameter.Count).Select(i => parameter.Count > classes && i % (classes + 1) == 0 ? scale : 0f)]);
        return network;
    }
}
