using System.Globalization;
using System.Text;
using Digits.Evaluation;

namespace Digits.Reports;

/// <summary>Numbers and names in galleries.</summary>
internal static class GalleryText
{
    // Widths as shares of the font's size, in the widest of the fonts that a page may choose: of a letter in a short name, and of one in a sentence.
    private const double LetterWidth = 0.61;
    private const double MeanLetterWidth = 0.56;

    /// <summary>A probability in whole percent; neither 0 % nor 100 % is ever shown.</summary>
    internal static string Percent(double share) => share switch
    {
        >= 0.995 => ">99 %",
        < 0.005 => "<1 %",
        _ => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %"),
    };

    /// <summary>A probability in full, for a tooltip.</summary>
    internal static string Exact(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.00} %");

    /// <summary>What an image is and what it was read as.</summary>
    internal static string Reading(Predictions predictions, int image) =>
        $"Image {image}: is {predictions.TruthName(image)}, read as {predictions.PredictedName(image)} ({Exact(predictions.Confidence[image])})";

    /// <summary>A whole number with commas.</summary>
    internal static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number and what it counts, in the plural unless it is one.</summary>
    internal static string Count(long number, string noun) => $"{Count(number)} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>A number with three significant digits.</summary>
    internal static string Figure(double value)
    {
        string format = Math.Abs(value) switch
        {
            0 => "0",
            < 0.01 or >= 100_000 => "0.##E0",
            < 1 => "0.000",
            < 10 => "0.00",
            < 100 => "0.0",
            _ => "#,0",
        };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>Text cut to a width, with an ellipsis where it was cut.</summary>
    internal static string Fit(string text, double width, double fontSize)
    {
        int most = Math.Max(1, (int)(width / (LetterWidth * fontSize)));
        StringInfo letters = new(text);
        return letters.LengthInTextElements <= most ? text : letters.SubstringByTextElements(0, Math.Max(1, most - 1)) + "…";
    }

    /// <summary>Text in lines of at most a width, broken between words.</summary>
    internal static IEnumerable<string> Lines(string text, double width, double fontSize)
    {
        int most = (int)(width / (MeanLetterWidth * fontSize));
        StringBuilder line = new();
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > most)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }
}
