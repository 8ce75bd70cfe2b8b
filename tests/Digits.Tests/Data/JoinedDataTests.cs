using Digits.Data;
using Digits.Engine;

namespace Digits.Tests.Data;

public sealed class JoinedDataTests
{
    [Fact]
    public void Names_with_a_plus_join_the_training_images_and_keep_the_first_tests()
    {
        DigitData strokes = Strokes.Generate();

        DigitData twice = DataSource.Load("strokes+strokes");

        twice.Train!.Name.ShouldBe("strokes+strokes");
        twice.Train.Count.ShouldBe(2 * strokes.Train!.Count);
        twice.Train.Image(strokes.Train.Count + 3).SequenceEqual(strokes.Train.Image(3)).ShouldBeTrue();
        twice.Train.Labels[strokes.Train.Count + 3].ShouldBe(strokes.Train.Labels[3]);
        twice.Test!.Pixels.SequenceEqual(strokes.Test!.Pixels).ShouldBeTrue();
    }

    [Fact]
    public void Sets_that_do_not_go_together_are_not_joined()
    {
        DigitSet digits = new("digits", 2, 2, new byte[8], [0, 1]);

        Should.Throw<DigitsException>(() => digits.Join(new DigitSet("large", 3, 2, new byte[6], [0])))
            .Message.ShouldBe("digits has images of 2x2 pixels, large of 3x2; only sets of one size can be joined.");
        Should.Throw<DigitsException>(() => digits.Join(new DigitSet("bare", 2, 2, new byte[4], null)))
            .Message.ShouldBe("digits and bare do not have the same classes; only sets that do can be joined.");
        Should.Throw<DigitsException>(() => DataSource.Load("strokes+nowhere-to-be-found")).Message.ShouldContain("'nowhere-to-be-found' is not a data set");
    }
}
