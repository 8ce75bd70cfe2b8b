using System.Text.Json;
using Digits.Engine;
using Digits.Evaluation;

namespace Digits.Tests.Evaluation;

public sealed class EvaluationResultTests
{
    private static readonly string[] _twoLabels = ["0", "1"];

    [Fact]
    public void The_document_has_the_contracts_keys_in_its_order()
    {
        using JsonDocument document = JsonDocument.Parse(SklearnCase.Load("ten-classes").Evaluate().ToJson());
        JsonElement root = document.RootElement;

        root.EnumerateObject().Select(property => property.Name).ShouldBe([
            "dataset", "images", "accuracy", "accuracy_standard_error", "loss", "r2", "macro", "weighted", "per_class",
            "confusion", "ece", "nll", "parameters", "seconds", "images_per_second",
            "kappa", "roc_auc", "average_precision", "reliability", "rejection", "warnings"]);
        root.GetProperty("macro").EnumerateObject().Select(property => property.Name).ShouldBe(["precision", "recall", "f1"]);
        root.GetProperty("per_class")[0].EnumerateObject().Select(property => property.Name)
            .ShouldBe(["label", "precision", "recall", "f1", "support", "roc_auc", "average_precision"]);
        root.GetProperty("reliability")[0].EnumerateObject().Select(property => property.Name).ShouldBe(["from", "to", "images", "confidence", "accuracy"]);
        root.GetProperty("rejection")[0].EnumerateObject().Select(property => property.Name).ShouldBe(["rejected", "accuracy", "threshold"]);
        root.GetProperty("confusion").GetArrayLength().ShouldBe(10);
        root.GetProperty("confusion")[9].GetArrayLength().ShouldBe(10);
        root.GetProperty("images_per_second").GetDouble().ShouldBe(800); // 400 images in half a second
    }

    [Fact]
    public void Setting_aside_what_is_least_certain_leaves_the_rest()
    {
        // Ten images of class 0, ever surer; the two least sure are wrong.
        float[] logits = [.. Enumerable.Range(1, 10).SelectMany(i => i <= 2 ? new[] { 0f, i } : [i, 0f])];
        RejectionPoint[] points = [.. Outputs.Of(new byte[10], logits, _twoLabels).Evaluate().Rejection];

        points.Select(point => point.Rejected).ShouldBe([0, 0.1, 0.2, 0.3, 0.5]);
        points.Select(point => point.Accuracy).ShouldBe([0.8, 8.0 / 9, 1, 1, 1], 1e-12);
        points[1].Threshold.ShouldBe(1 / (1 + Math.Exp(-2)), 1e-12);
    }

    [Fact]
    public void Classes_that_are_missing_or_never_read_are_said()
    {
        SklearnCase.Load("ten-classes").Evaluate().Warnings.ShouldBeEmpty();
        SklearnCase.Load("class-without-support").Evaluate().Warnings.ShouldBe([
            "No image is of class 7, 9: recall and F1 are 0 there, and ROC AUC and average precision are missing.",
            "No image was read as class 4: precision and F1 are 0 there.",
        ]);
    }

    [Fact]
    public void The_calibration_error_is_that_of_its_bins()
    {
        EvaluationResult result = SklearnCase.Load("ten-classes").Evaluate();

        result.Reliability.Count.ShouldBe(15);
        result.Reliability.Sum(bin => bin.Images).ShouldBe(400);
        result.Reliability.Sum(bin => bin.Images * bin.Accuracy).ShouldBe(400 * result.Accuracy, 1e-9);
        result.Reliability.ShouldAllBe(bin => bin.Images == 0 || (bin.Confidence > bin.From && bin.Confidence <= bin.To));
    }

    [Fact]
    public void A_single_image_has_no_R2()
    {
        SklearnCase.Load("one-image").Evaluate().ToJson().ShouldContain("\"r2\": null");
    }

    [Fact]
    public void Enormous_logits_give_an_exact_loss()
    {
        // softmax([1000, 0]) gives class 1 the probability e^-1000, which no double holds; its loss is 1000 all the same.
        Outputs.Of([1], [1000, 0], _twoLabels).Evaluate().Nll.ShouldBe(1000);
    }

    [Fact]
    public void Of_equal_logits_the_first_class_is_predicted()
    {
        Outputs.Of([0], [2, 2], _twoLabels).Evaluate().Accuracy.ShouldBe(1);
    }

    [Fact]
    public void Save_replaces_the_file_and_leaves_nothing_beside_it()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            string path = Path.Combine(folder.FullName, "metrics.json");
            File.WriteAllText(path, "old");
            EvaluationResult result = SklearnCase.Load("perfect").Evaluate();
            result.Save(path);
            EvaluationResult.FromJson(File.ReadAllText(path)).ToJson().ShouldBe(result.ToJson());
            folder.GetFiles().ShouldHaveSingleItem();

            string underAFile = Path.Combine(path, "metrics.json");
            OneLine(() => result.Save(underAFile)).ShouldContain(underAFile);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("", "cannot be read")]
    [InlineData("null", "null")]
    [InlineData("{\"dataset\": \"mnist\"}", "cannot be read")]
    [InlineData("{\"confusion\": [[1, 2], [3]]}", "square")]
    [InlineData("{\"confusion\": 3}", "rows")]
    [InlineData("{\"confusion\": [[1, \"a\"]]}", "not a count")]
    public void A_spoilt_document_is_one_line(string json, string says)
    {
        OneLine(() => EvaluationResult.FromJson(json)).ShouldContain(says);
    }

    [Theory]
    [InlineData(new byte[0], new float[0], "no labeled images")]
    [InlineData(new byte[] { 0, 1 }, new float[] { 1, 2, 3 }, "4 logits, not 3")]
    [InlineData(new byte[] { 2 }, new float[] { 1, 2 }, "label 2")]
    [InlineData(new byte[] { 0 }, new float[] { 1, float.NaN }, "not a finite number")]
    [InlineData(new byte[] { 0 }, new float[] { float.PositiveInfinity, 1 }, "not a finite number")]
    public void Outputs_that_do_not_fit_are_one_line(byte[] truth, float[] logits, string says)
    {
        OneLine(() => Outputs.Of(truth, logits, _twoLabels)).ShouldContain(says);
    }

    [Fact]
    public void Predictions_that_do_not_fit_the_labels_are_one_line()
    {
        OneLine(() => ConfusionMatrix.Count([1, 2], [1], 3)).ShouldContain("2 labels but 1 predictions");
        OneLine(() => ConfusionMatrix.Count([1, 2], [1, 3], 3)).ShouldContain("prediction 3");
    }

    private static string OneLine(Action action)
    {
        string message = Should.Throw<DigitsException>(action).Message;
        message.ShouldNotContain('\n');
        return message;
    }
}
