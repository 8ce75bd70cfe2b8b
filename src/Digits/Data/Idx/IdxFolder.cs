using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// Finds the IDX files of MNIST, EMNIST and others by their names (see <see cref="IdxName"/>) in a folder or archive, at any of a few depths: archives may
/// wrap each file in a folder of its name.
/// </summary>
internal static class IdxFolder
{
    /// <summary>The four files, or null for each that is not there.</summary>
    public readonly record struct Files(string Set, DataFile? TrainImages, DataFile? TrainLabels, DataFile? TestImages, DataFile? TestLabels)
    {
        public bool IsComplete => TrainImages is not null && TrainLabels is not null && TestImages is not null && TestLabels is not null;

        public bool IsEmpty => TrainImages is null && TrainLabels is null && TestImages is null && TestLabels is null;

        public IEnumerable<DataFile> All => new[] { TrainImages, TrainLabels, TestImages, TestLabels }.OfType<DataFile>();
    }

    private sealed record Candidate(DataFile File, IdxName Name, string Home, int Depth);

    /// <summary>Looks for the files in a tree; of several the one nearest to the top wins.</summary>
    /// <param name="tree">The folder or archive.</param>
    /// <param name="set">Which set is meant, by what its files' names begin with; null where there is one.</param>
    /// <exception cref="InvalidInputException">There are several sets, so it is not clear which is meant.</exception>
    public static Files Find(FileTree tree, string? set = null)
    {
        List<Candidate> found = [];
        foreach (DataFile file in tree.Files)
        {
            if (IdxName.Of(file.FileName) is not { } name || (set is not null && !name.Set.Equals(set, StringComparison.OrdinalIgnoreCase)))
                continue;
            string home = HomeOf(tree.Below(file));
            found.Add(new Candidate(file, name, home, home.Length == 0 ? 0 : home.Split('/').Length));
        }

        if (found.Count == 0)
            return default;
        int top = found.Min(candidate => candidate.Depth);
        string[] sets = [.. found.Where(c => c.Depth == top).Select(c => c.Name.Set).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        if (sets.Length > 1)
        {
            throw new InvalidInputException(
                $"{tree.Source}: holds several data sets ({string.Join(", ", sets.Select(one => one.Length == 0 ? "train-images…" : one))}); "
                + $"name one of them, such as {tree.Source.TrimEnd('/')}/{sets[^1]}.");
        }

        found.RemoveAll(candidate => !candidate.Name.Set.Equals(sets[0], StringComparison.OrdinalIgnoreCase));
        return new Files(
            sets[0],
            Pick(tree, found, test: false, labels: false),
            Pick(tree, found, test: false, labels: true),
            Pick(tree, found, test: true, labels: false),
            Pick(tree, found, test: true, labels: true));
    }

    /// <summary>Reads the files that were found.</summary>
    /// <param name="tree">The folder or archive.</param>
    /// <param name="files">Its files.</param>
    /// <param name="name">The sets' name.</param>
    /// <exception cref="InvalidInputException">A file is not as it should be.</exception>
    public static DigitData Read(FileTree tree, Files files, string name)
    {
        List<string> notes = [];
        DigitSet? train = Part(files.TrainImages, files.TrainLabels);
        DigitSet? test = Part(files.TestImages, files.TestLabels);
        DigitData data = new(train, test) { Notes = [.. notes.Distinct(StringComparer.Ordinal)] };
        data = data with { Format = $"IDX files, by their names: {string.Join(", ", files.All.Select(file => file.FileName))}" };
        return Emnist.SplitOf(files.Set) is { } split ? Emnist.Mend(data, split, tree) : data;

        DigitSet? Part(DataFile? images, DataFile? labels)
        {
            if (images is null && labels is not null)
                throw new InvalidInputException($"{tree.Source}: has the labels {labels.FileName}, but no file of images to go with them.");
            if (images is null)
                return null;
            (DigitSet set, string[] said) = IdxPair.Read(images, labels, name, images is DiskFile ? images.Source : tree.Source);
            notes.AddRange(said);
            return set;
        }
    }

    /// <summary>Reads an IDX file of images that was named itself, with the labels that lie beside it.</summary>
    /// <exception cref="InvalidInputException">A file is not as it should be.</exception>
    public static DigitData ReadFile(DataFile file, string path, string name)
    {
        if (IdxName.Of(Path.GetFileName(path)) is not { } known)
        {
            (DigitSet set, string[] notes) = IdxPair.Read(file, null, name, path);
            return new DigitData(set, null) { Format = "IDX, by its content", Notes = notes };
        }

        if (known.IsLabels)
            throw new InvalidInputException($"{path}: is a file of labels; give the file of images, its labels are found beside it.");
        string full = Path.GetFullPath(path);
        string home = Path.GetDirectoryName(full)!;
        if (IdxName.Of(Path.GetFileName(home)) is not null)
            home = Path.GetDirectoryName(home)!;
        FileTree tree = FileTree.OfFolder(home, isWhole: false);
        Files files = Find(tree, known.Set);
        // The file that was named, not one of the same name elsewhere.
        files = known.IsTest
            ? new Files(known.Set, null, null, file, files.TestLabels)
            : new Files(known.Set, file, files.TrainLabels, null, null);
        return Read(tree, files, name);
    }

    // The folder that a file belongs to: the one above where an archive wrapped the file in a folder of its own name.
    private static string HomeOf(string path)
    {
        string[] folders = path.Split('/')[..^1];
        if (folders.Length > 0 && IdxName.Of(folders[^1]) is not null)
            folders = folders[..^1];
        return string.Join('/', folders);
    }

    private static DataFile? Pick(FileTree tree, List<Candidate> found, bool test, bool labels)
    {
        Candidate[] fitting = [.. found.Where(c => c.Name.IsTest == test && c.Name.IsLabels == labels).OrderBy(c => c.Depth)];
        if (fitting.Length == 0)
            return null;
        string[] homes = [.. fitting.Where(c => c.Depth == fitting[0].Depth).Select(c => c.Home).Distinct(StringComparer.Ordinal)];
        return homes.Length == 1
            ? fitting[0].File
            : throw new InvalidInputException($"{tree.Source}: holds several data sets ({string.Join(", ", homes)}); name one of them.");
    }
}
