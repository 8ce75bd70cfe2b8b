namespace Digits.Data;

/// <summary>How far the download of one file has come.</summary>
/// <param name="FileName">The file's name.</param>
/// <param name="From">The mirror's host.</param>
/// <param name="Received">Bytes received so far, with those of an earlier, interrupted download.</param>
/// <param name="Total">Bytes of the whole file, or null where the mirror does not say.</param>
public readonly record struct DownloadProgress(string FileName, string From, long Received, long? Total);
