using Digits.Data;
using Digits.Engine;
using Digits.Training;
using Digits.Zoo;

namespace Digits.Tests.Training;

/// <summary>Nothing is trained on test images and nothing is chosen by them.</summary>
public sealed class HeldOutTests
{
    private static readonly DigitData _data = Strokes.Generate(train: 60, test: 30);

    [Fact]
    public void Test_images_cannot_be_trained_on_whatever_was_done_to_them()
    {
        DigitSet test = _data.Test!;
        DigitSet joined = _data.Train!.Join(test);

        foreach (DigitSet held in (DigitSet[])[test, test.Take(20), test.Subset([1, 2, 3]), test.Normalize(),
            AugmentationOptions.Parse("rotate=5").Apply(test), joined, new DigitData(null, _data.Train).Test!])
        {
            held.IsHeldOut.ShouldBeTrue();
            Should.Throw<DigitsException>(() =>
                Make(held, null)).Message.ShouldBe($"{held.Name}: these are test images; train and validate on others, or no figure on these means anything.");
        }
    }

    [Fact]
    public void Test_images_cannot_be_validated_on() =>
        Should.Throw<DigitsException>(() => Make(_data.Train!, _data.Test)).Message.ShouldContain("these are test images");

    [Fact]
    public void Training_images_stay_what_they_are()
    {
        DigitSet train = _data.Train!;
        train.IsHeldOut.ShouldBeFalse();
        Make(train.Take(40), train.Subset([41, 42])).History.ShouldBeEmpty();
        (new DigitData(train, null) with { Test = train }).Test!.IsHeldOut.ShouldBeTrue();
    }

    private static Trainer Make(DigitSet train, DigitSet? validation) =>
        new(Architectures.Create("tiny", new Shape(1, 28, 28), 10, seed: 0), new Adam(), train, validation);
}
