using System.Text.RegularExpressions;
using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// Finds MNIST's files in a folder: <c>train-images-idx3-ubyte</c> or <c>train-images.idx3-ubyte</c>, <c>t10k-</c> or
/// <c>test-</c>, each with or without <c>.gz</c>, at any of a few depths (archives wrap each file in a folder of its name).
/// </summary>
internal static partial class IdxFolder
{
    private const int MaxDepth = 3;

    /// <summary>The four files, or null for each that is not there.</summary>
    public readonly record struct Files(string? TrainImages, string? TrainLabels, string? TestImages, string? TestLabels)
    {
        public bool IsComplete => TrainImages is not null && TrainLabels is not null && TestImages is not null && TestLabels is not null;

        public bool IsEmpty => TrainImages is null && TrainLabels is null && TestImages is null && TestLabels is null;
    }

    private sealed record Candidate(string Path, string Home, int Depth, bool IsTest, bool IsLabels);

    /// <summary>Looks for the files under <paramref name="folder"/>; of several the one nearest to the top wins.</summary>
    /// <exception cref="DigitsException">Two sub-folders at the same depth have the same file, so it is not clear which data set is meant.</exception>
    public static Files Find(string folder)
    {
        List<Candidate> found = [];
        EnumerationOptions options = new() { RecurseSubdirectories = true, MaxRecursionDepth = MaxDepth, IgnoreInaccessible = true };
        foreach (string path in Directory.EnumerateFiles(folder, "*ubyte*", options))
        {
            if (FileName().Match(Path.GetFileName(path)) is not { Success: true } match)
                continue;
            string home = HomeOf(path);
            int depth = Path.GetRelativePath(folder, home) is "." ? 0 : Path.GetRelativePath(folder, home).Split(Path.DirectorySeparatorChar).Length;
            bool test = !match.Groups["part"].ValueSpan.Equals("train", StringComparison.OrdinalIgnoreCase);
            bool labels = match.Groups["kind"].ValueSpan.Equals("labels", StringComparison.OrdinalIgnoreCase);
            found.Add(new Candidate(path, home, depth, test, labels));
        }

        return new Files(
            Pick(folder, found, test: false, labels: false),
            Pick(folder, found, test: false, labels: true),
            Pick(folder, found, test: true, labels: false),
            Pick(folder, found, test: true, labels: true));
    }

    /// <summary>The label file that lies beside an image file, or null; whether the image file's name is of a test part.</summary>
    public static (string? Labels, bool? IsTest) Beside(string imagesPath)
    {
        Match match = FileName().Match(Path.GetFileName(imagesPath));
        if (!match.Success)
            return (null, null);
        if (match.Groups["kind"].ValueSpan.Equals("labels", StringComparison.OrdinalIgnoreCase))
            throw new InvalidInputException($"{imagesPath}: is a file of labels; give the file of images, its labels are found beside it.");
        bool isTest = !match.Groups["part"].ValueSpan.Equals("train", StringComparison.OrdinalIgnoreCase);
        Files files = Find(HomeOf(Path.GetFullPath(imagesPath)));
        return (isTest ? files.TestLabels : files.TrainLabels, isTest);
    }

    // The folder that a file belongs to: the one above where an archive wrapped the file in a folder of its own name.
    private static string HomeOf(string path)
    {
        string parent = Path.GetDirectoryName(path)!;
        return FileName().IsMatch(Path.GetFileName(parent)) ? Path.GetDirectoryName(parent)! : parent;
    }

    private static string? Pick(string folder, List<Candidate> found, bool test, bool labels)
    {
        Candidate[] fitting = [.. found.Where(c => c.IsTest == test && c.IsLabels == labels)
            .OrderBy(c => c.Depth)
            .ThenBy(c => c.Path, StringComparer.Ordinal),];
        if (fitting.Length == 0)
            return null;
        string[] homes = [.. fitting.Where(c => c.Depth == fitting[0].Depth).Select(c => c.Home).Distinct(StringComparer.Ordinal)];
        if (homes.Length > 1)
        {
            string names = string.Join(", ", homes.Select(home => Path.GetRelativePath(folder, home)));
            throw new InvalidInputException($"{folder}: holds several data sets ({names}); name one of them.");
        }

        return fitting[0].Path;
    }

    [GeneratedRegex(@"^(?<part>train|t10k|test)-(?<kind>images|labels)[-.]idx[13]-ubyte(\.gz)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex FileName();
}
