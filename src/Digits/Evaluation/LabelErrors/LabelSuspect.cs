namespace Digits.Evaluation;

/// <summary>An image whose label a network contradicts.</summary>
/// <param name="Index">The image's place in the set, from 0.</param>
/// <param name="Label">Its label.</param>
/// <param name="Predicted">The class that the network predicts.</param>
/// <param name="LabelProbability">The label's probability, 0 to 1.</param>
/// <param name="PredictedProbability">The predicted class's probability, 0 to 1.</param>
/// <param name="Margin">ln(predicted probability / label probability): above 0, and the larger, the more suspicious.</param>
public sealed record LabelSuspect(int Index, int Label, int Predicted, double LabelProbability, double PredictedProbability, double Margin);
