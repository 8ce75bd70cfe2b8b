namespace Digits.Engine.Tests.Losses;

/// <summary>Targets of sequences that are given image by image.</summary>
internal static class SequenceTargets
{
    internal static Targets Of(byte[][] labels, int[]? steps = null) =>
        Targets.Sequences(labels.SelectMany(sequence => sequence).ToArray(), labels.Select(sequence => sequence.Length).ToArray(), steps);
}
