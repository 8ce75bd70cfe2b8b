using System.Globalization;
using Digits.Reading;

namespace Digits.Cli;

/// <summary>What was read, as text for people, for scripts and for spreadsheets.</summary>
internal static class ReadText
{
    /// <summary>A table: each row of digits with the probability that all of it is right.</summary>
    internal static string Table(IEnumerable<ReadPicture> pictures) => TextTable.Format(
        [.. pictures.SelectMany(picture => picture.Digits.Count == 0
            ? [[picture.Source, "no digit", ""]]
            : ReadRow.Of(picture).Select((row, i) => (string[])[i == 0 ? picture.Source : "", row.Text, Figures.Share(row.Confidence, 1)]))],
        leftColumns: 2);

    /// <summary>The digits alone, a line for each picture, a space between rows; a dash where there is none.</summary>
    internal static string Plain(IEnumerable<ReadPicture> pictures) =>
        string.Join('\n', pictures.Select(picture => picture.Digits.Count == 0 ? "-" : picture.Text.Replace('\n', ' ')));

    /// <summary>Tab-separated values, a line for each row of digits; a picture without digits has one line without text.</summary>
    internal static string Tsv(IEnumerable<ReadPicture> pictures)
    {
        IEnumerable<string> lines = pictures.SelectMany(picture => picture.Digits.Count == 0
            ? [$"{OneCell(picture.Source)}\t\t\t\t\t\t\t"]
            : ReadRow.Of(picture).Select((row, i) => string.Create(
                CultureInfo.InvariantCulture,
                $"{OneCell(picture.Source)}\t{i + 1}\t{row.Text}\t{row.Confidence:0.######}\t{row.X}\t{row.Y}\t{row.Width}\t{row.Height}")));
        return string.Join('\n', lines.Prepend("file\tline\ttext\tconfidence\tx\ty\twidth\theight"));
    }

    private static string OneCell(string text) => text.Replace('\t', ' ').ReplaceLineEndings(" ");
}
