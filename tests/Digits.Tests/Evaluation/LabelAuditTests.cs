using Digits.Engine;
using Digits.Evaluation;

namespace Digits.Tests.Evaluation;

public sealed class LabelAuditTests
{
    // Four images of three classes: right, wrong by a little, wrong by a lot, right.
    private static readonly float[] _logits = [2, 1, 0, 1, 1.5f, 0, 0, 0, 9, 0, 0, 1];
    private static readonly byte[] _labels = [0, 0, 1, 2];

    [Fact]
    public void Contradicted_labels_come_by_their_margin()
    {
        LabelAudit audit = LabelAudit.Of(Outputs.Of(_labels, _logits, 3));
        audit.Images.ShouldBe(4);
        audit.Agreement.ShouldBe(0.5);
        audit.Suspects.Select(s => (s.Index, s.Label, s.Predicted, s.Margin)).ShouldBe([(2, 1, 2, 9), (1, 0, 1, 0.5)]);
    }

    [Fact]
    public void Probabilities_are_the_softmax_and_the_margin_the_logarithm_of_their_ratio()
    {
        LabelSuspect suspect = LabelAudit.Of(Outputs.Of(_labels, _logits, 3)).Suspects[1];
        double sum = Math.Exp(1) + Math.Exp(1.5) + 1;
        suspect.LabelProbability.ShouldBe(Math.Exp(1) / sum, tolerance: 1e-12);
        suspect.PredictedProbability.ShouldBe(Math.Exp(1.5) / sum, tolerance: 1e-12);
        suspect.Margin.ShouldBe(Math.Log(suspect.PredictedProbability / suspect.LabelProbability), tolerance: 1e-12);
    }

    [Fact]
    public void Certain_images_are_still_told_apart()
    {
        // Both probabilities are 1 and 0 in double precision.
        LabelAudit audit = LabelAudit.Of(Outputs.Of([0, 0], [0, 900, 0, 1000], 2));
        audit.Suspects.Select(s => s.Index).ShouldBe([1, 0]);
    }

    [Fact]
    public void The_csv_has_a_line_for_each_suspect()
    {
        using TempFolder folder = new();
        LabelAudit.Of(Outputs.Of(_labels, _logits, 3)).SaveCsv(folder["suspects.csv"]);
        string[] lines = File.ReadAllLines(folder["suspects.csv"]);
        lines[0].ShouldBe("index,label,predicted,label_probability,predicted_probability,margin");
        lines[1].ShouldStartWith("2,1,2,0.00012");
        lines[1].ShouldEndWith(",9");
        lines.Length.ShouldBe(3);

        LabelAudit.Of(Outputs.Of(_labels, _logits, 3)).SaveCsv(folder["suspects.csv"], ["ant", "bee", "cat"]);
        File.ReadAllLines(folder["suspects.csv"])[1].ShouldStartWith("2,bee,cat,");
    }

    [Fact]
    public void Logits_that_do_not_fit_are_refused() => Should.Throw<DigitsException>(() => LabelAudit.Of(Outputs.Of(_labels, _logits, 10)));
}
