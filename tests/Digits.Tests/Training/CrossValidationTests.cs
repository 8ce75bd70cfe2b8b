using Digits.Data;
using Digits.Evaluation;
using Digits.Tests.Data;
using Digits.Training;

namespace Digits.Tests.Training;

public sealed class CrossValidationTests
{
    private const int Images = 1200;
    private const int Flipped = 36;
    private static readonly RunConfiguration _configuration = new() { Model = "classic", Epochs = 8, BatchSize = 32, Seed = 2 };

    [Fact]
    public void Labels_that_were_flipped_on_purpose_come_out_on_top()
    {
        DigitSet clean = Strokes.Generate(Images, 1, seed: 3).Train!;
        byte[] labels = clean.Labels.ToArray();
        int[] flipped = Enumerable.Range(0, Images).ToArray();
        SeededRandom random = new(8);
        random.Shuffle<int>(flipped);
        flipped = flipped[..Flipped];
        foreach (int index in flipped)
            labels[index] = (byte)((labels[index] + 1 + random.NextInt(9)) % 10);
        DigitSet set = new("flipped", 28, 28, clean.Pixels.ToArray(), labels);

        LabelAudit audit = LabelAudit.Of(CrossValidation.Predict(set, _configuration, folds: 3));
        LabelSuspect[] found = [.. audit.Suspects.Take(Flipped).Where(suspect => flipped.Contains(suspect.Index))];
        found.Length.ShouldBeGreaterThanOrEqualTo(Flipped * 3 / 4);
        found.Count(suspect => suspect.Predicted == clean.Labels[suspect.Index]).ShouldBeGreaterThanOrEqualTo(found.Length * 3 / 4);
    }

    [Fact]
    public void Each_image_is_read_by_a_network_that_was_trained_on_the_other_folds_alone()
    {
        // Random pixels and labels: what a network has seen it can learn by heart, of what it has not it knows nothing.
        DigitSet noise = Make.Set(200, 28, 28, seed: 4);
        RunConfiguration configuration = _configuration with { Model = "fast", Epochs = 20 };
        LabelAudit.Of(CrossValidation.Predict(noise, configuration, folds: 2)).Agreement.ShouldBeLessThan(0.25);
    }

    [Fact]
    public void Threads_have_no_say_in_it_and_every_fold_is_announced()
    {
        DigitSet set = Strokes.Generate(60, 1).Train!;
        RunConfiguration configuration = _configuration with { Model = "fast", Epochs = 1 };
        List<int> announced = [];
        float[] one = CrossValidation.Predict(set, configuration, folds: 3, threads: 1, Announce).Logits.ToArray();
        announced.ShouldBe([1, 2, 3]);
        CrossValidation.Predict(set, configuration, folds: 3, threads: 2).Logits.ToArray().ShouldBe(one);
        one.Length.ShouldBe(600);

        Callback[] Announce(int fold)
        {
            announced.Add(fold);
            return [];
        }
    }

    [Fact]
    public void It_can_be_cancelled() => Should.Throw<OperationCanceledException>(
        () => CrossValidation.Predict(Strokes.Generate(20, 1).Train!, _configuration, folds: 2, cancellation: new CancellationToken(canceled: true)));

    [Theory]
    [InlineData(1)]
    [InlineData(21)]
    public void Folds_that_cannot_be_are_refused(int folds) =>
        Bad.Says(() => CrossValidation.Predict(Strokes.Generate(20, 1).Train!, _configuration, folds), $"{folds} folds");

    [Fact]
    public void A_loss_that_is_not_a_number_is_refused()
    {
        RunConfiguration wild = _configuration with { LearningRate = 1000, Optimizer = OptimizerKind.SGD };
        Bad.Says(() => CrossValidation.Predict(Strokes.Generate(60, 1).Train!, wild, folds: 2), "diverged in fold");
    }
}
