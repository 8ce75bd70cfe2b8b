using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reports;

namespace Digits.Tests.Reports.Pictures;

public sealed class EvaluatedSetTests
{
    [Fact]
    public void The_likeliest_classes_are_those_of_the_list_of_mistakes()
    {
        EvaluatedSet evaluated = Evaluated.Random(50);
        evaluated.Misclassified.Count.ShouldBeGreaterThan(30);
        foreach (MisclassifiedImage image in evaluated.Misclassified)
            evaluated.Likeliest(image.Index).ShouldBe(image.Top);
    }

    [Fact]
    public void A_set_without_labels_is_refused() =>
        Message(new DigitSet("bare", 1, 1, [0], null), 1, 2).ShouldContain("no labelled images");

    [Fact]
    public void Outputs_of_another_size_are_refused() =>
        Message(new DigitSet("one", 1, 1, [0], [1]), 1, 2, 3).ShouldContain("need 2 logits, not 3");

    private static string Message(DigitSet set, params float[] logits) =>
        Should.Throw<DigitsException>(() => new EvaluatedSet(set, logits, ["a", "b"])).Message;
}
