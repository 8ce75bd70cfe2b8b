namespace Digits.Engine.Tests.Losses;

/// <summary>Losses say which output and which targets they take.</summary>
public sealed class LossErrorTests
{
    private static readonly Shape _shape = new(4, 1, 6);

    [Fact]
    public void Cross_entropy_takes_a_vector_and_CTC_a_map_of_one_row()
    {
        Refused(() => new CrossEntropy().CheckOutput(_shape)).ShouldContain("a vector of logits, not 4x1x6");
        Refused(() => new CtcLoss().CheckOutput(new Shape(4, 2, 6))).ShouldContain("a map of one row, [C, 1, W], whose columns are steps, not 4x2x6");
        Refused(() => new CtcLoss().CheckOutput(new Shape(1, 1, 6))).ShouldContain("2 to 256 channels, one of them the blank's, not 1");
        Refused(() => new CtcLoss(4).CheckOutput(_shape)).ShouldContain("The blank is channel 4, but there are 4 channels.");
        new CtcLoss(^1).CheckOutput(_shape);
    }

    [Fact]
    public void Labels_of_CTC_are_channels_other_than_the_blank()
    {
        Refused(() => Check(new CtcLoss(), [[1, 0]])).ShouldContain("A label is 0, but the channels are 0 to 3, and 0 is the blank.");
        Refused(() => Check(new CtcLoss(^1), [[3]])).ShouldContain("A label is 3, but the channels are 0 to 3, and 3 is the blank.");
        Refused(() => Check(new CtcLoss(), [[4]])).ShouldContain("A label is 4");
        Check(new CtcLoss(), [[1, 2, 3], []]);
        Check(new CtcLoss(^1), [[0, 1, 2], []]);
    }

    [Fact]
    public void Lengths_and_steps_have_to_match()
    {
        Refused(() => new CtcLoss().CheckTargets(Targets.Classes(new byte[] { 1 }), _shape)).ShouldContain("Targets.Sequences");
        Refused(() => new CtcLoss().CheckTargets(Targets.Sequences(new byte[] { 1 }, new[] { 1, 1 }), _shape))
            .ShouldContain("add up to 2 labels, but there are 1");
        Refused(() => new CtcLoss().CheckTargets(Targets.Sequences(new byte[] { 1 }, new[] { 2, -1 }), _shape)).ShouldContain("-1 labels");
        Refused(() => Check(new CtcLoss(), [[1], [2]], [6])).ShouldContain("1 numbers of steps for 2 images");
        Refused(() => Check(new CtcLoss(), [[1], [2]], [6, 7])).ShouldContain("7 steps, but the output has 6 columns");
        Refused(() => Check(new CtcLoss(), [[1], [2]], [0, 6])).ShouldContain("0 steps");
        Refused(() => Check(new CrossEntropy(), [[1], [2]])).ShouldContain("one class an image, not sequences");
    }

    private static void Check(Loss loss, byte[][] labels, int[]? steps = null) => loss.CheckTargets(SequenceTargets.Of(labels, steps), _shape);

    private static string Refused(Action check) => Should.Throw<ArgumentException>(check).Message;
}
