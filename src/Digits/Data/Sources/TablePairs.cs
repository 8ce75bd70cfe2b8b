namespace Digits.Data;

/// <summary>Tables of pixels with the labels in tables of their own: <c>X_train.csv</c> and <c>y_train.csv</c>.</summary>
internal static class TablePairs
{
    /// <summary>Reads them.</summary>
    /// <param name="files">The tables of a folder or archive.</param>
    /// <param name="name">The sets' name.</param>
    /// <returns>The data and how many files it was read from; null where there is no such pair.</returns>
    /// <exception cref="Engine.InvalidInputException">A table cannot be used, or the two do not fit together.</exception>
    public static (DigitData Data, int Files)? Read(DataFile[] files, string name)
    {
        int used = 0;
        List<string> named = [];
        List<string> notes = [];
        DigitSet? whole = Part(ArrayPart.Whole);
        DigitSet? train = Part(ArrayPart.Train) ?? whole;
        DigitSet? test = Part(ArrayPart.Test);
        if (train is null && test is null)
            return null;
        DigitData data = new(train, test)
        {
            Validation = Part(ArrayPart.Validation),
            Format = $"tables of pixels with tables of labels: {string.Join(", ", named)}",
            Notes = [.. notes.Distinct(StringComparer.Ordinal)],
        };
        return (data, used);

        DigitSet? Part(ArrayPart part)
        {
            DataFile? images = Find(part, ArrayRole.Images);
            DataFile? labels = Find(part, ArrayRole.Labels);
            if (images is null || labels is null)
                return null;
            used += 2;
            named.Add($"{images.FileName} with {labels.FileName}");
            DigitData pixels = DataFiles.Load(images, images.Source, name);
            notes.AddRange(pixels.Notes);
            return LabelTable.Label(pixels.RequireImages(), labels);
        }

        DataFile? Find(ArrayPart part, ArrayRole role)
        {
            DataFile[] found = [.. files.Where(file => ArrayName.Of(Path.GetFileNameWithoutExtension(file.FileName)) == new ArrayName(part, role))];
            return found.Length == 1 ? found[0] : null;
        }
    }
}
