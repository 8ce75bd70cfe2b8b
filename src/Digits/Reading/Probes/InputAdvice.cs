namespace Digits.Reading;

/// <summary>What was found by trying other pixels: images are read far better so.</summary>
/// <param name="Convention">The pixels with which they are read best.</param>
/// <param name="Accuracy">The share of the images that is then read right.</param>
/// <param name="AccuracyNow">The share that is read right as it is.</param>
/// <param name="Images">How many images were tried.</param>
public sealed record InputAdvice(InputConvention Convention, double Accuracy, double AccuracyNow, int Images);
