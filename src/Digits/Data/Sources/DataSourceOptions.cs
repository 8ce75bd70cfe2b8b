namespace Digits.Data;

/// <summary>Where <see cref="DataSource"/> looks and how it downloads. The defaults suit most users.</summary>
public sealed record DataSourceOptions
{
    /// <summary>The folder in which names are looked up first: <c>$DIGITS_DATA</c>; null for none.</summary>
    public string? DataFolder { get; init; } = NonEmpty(Environment.GetEnvironmentVariable("DIGITS_DATA"));

    /// <summary>The folder in which names are looked up next.</summary>
    public string LocalFolder { get; init; } = Path.Combine(".", "data");

    /// <summary>
    /// The user's cache, looked up last and the place of downloads: <c>digits</c> in <c>$XDG_CACHE_HOME</c> or
    /// <c>~/.cache</c> (Linux), <c>~/Library/Caches</c> (macOS), <c>%LOCALAPPDATA%</c> (Windows).
    /// </summary>
    public string CacheFolder { get; init; } = Path.Combine(UserCache(), "digits");

    /// <summary>Addresses of folders that have MNIST's four gzip files, tried in order.</summary>
    public IReadOnlyList<Uri> Mirrors { get; init; } =
    [
        new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
        new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
    ];

    /// <summary>Is told how a download goes, on the thread that downloads; null for nobody.</summary>
    public IProgress<DownloadProgress>? Progress { get; init; }

    /// <summary>What is downloaded of MNIST; tests put small files here.</summary>
    internal IReadOnlyList<PublishedFile> Files { get; init; } = NamedSets.MnistFiles;

    /// <summary>The other sets that can be had by name; tests put small ones here.</summary>
    internal IReadOnlyList<NamedSet> Sets { get; init; } = NamedSets.All;

    private static string UserCache()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        if (NonEmpty(Environment.GetEnvironmentVariable("XDG_CACHE_HOME")) is { } folder && Path.IsPathRooted(folder))
            return folder;
        if (OperatingSystem.IsWindows())
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches") : Path.Combine(home, ".cache");
    }

    private static string? NonEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
