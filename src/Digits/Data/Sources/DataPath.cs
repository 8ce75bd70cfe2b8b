using Digits.Engine;
using Digits.Imaging;

namespace Digits.Data;

/// <summary>Loads the data set at a path, of whatever kind it is.</summary>
internal static class DataPath
{
    private static readonly string[] _trainNames = ["train", "training"];
    private static readonly string[] _testNames = ["test", "testing"];

    public static DigitData Load(string path, string? name = null)
    {
        try
        {
            name ??= Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
            return Directory.Exists(path) ? LoadFolder(path, name) : LoadFile(path, name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path}: cannot be read: {AtomicFile.OneLine(e)}", e);
        }
    }

    private static DigitData LoadFile(string path, string name)
    {
        if (Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase))
            return new DigitData(KaggleCsv.Read(path, name), null);
        if (InputFile.Read(path, stream => MagicFormats.TryRead(stream, path, name)) is { } recognised)
            return recognised;
        if (PictureFormat.HasExtension(path) || Path.GetExtension(path).ToUpperInvariant() is ".ZIP" or ".TAR")
        {
            throw new InvalidInputException(
                $"{path}: is not a data set; give an IDX file, a CSV file, or a folder with a sub-folder of pictures for each class, such as 0 to 9 "
                + "(unpack archives first).");
        }

        (string? labels, bool? isTest) = IdxFolder.Beside(path);
        DigitSet set = Idx.Read(path, labels, name);
        return isTest == true ? new DigitData(null, set) : new DigitData(set, null);
    }

    private static DigitData LoadFolder(string path, string name)
    {
        if (ImageFolder.HasDigits(path))
            return new DigitData(ImageFolder.Read(path, name), null);
        string? train = Find(path, _trainNames);
        string? test = Find(path, _testNames);
        string[] parts = [.. new[] { train, test }.OfType<string>()];
        if (parts.Length > 0)
        {
            return new DigitData(
                train is null ? null : ImageFolder.Read(train, name, parts),
                test is null ? null : ImageFolder.Read(test, name, parts));
        }

        IdxFolder.Files files = IdxFolder.Find(path);
        if (!files.IsEmpty)
        {
            DigitData data = new(Read(path, name, files.TrainImages, files.TrainLabels), Read(path, name, files.TestImages, files.TestLabels));
            return ClassNamesFile.Apply(path, data);
        }

        if (MagicFormats.TryReadFolder(path, name) is { } recognised)
            return recognised;
        if (ImageFolder.HasPictures(path) && !_trainNames.Concat(_testNames).Any(part => Directory.Exists(Path.Combine(path, part))))
            return new DigitData(ImageFolder.Read(path, name), null);
        if (!Directory.EnumerateFileSystemEntries(path).Any())
            throw new InvalidInputException($"{path}: the folder is empty; it needs IDX files, or a sub-folder of pictures for each class, such as 0 to 9.");
        string mend = Directory.EnumerateFiles(path, "*.csv").Order(StringComparer.Ordinal).FirstOrDefault() is { } csv
            ? $"for a CSV file give its own path, such as {csv}"
            : "it needs IDX files (train-images-idx3-ubyte …), or a sub-folder of pictures for each class, such as 0 to 9";
        throw new InvalidInputException($"{path}: the folder holds no data set; {mend}.");
    }

    private static DigitSet? Read(string folder, string name, string? images, string? labels)
    {
        if (images is null && labels is not null)
            throw new InvalidInputException($"{folder}: has the labels {Path.GetFileName(labels)}, but no file of images to go with them.");
        return images is null ? null : Idx.Read(images, labels, name);
    }

    private static string? Find(string path, string[] names) =>
        names.Select(name => Path.Combine(path, name))
            .FirstOrDefault(folder => Directory.Exists(folder) && (ImageFolder.HasDigits(folder) || ImageFolder.HasPictures(folder)));
}
