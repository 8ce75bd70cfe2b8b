using System.Globalization;
using Digits.Engine;

namespace Digits.Data;

/// <summary>Makes a data set of the named arrays of a file: finds what is for what, by the names or else by the shapes.</summary>
internal sealed class ArraySets
{
    // What a mapping that begins at label 1 calls label 0.
    private const string Unused = "(0)";

    private readonly string _source;
    private readonly IReadOnlyList<NamedArray> _arrays;
    private readonly ArrayConventions _conventions;
    private readonly List<string> _notes = [];

    private ArraySets(string source, IReadOnlyList<NamedArray> arrays, ArrayConventions conventions)
    {
        _source = source;
        _arrays = arrays;
        _conventions = conventions;
    }

    private sealed record Part(ArrayPart Kind, NamedArray Images, PictureLayout Layout, NamedArray? LabelSource, LabelArray? Labels);

    /// <summary>Makes the data set.</summary>
    /// <param name="source">The file, for messages and as the set's source.</param>
    /// <param name="name">The set's name.</param>
    /// <param name="format">What the file is called in the note, such as <c>a NumPy archive</c>.</param>
    /// <param name="arrays">Its arrays.</param>
    /// <param name="conventions">What is usual in such files.</param>
    /// <exception cref="InvalidInputException">There are no pictures among the arrays, or they and their labels do not fit together.</exception>
    public static DigitData Read(string source, string name, string format, IReadOnlyList<NamedArray> arrays, ArrayConventions conventions) =>
        new ArraySets(source, arrays, conventions).Read(name, format);

    private DigitData Read(string name, string format)
    {
        List<Part> parts = [.. new[] { ArrayPart.Train, ArrayPart.Whole, ArrayPart.Test, ArrayPart.Validation }.Select(Find).OfType<Part>()];
        // A whole beside parts is the same pictures again, or something else.
        if (parts.Count > 1)
            parts.RemoveAll(part => part.Kind == ArrayPart.Whole);
        if (parts.Count == 0 && ByShape() is { } found)
            parts.Add(found);
        if (parts.Count == 0)
            throw NoPictures();
        string recognised = $"{format}: {string.Join("; ", parts.Select(Describe))}";

        PixelRange range = ArrayPixels.RangeOf(_source, [.. parts.Select(part => part.Images)]);
        if (range.Note is not null)
            _notes.Add(range.Note);
        _notes.AddRange(parts.Select(part => part.Labels?.Note).OfType<string>().Distinct(StringComparer.Ordinal));
        string[] classes = [.. parts.SelectMany(part => part.Labels?.Texts ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[]? names = classes.Length > 0 ? classes : ClassesOf(parts);
        if (_conventions.FlatNote is { } flat && parts.Any(part => part.Images.Squeezed.Length == 2))
            _notes.Add(flat);
        if (parts.Any(part => part.Layout.Channels == 3))
            _notes.Add("The pictures are colored; they were made gray by their luma.");
        DigitSet? train = null;
        DigitSet? test = null;
        DigitSet? validation = null;
        bool isFromOne = names is [Unused, ..] && !parts.Exists(part => part.Labels?.ToBytes(classes).Contains((byte)0) == true);
        if (isFromOne)
            _notes.Add($"The labels count from 1, for {names![1]} to {names[^1]}; here they count from 0.");
        foreach (Part part in parts)
        {
            byte[] pixels = ArrayPixels.Read(part.Images, part.Layout, range);
            DigitSet set = new(name, part.Layout.Rows, part.Layout.Columns, pixels, part.Labels?.ToBytes(classes)) { Source = _source };
            PenPositions.Refuse(set, _source);
            if (names is not null)
                set = isFromOne && set.IsLabeled ? LettersFromOne.CountFromZero(set, names[1..]) : set.Named(names);
            if (part.Kind == ArrayPart.Test)
                test = set;
            else if (part.Kind == ArrayPart.Validation && parts.Count > 1)
                validation = set;
            else
                train = set;
        }

        return new DigitData(train, test) { Validation = validation, Format = recognised, Notes = _notes };
    }

    private static string Describe(Part part)
    {
        string what = part.Kind switch
        {
            ArrayPart.Train => "to train on",
            ArrayPart.Test => "to measure on",
            ArrayPart.Validation => "to validate on",
            _ => "not divided",
        };
        string labels = part.LabelSource is null ? "without labels" : $"with the labels {part.LabelSource.Name}";
        return $"{part.Images.Name} {part.Images.ShapeText} {labels}, {what}";
    }

    private Part? Find(ArrayPart kind)
    {
        // Of several, such as data and images of scikit-learn, the one with the shape of pictures.
        NamedArray? images = _arrays.Where(array => ArrayName.Of(array.Name) == new ArrayName(kind, ArrayRole.Images))
            .Where(array => !array.Type.IsText && array.Shape.Count >= 2)
            .OrderByDescending(array => array.Squeezed.Length)
            .FirstOrDefault();
        if (images is null)
            return null;
        NamedArray? labels = _arrays.FirstOrDefault(array => ArrayName.Of(array.Name) == new ArrayName(kind, ArrayRole.Labels));
        return Make(kind, images, labels);
    }

    // An archive of arr_0 and arr_1, or any names: one array of pictures, and one of as many numbers or texts.
    private Part? ByShape()
    {
        NamedArray[] pictures = [.. _arrays.Where(array => PictureLayout.Of(array, null, _conventions.PicturesByColumns) is { Rows: > 1 })];
        if (pictures.Length != 1)
            return null;
        NamedArray[] labels = [.. _arrays.Where(array =>
            array != pictures[0] && array.Squeezed.Length == 1 && (array.Squeezed[0] == pictures[0].Shape[0] || array.Squeezed[0] == pictures[0].Shape[^1])),];
        _notes.Add("The arrays were recognised by their shapes.");
        return Make(ArrayPart.Whole, pictures[0], labels.Length == 1 ? labels[0] : null);
    }

    private Part Make(ArrayPart kind, NamedArray images, NamedArray? labels)
    {
        int? count = labels is null ? null : LabelArray.CountOf(labels, images.Shape)
            ?? throw new InvalidInputException($"{_source}: {labels.Name} is {labels.ShapeText}; labels are one number for each picture, or one-hot rows.");
        PictureLayout layout = PictureLayout.Of(images, count, _conventions.PicturesByColumns)
            ?? throw new InvalidInputException(
                $"{_source}: {images.Name} is {images.ShapeText}, which is no shape of pictures; "
                + "[N, 28, 28], [N, 784], [N, 28, 28, 1] and [N, 1, 28, 28] are read.");
        if (labels is null)
            return new Part(kind, images, layout, null, null);
        if (layout.Count != count)
        {
            throw new InvalidInputException(
                $"{_source}: {images.Name} is {images.ShapeText}, but {labels.Name} has {count} labels; there must be one label for each picture.");
        }

        return new Part(kind, images, layout, labels, LabelArray.Read(labels, count.Value, _source, _conventions.TenIsZero));
    }

    /// <summary>The names of the classes, where an array holds them: as texts, or as EMNIST's mapping of labels to characters.</summary>
    private string[]? ClassesOf(List<Part> parts)
    {
        NamedArray? array = _arrays.FirstOrDefault(one => ArrayName.Of(one.Name).Role == ArrayRole.Names && one.Count <= 4 * ClassNames.Most);
        int highest = parts.Select(part => part.Labels is { Texts: null } labels ? labels.ToBytes([]).Max() : -1).Max();
        if (array is null || highest < 0)
            return null;
        string[] names = array.Type.IsText ? array.ReadTexts() : Mapped(array);
        return names.Length > highest && names.Length <= ClassNames.Most && names.All(name => name.Length > 0) ? names : null;
    }

    private static string[] Mapped(NamedArray array)
    {
        if (array.Squeezed is not [var rows, var columns and (2 or 3)])
            return [];
        double[] numbers = array.ReadNumbers();
        string?[] names = new string?[ClassNames.Most];
        for (int row = 0; row < rows; row++)
        {
            double label = numbers[array.IsColumnMajor ? row : row * columns];
            double code = numbers[array.IsColumnMajor ? rows + row : (row * columns) + 1];
            if (label is < 0 or >= ClassNames.Most || code is < 33 or > 126)
                return [];
            names[(int)label] = ((char)code).ToString(CultureInfo.InvariantCulture);
        }

        int count = Array.FindLastIndex(names, one => one is not null) + 1;
        // EMNIST's letters begin at label 1.
        return [.. names.Take(count).Select((one, label) => one ?? (label == 0 ? Unused : $"({label})"))];
    }

    private InvalidInputException NoPictures()
    {
        string held = _arrays.Count == 0 ? "no arrays" : string.Join(", ", _arrays.Take(8).Select(array => $"{array.Name} {array.ShapeText}"));
        return new InvalidInputException(
            $"{_source}: no array of pictures was recognised among {held}; name them x_train, y_train, x_test and y_test, or images and labels.");
    }
}
