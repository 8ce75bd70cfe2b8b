using Digits.Evaluation;
using Digits.Reading;

namespace Digits.Training;

/// <summary>Finds the temperatures with which a lines network's confidence matches how often it is right.</summary>
internal static class LineTemperatures
{
    private const double Least = 1e-12;

    /// <summary>Those that make what happened the likeliest: which strings were right, and which digit stood at each place.</summary>
    /// <param name="answers">Lines that the network was not trained on.</param>
    internal static LineCalibration Fit(IReadOnlyList<LineAnswer> answers)
    {
        // Two classes: the string is wrong, with a logit of 0, or right, with the logarithm of its odds.
        float[] odds = [.. answers.SelectMany(answer => (float[])[0, (float)LogOdds(answer.Probability)])];
        byte[] right = [.. answers.Select(answer => (byte)(answer.IsExact ? 1 : 0))];

        // Places correspond where the lengths agree.
        LineAnswer[] aligned = [.. answers.Where(answer => answer.Truth.Length == answer.Read.Length && answer.Read.Length > 0)];
        float[] choices = [.. aligned.SelectMany(answer => answer.Choices).SelectMany(place => place.Select(choice => (float)Math.Log(choice + Least)))];
        byte[] digits = [.. aligned.SelectMany(answer => answer.Truth)];
        return new LineCalibration(right.Length == 0 ? 1 : Temperature.Fit(odds, right), digits.Length == 0 ? 1 : Temperature.Fit(choices, digits));
    }

    private static double LogOdds(double probability) => Math.Log(Math.Max(probability, Least) / Math.Max(1 - probability, Least));
}
