using System.Text.Json.Serialization;

namespace Digits.Reading;

/// <summary>What was read in a picture.</summary>
/// <param name="Source">Where the picture came from, e.g. its path; empty where nobody knows.</param>
/// <param name="Width">The picture's width in pixels, set upright.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Text">The digits in reading order, lines joined by a newline; empty where there are none.</param>
/// <param name="Digits">The digits in the same order.</param>
/// <param name="LineConfidence">
/// For each line of the text, the probability that it is right: all of its digits, and none missing or too many. The JSON document does not have it.
/// </param>
public sealed record ReadPicture(
    string Source, int Width, int Height, string Text, IReadOnlyList<ReadDigit> Digits, [property: JsonIgnore] IReadOnlyList<double> LineConfidence);
