namespace Digits.Evaluation;

/// <summary>A model's error on images that one corruption has changed.</summary>
/// <param name="Corruption">The corruption's name, e.g. <c>shot_noise</c>.</param>
/// <param name="Error">The share of images misread, 0 to 1.</param>
public sealed record CorruptionScore(string Corruption, double Error);
