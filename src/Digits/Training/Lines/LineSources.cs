using Digits.Data;
using Digits.Engine;

namespace Digits.Training;

/// <summary>The lines that a run trains on, validates on and is measured on. They share no writing.</summary>
/// <param name="Name">What the lines are, for reports.</param>
/// <param name="Train">To train on.</param>
/// <param name="Validation">To validate on and to fit the temperatures to.</param>
/// <param name="ValidationLines">How many of these.</param>
/// <param name="OwnValidationLines">How many of these, the first ones, are a user's own.</param>
/// <param name="Test">To be measured on.</param>
/// <param name="TestLines">How many of these.</param>
internal sealed record LineSources(
    string Name, ILineSource Train, ILineSource Validation, int ValidationLines, int OwnValidationLines, ILineSource Test, int TestLines)
{
    private const int DrawnLines = 2000;
    private const double HeldBack = 0.1;

    /// <summary>A user's own lines count twice as much as drawn ones, at the most.</summary>
    private const double OwnShare = 0.5;

    /// <summary>Drawn lines that a user's network is validated on, besides the user's own.</summary>
    private const int DrawnBesideOwn = 500;

    /// <summary>Lines of the program's drawing, after MNIST's training digits. A tenth of the digits are kept for the lines that are not trained on.</summary>
    /// <param name="examples">MNIST.</param>
    /// <param name="seed">Chooses the lines.</param>
    /// <param name="perEpoch">Lines in an epoch; no more are validated and measured on.</param>
    internal static LineSources Drawn(DigitData examples, ulong seed, int perEpoch)
    {
        int count = Math.Min(DrawnLines, perEpoch);
        (ILineSource train, DigitSet others) = TrainingLines(examples, seed);
        StringSynthesizer Others(ulong number) => new(others, Seed(seed, number));
        return new LineSources(LineRun.DrawnLines, train, Others(1), count, 0, Others(2), count);
    }

    /// <summary>
    /// A user's own lines, changed at random and mixed with drawn ones, so that the network forgets nothing; a tenth of them are held back. What was held back
    /// is all that there is to measure by, and chooses nothing but, together with drawn lines, the temperatures.
    /// </summary>
    internal static LineSources Own(StringFolder folder, DigitData examples, ulong seed, int perEpoch)
    {
        OwnLine[] lines = OwnLine.Load(folder);
        new SeededRandom(Seed(seed, 3)).Shuffle<OwnLine>(lines);
        int kept = Math.Max(1, (int)Math.Round(HeldBack * lines.Length));
        if (lines.Length < 2)
            throw new InvalidInputException($"{folder.Path}: has a single picture that can be trained on; at least 2 are needed, and hundreds are good.");

        (ILineSource drawn, DigitSet others) = TrainingLines(examples, seed);
        int width = OwnLines.WidthFor(lines);
        OwnLines heldBack = new(lines[..kept], width);
        return new LineSources(
            folder.Name,
            new MixedLines(new ChangedLines(lines[kept..], width, Seed(seed, 4)), drawn, OwnShare, Seed(seed, 5)),
            new JoinedLines(heldBack, kept, new StringSynthesizer(others, Seed(seed, 1))),
            kept + Math.Min(DrawnBesideOwn, perEpoch),
            kept,
            heldBack,
            kept);
    }

    private static (ILineSource Train, DigitSet Others) TrainingLines(DigitData examples, ulong seed)
    {
        DigitSet digits = examples.RequireTrain();
        (int[] train, int[] others) = Split.Stratified(digits.Labels, HeldBack, seed: 0);
        return (new StringSynthesizer(digits.Subset(train), Seed(seed, 0)), digits.Subset(others));
    }

    private static ulong Seed(ulong seed, ulong number) => new SeededRandom(seed, number).NextUInt64();
}
