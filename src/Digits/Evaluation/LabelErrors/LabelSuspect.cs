namespace Digits.Evaluation;

/// <summary>An image whose label a network contradicts.</summary>
/// <param name="Index">The image's place in the set, from 0.</param>
/// <param name="Label">Its label.</param>
/// <param name="Predicted">The class that the network takes it for.</param>
/// <param name="LabelProbability">The probability that the network gives to the label, 0 to 1.</param>
/// <param name="PredictedProbability">The probability that it gives to the class predicted, 0 to 1.</param>
/// <param name="Margin">ln(<paramref name="PredictedProbability"/> / <paramref name="LabelProbability"/>): the larger, the more suspicious. Above 0.</param>
public sealed record LabelSuspect(int Index, int Label, int Predicted, double LabelProbability, double PredictedProbability, double Margin);
