namespace Digits.Data;

/// <summary>A data set that is known by name and can be downloaded.</summary>
/// <param name="Name">The name.</param>
/// <param name="Title">What messages call it.</param>
/// <param name="Mirrors">Addresses of folders that have its files, tried in order.</param>
/// <param name="Files">What is downloaded.</param>
/// <param name="Wanted">The files that make the set, without a <c>.gz</c>.</param>
internal sealed record NamedSet(string Name, string Title, IReadOnlyList<Uri> Mirrors, IReadOnlyList<PublishedFile> Files, IReadOnlyList<string> Wanted)
{
    /// <summary>The folder of the cache that the download goes to; sets that come in one archive share it.</summary>
    public string DownloadFolder { get; init; } = Name;

    /// <summary>The names of the classes; null where they are digits, or a file names them.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>Makes the wanted files in the second folder of what was downloaded into the first; null where these are the same.</summary>
    public Action<string, string>? Unpack { get; init; }
}
