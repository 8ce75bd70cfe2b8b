using System.Diagnostics.CodeAnalysis;
using Digits.Engine;

namespace Digits.Data;

/// <summary>Finds a data set that is known by name on this machine, or downloads it.</summary>
internal static class NamedSource
{
    private const int MaxDepth = 2;

    /// <summary>The set of a name; null where none is called so.</summary>
    public static NamedSet? Of(string name, DataSourceOptions options) => options.Sets.FirstOrDefault(set => set.Name == name);

    /// <summary>Loads the set, with the names of its classes.</summary>
    /// <exception cref="DigitsException">It is not on this machine and cannot be downloaded, or its files cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The download was stopped.</exception>
    public static DigitData Load(NamedSet set, DataSourceOptions options, CancellationToken cancellation)
    {
        // A folder of the user's own may hold the set in another format.
        string? own = DataSource.Places(set.Name, options).SkipLast(1).FirstOrDefault(Path.Exists);
        if (Find(set, options) is null && own is not null)
            return Named(DataPath.Load(own, set.Name), set);
        return TryGet(set, options, out string? folder, out string? reason, cancellation)
            ? Named(DataPath.Load(folder, set.Name), set)
            : throw new WorkFailedException(reason);
    }

    /// <summary>The folder with all wanted files, downloaded into the user's cache where it is not found; or why it cannot be had.</summary>
    /// <exception cref="OperationCanceledException">The download was stopped.</exception>
    public static bool TryGet(
        NamedSet set,
        DataSourceOptions options,
        [NotNullWhen(true)] out string? folder,
        [NotNullWhen(false)] out string? reason,
        CancellationToken cancellation)
    {
        folder = Find(set, options);
        reason = null;
        if (folder is not null)
            return true;
        string target = Path.Combine(options.CacheFolder, set.Name);
        string downloads = DataSource.Places(set.DownloadFolder, options).FirstOrDefault(HasAll) ?? Path.Combine(options.CacheFolder, set.DownloadFolder);
        try
        {
            using SetDownload download = new(set, options.Progress);
            // On the pool: a caller's synchronization context must not wait for itself.
            Task.Run(() => download.FillAsync(downloads, cancellation), CancellationToken.None).GetAwaiter().GetResult();
            set.Unpack?.Invoke(downloads, target);
            folder = target;
            return true;
        }
        catch (DigitsException e)
        {
            string files = set.Wanted.Count == 4 ? $"its four IDX files ({set.Wanted[0]} …)" : "its files";
            reason = $"{set.Title} is not in {string.Join(", ", DataSource.Places(set.Name, options))} and cannot be downloaded ({e.Message.TrimEnd('.')}); "
                + $"put {files} into one of these folders, or set DIGITS_DATA to the folder above them.";
            return false;
        }

        bool HasAll(string place) => set.Files.All(file => File.Exists(Path.Combine(place, file.Name)));
    }

    private static string? Find(NamedSet set, DataSourceOptions options) =>
        DataSource.Places(set.Name, options).FirstOrDefault(folder => IsComplete(set, folder));

    private static bool IsComplete(NamedSet set, string folder)
    {
        if (!Directory.Exists(folder))
            return false;
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        EnumerationOptions options = new() { RecurseSubdirectories = true, MaxRecursionDepth = MaxDepth, IgnoreInaccessible = true };
        foreach (string file in Directory.EnumerateFiles(folder, "*ubyte*", options).Concat(Directory.EnumerateFiles(folder, "*-int*", options)))
            names.Add(Path.GetFileName(file));
        return set.Wanted.All(name => names.Contains(name) || names.Contains(name + ".gz"));
    }

    private static DigitData Named(DigitData data, NamedSet set)
    {
        bool fits = set.ClassNames is not null && new[] { data.Train, data.Test }.OfType<DigitSet>().All(part => ClassNames.AreNumbers(part.LabelNames));
        return fits ? data.Named(set.ClassNames!) : data;
    }
}
