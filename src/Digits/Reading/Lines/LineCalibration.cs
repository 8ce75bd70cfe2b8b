using System.Globalization;
using Digits.Engine;

namespace Digits.Reading;

/// <summary>
/// Temperatures that make a lines network's confidence match how often it is right: the logarithms of the odds of a whole string, and of a digit, are divided
/// by them (Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks", 2017). Which string is the likeliest stays the same.
/// </summary>
/// <param name="Strings">For whole strings; 1 leaves their probability as it is.</param>
/// <param name="Digits">For single digits.</param>
internal readonly record struct LineCalibration(double Strings, double Digits)
{
    /// <summary>The metadata's key for the temperature of strings.</summary>
    internal const string StringsKey = "string_temperature";

    /// <summary>The metadata's key for the temperature of digits.</summary>
    internal const string DigitsKey = "digit_temperature";

    private const double LeastOdds = 1e-12;

    /// <summary>None: probabilities as the network gives them.</summary>
    internal static LineCalibration None { get; } = new(1, 1);

    /// <summary>What a model's metadata say; <see cref="None"/> where they say nothing.</summary>
    /// <exception cref="InvalidInputException">They do not say a positive number.</exception>
    internal static LineCalibration Of(OnnxModel model)
    {
        return new LineCalibration(Number(StringsKey), Number(DigitsKey));

        double Number(string key)
        {
            if (!model.Metadata.TryGetValue(key, out string? text))
                return 1;

            return double.TryParse(text, CultureInfo.InvariantCulture, out double value) && value > 0 && double.IsFinite(value)
                ? value
                : throw new InvalidInputException($"The model's {key} is '{text}'; it must be a positive number.");
        }
    }

    /// <summary>Writes the temperatures among a model's metadata.</summary>
    internal void Write(IDictionary<string, string> metadata)
    {
        metadata[StringsKey] = Strings.ToString("R", CultureInfo.InvariantCulture);
        metadata[DigitsKey] = Digits.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>A probability with the logarithm of its odds divided by a temperature.</summary>
    internal static double Apply(double probability, double temperature)
    {
        double odds = Math.Clamp(probability, LeastOdds, 1) / Math.Max(1 - probability, LeastOdds);
        double power = Math.Pow(odds, 1 / temperature);
        return power / (1 + power);
    }

    /// <summary>Probabilities of exclusive choices raised to the power of 1 over a temperature, so that they sum to 1 again.</summary>
    internal static double[] Apply(double[] choices, double temperature)
    {
        double[] powers = [.. choices.Select(choice => Math.Pow(choice, 1 / temperature))];
        double sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }
}
