using Digits.Data;
using Digits.Evaluation;
using Digits.Tests.Data;

namespace Digits.Tests.Evaluation;

public sealed class RelabeledAccuracyTests
{
    // What the raters of Northcutt, Athalye and Mueller made of 15 test images: ten labels corrected, two with two labels, three without one.
    [Fact]
    public void Published_labels_lose_the_ten_that_were_corrected()
    {
        byte[] labels = Labels();
        RelabeledAccuracy result = RelabeledAccuracy.Measure(Outputs.Predicting(Set(labels), labels));
        (result.Images, result.Correct).ShouldBe((9997, 9987));
        result.Accuracy.ShouldBe(9987.0 / 9997);
    }

    [Fact]
    public void Corrected_labels_are_all_right_and_of_two_either()
    {
        byte[] corrected = Labels();
        foreach ((int image, MnistLabelError error) in MnistLabelErrors.ByImage)
            corrected[image] = error.Accepted.Count == 0 ? (byte)1 : error.Accepted[^1];
        RelabeledAccuracy.Measure(Outputs.Predicting(Set(Labels()), corrected)).Correct.ShouldBe(9997);
        corrected[2130] = 4;
        RelabeledAccuracy.Measure(Outputs.Predicting(Set(Labels()), corrected)).Correct.ShouldBe(9997);
        corrected[2130] = 7;
        RelabeledAccuracy.Measure(Outputs.Predicting(Set(Labels()), corrected)).Correct.ShouldBe(9996);
    }

    [Fact]
    public void Another_set_is_refused()
    {
        byte[] labels = Labels();
        labels[947] = 9;
        Bad.Says(() => RelabeledAccuracy.Measure(Outputs.Predicting(Set(labels), labels)), "made", "not MNIST's test set");
        Bad.Says(() => RelabeledAccuracy.Measure(Outputs.Predicting(Set(labels[..9999]), labels[..9999])), "not MNIST's test set");
        Bad.Says(() => MnistLabelErrors.Check(new DigitSet("bare", 1, 1, new byte[10_000], labels: null)), "bare", "not MNIST's test set");
    }

    [SkippableFact]
    public void The_list_fits_the_published_files()
    {
        DigitSet test = DataSource.Load(RealData.Folder("mnist")).RequireTest();
        RelabeledAccuracy.Measure(Outputs.Predicting(test, test.Labels.ToArray())).Correct.ShouldBe(9987);
    }

    private static byte[] Labels()
    {
        byte[] labels = new byte[10_000];
        foreach ((int image, MnistLabelError error) in MnistLabelErrors.ByImage)
            labels[image] = error.Given;
        return labels;
    }

    private static DigitSet Set(byte[] labels) => new("made", 1, 1, new byte[labels.Length], labels);
}
