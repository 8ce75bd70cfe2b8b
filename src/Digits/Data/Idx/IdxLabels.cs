using Digits.Engine;

namespace Digits.Data;

/// <summary>Makes labels of what an IDX file holds: a number an image, one of two as 1 and the others 0, or QMNIST's eight numbers.</summary>
/// <param name="Labels">The label of each image.</param>
/// <param name="Note">How they were found, as a sentence; null where there is one number for each.</param>
internal readonly record struct IdxLabels(byte[] Labels, string? Note)
{
    private const int QmnistColumns = 8;

    public static IdxLabels Read(Stream file, string source) => IdxReader.Open(file, source, (stream, most) =>
    {
        IdxHeader header = IdxHeader.Read(stream, source, wantsImages: false);
        header.CheckLength(source, most);
        int columns = header.Shape.Length == 1 ? 1 : header.Shape[1];
        byte[] labels = new byte[header.Count];
        double[] row = new double[columns];
        bool isOneHot = columns > 1;
        bool isOneHotOnly = false;
        List<int> hot = [];
        IdxValues values = new(stream, header, source);
        for (int i = 0; i < labels.Length; i++)
        {
            values.Read(row);
            isOneHot = isOneHot && row.Count(value => value == 1) == 1 && row.Count(value => value == 0) == columns - 1;
            if (isOneHot)
                hot.Add(Array.IndexOf(row, 1));
            if (row[0] is >= 0 and <= 255 && row[0] == Math.Floor(row[0]))
                labels[i] = (byte)row[0];
            else if (columns > 1)
                isOneHotOnly = true;
            else
                throw new InvalidInputException($"{source}: label {i + 1} is {row[0]}; labels are whole numbers of 0 to 255.");
        }

        values.End();
        if (isOneHot)
            return new IdxLabels([.. hot.Select(label => (byte)label)], $"Of the {columns} numbers of each label, the one that is 1 says the class.");
        return columns switch
        {
            1 => new IdxLabels(labels, null),
            QmnistColumns when !isOneHotOnly => new IdxLabels(
                labels, "The labels have QMNIST's eight columns: the first is the class, the others are left out."),
            _ => throw new InvalidInputException(
                $"{source}: holds {columns} numbers for each image; labels are one number, a 1 among zeros, or QMNIST's eight columns."),
        };
    });
}
