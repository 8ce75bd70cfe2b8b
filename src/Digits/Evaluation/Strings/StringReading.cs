using Digits.Data;
using Digits.Reading;

namespace Digits.Evaluation;

/// <summary>A picture with a known text, and what was read in it.</summary>
public sealed class StringReading
{
    /// <summary>Compares what was read with what is there.</summary>
    /// <param name="label">The picture and its text.</param>
    /// <param name="picture">What was read.</param>
    internal StringReading(LabeledString label, ReadPicture picture)
    {
        (Label, Picture) = (label, picture);
        Text = string.Concat(picture.Text.Where(c => !char.IsWhiteSpace(c)));
        Alignment = StringAlignment.Of(label.Text, Text);
    }

    /// <summary>The picture and what it says.</summary>
    public LabeledString Label { get; }

    /// <summary>What was read.</summary>
    public ReadPicture Picture { get; }

    /// <summary>The digits that were read, in reading order, without white space.</summary>
    public string Text { get; }

    /// <summary>Whether all of it was read, and nothing else.</summary>
    public bool IsExact => Text == Label.Text;

    /// <summary>The probability that everything was read right, 0 to 1: the product over the lines; 0 where nothing was read.</summary>
    public double Confidence => Picture.LineConfidence.Count == 0 ? 0 : Picture.LineConfidence.Aggregate(1.0, (product, line) => product * line);

    /// <summary>The fewest digits to replace, insert and delete to turn one text into the other.</summary>
    public int Distance => Alignment.Distance;

    internal StringAlignment Alignment { get; }
}
