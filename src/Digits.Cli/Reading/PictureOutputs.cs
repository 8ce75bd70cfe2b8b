using Digits.Imaging;
using Digits.Reading;
using Digits.Reports;

namespace Digits.Cli;

/// <summary>Writes pictures of what was read into the folders that the user named.</summary>
/// <param name="Annotate">For pictures with boxes, digits and confidence drawn on them; null for none.</param>
/// <param name="Crops">For cuts of each row and digit; null for none.</param>
/// <param name="Explain">For the pictures made on the way; null for none.</param>
internal sealed record PictureOutputs(string? Annotate, string? Crops, string? Explain)
{
    /// <summary>Whether the pictures made on the way have to be kept.</summary>
    internal bool WantsTrace => Explain is not null;

    /// <summary>The folders.</summary>
    internal IEnumerable<string> Folders => new[] { Annotate, Crops, Explain }.OfType<string>();

    /// <summary>Writes all about one page.</summary>
    internal void Write(string name, GrayImage page, ReadPicture read, PageTrace? trace)
    {
        if (Annotate is not null)
            AnnotatedPicture.Save(Path.Combine(Annotate, $"{name}.png"), page, read);
        if (Crops is not null)
            WriteCrops(Path.Combine(Crops, name), page, read);
        if (Explain is null || trace is null)
            return;

        Picture.Save(Path.Combine(Explain, name, "00-picture.png"), page);
        for (int i = 0; i < trace.Stages.Count; i++)
            Picture.Save(Path.Combine(Explain, name, $"{i + 1:00}-{trace.Stages[i].Name}.png"), trace.Stages[i].Image);
    }

    private static void WriteCrops(string start, GrayImage page, ReadPicture read)
    {
        foreach (IGrouping<int, ReadDigit> row in read.Digits.GroupBy(digit => digit.Line))
        {
            ReadDigit[] digits = [.. row];
            string name = $"{start}-row{row.Key + 1}";
            Picture.Save($"{name}.png", DigitCrop.Of(page, digits));
            for (int i = 0; i < digits.Length; i++)
                Picture.Save($"{name}-digit{i + 1}-{digits[i].Digit}.png", DigitCrop.Of(page, [digits[i]]));
        }
    }
}
