using Digits.Engine.Tests.Losses;

namespace Digits.Engine.Tests.Golden;

/// <summary>Losses and gradients of CTC are PyTorch's.</summary>
public sealed class PyTorchCtcTests
{
    private static readonly GoldenCtc[] _cases = GoldenFile.Read<GoldenCtc[]>("ctc");

    public static TheoryData<string> Names => [.. _cases.Select(golden => golden.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Losses_and_gradients_are_those_of_PyTorch(string name)
    {
        GoldenCtc golden = _cases.Single(golden => golden.Name == name);
        LossRun run = new(new Shape(golden.Channels, 1, golden.Width), golden.Logits);
        Targets targets = SequenceTargets.Of([.. golden.Labels.Select(labels => labels.Select(label => (byte)label).ToArray())], golden.Steps);

        double loss = run.Compute(new CtcLoss(golden.Blank), targets);

        // PyTorch computed in double precision; the gradient here is rounded to floats at the end.
        loss.ShouldBe(golden.Losses.Sum(), 1e-6 * Math.Max(1, golden.Losses.Sum()));
        for (int i = 0; i < golden.Gradient.Length; i++)
            ((double)run.Gradient[i]).ShouldBe(golden.Gradient[i], 1e-6, $"{i}");
    }

    [Fact]
    public void There_are_enough_cases() => _cases.Length.ShouldBe(26);
}
