using System.Runtime.CompilerServices;
using System.Text.Json;
using Digits.Engine;
using Digits.Evaluation;

namespace Digits.Tests.Evaluation;

public sealed class McNemarTests
{
    [Fact]
    public void Probabilities_are_scipys()
    {
        JsonElement[] cases = [.. Golden().RootElement.EnumerateArray()];
        foreach (JsonElement one in cases)
        {
            double expected = one.GetProperty("p_value").GetDouble();
            McNemar.Probability(one.GetProperty("only_first").GetInt64(), one.GetProperty("only_second").GetInt64()).ShouldBe(expected, 1e-9 * expected);
        }

        cases.Length.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Only_images_that_one_got_right_and_the_other_wrong_count()
    {
        byte[] truth = [0, 1, 2, 3, 4, 5, 6];
        byte[] first = [0, 1, 2, 3, 0, 0, 0];
        byte[] second = [0, 0, 0, 3, 4, 0, 1];

        McNemar test = McNemar.Of(truth, first, second);

        (test.OnlyFirst, test.OnlySecond).ShouldBe((2, 1));

        // Three tosses, at most one head: (1 + 3) / 8, twice.
        test.PValue.ShouldBe(1.0);
    }

    [Fact]
    public void Predictions_of_another_number_are_refused() =>
        Should.Throw<DigitsException>(() => McNemar.Of([0, 1], [0], [0, 1])).Message.ShouldContain("2 labels but 1 and 2 predictions");

    private static JsonDocument Golden([CallerFilePath] string here = "") =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../Golden/Mcnemar/mcnemar.json")));
}
