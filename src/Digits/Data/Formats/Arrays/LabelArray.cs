using System.Globalization;
using Digits.Engine;

namespace Digits.Data;

/// <summary>The labels of a part as a file has them: numbers, one-hot rows, or texts.</summary>
internal sealed class LabelArray
{
    private const int Most = ClassNames.Most;
    private readonly byte[] _numbers;

    private LabelArray(byte[] numbers, string[]? texts, string? note)
    {
        _numbers = numbers;
        Texts = texts;
        Note = note;
    }

    /// <summary>The names of classes, one a picture, where the labels are texts that are no numbers.</summary>
    public string[]? Texts { get; }

    /// <summary>What the user should know of them; null for nothing.</summary>
    public string? Note { get; }

    /// <summary>How many labels an array holds, or null where its shape is none of labels.</summary>
    public static int? CountOf(NamedArray array, IReadOnlyList<int> pictures) => array.Squeezed switch
    {
        [] => array.Count == 1 ? 1 : null,
        [var count] => count,
        [var count, <= Most] when pictures[0] == count || pictures[^1] == count => count,
        [<= Most, var count] when pictures[0] == count || pictures[^1] == count => count,
        _ => null,
    };

    /// <summary>Reads an array.</summary>
    /// <param name="array">The array.</param>
    /// <param name="count">How many labels it has.</param>
    /// <param name="source">What messages call the file.</param>
    /// <param name="tenIsZero">Whether labels of 1 to 10 stand for the digits 1 to 9 and 0, as MATLAB's users store them.</param>
    /// <exception cref="InvalidInputException">They are no labels.</exception>
    public static LabelArray Read(NamedArray array, int count, string source, bool tenIsZero)
    {
        if (array.Type.IsText)
            return OfTexts(array, source);
        double[] numbers = array.ReadNumbers();
        if (numbers.Length != count)
            return OneHot(array, numbers, count, source);
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            if (!(numbers[i] is >= 0 and <= byte.MaxValue && Math.Floor(numbers[i]) == numbers[i]))
            {
                string shown = numbers[i].ToString("G6", CultureInfo.InvariantCulture);
                throw new InvalidInputException($"{source}: {array.Name} has {shown} at place {i}; labels are whole numbers of 0 to 255.");
            }

            labels[i] = (byte)numbers[i];
        }

        if (!tenIsZero || labels.Max() != 10 || labels.Min() != 1)
            return new LabelArray(labels, null, null);
        foreach (ref byte label in labels.AsSpan())
            label = label == 10 ? (byte)0 : label;
        return new LabelArray(labels, null, $"Labels are 1 to 10 in {array.Name}: 10 was taken as the digit 0, as MATLAB's users store it.");
    }

    /// <summary>The labels as bytes.</summary>
    /// <param name="classes">The names of all classes, where labels are texts.</param>
    public byte[] ToBytes(string[] classes)
    {
        return Texts is null ? _numbers : [.. Texts.Select(text => (byte)Array.BinarySearch(classes, text, StringComparer.Ordinal))];
    }

    private static LabelArray OfTexts(NamedArray array, string source)
    {
        string[] texts = array.ReadTexts();
        if (texts.All(text => byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            return new LabelArray([.. texts.Select(text => byte.Parse(text, CultureInfo.InvariantCulture))], null, null);
        return texts.Distinct(StringComparer.Ordinal).Count() <= Most
            ? new LabelArray([], texts, $"Labels are texts in {array.Name}; in ordinal order they are the classes.")
            : throw new InvalidInputException($"{source}: {array.Name} has more than {Most} different texts; they cannot be labels.");
    }

    private static LabelArray OneHot(NamedArray array, double[] numbers, int count, string source)
    {
        int classes = numbers.Length / count;
        // Along which of the two axes the pictures run; the array may also lie in memory the other way round.
        bool picturesFirst = array.Squeezed[0] == count;
        bool picturesOutside = picturesFirst != array.IsColumnMajor;
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            int ones = 0;
            for (int k = 0; k < classes; k++)
            {
                double value = numbers[picturesOutside ? (i * classes) + k : (k * count) + i];
                if (value == 1)
                    labels[i] = (byte)k;
                ones += value == 1 ? 1 : value == 0 ? 0 : classes + 1;
            }

            if (ones != 1)
            {
                throw new InvalidInputException(
                    $"{source}: {array.Name} is {array.ShapeText}, but row {i} is not one 1 among zeros; give one label for each picture, or one-hot rows.");
            }
        }

        return new LabelArray(labels, null, $"Labels are one-hot rows in {array.Name}, {array.ShapeText}.");
    }
}
