namespace Digits.Data;

/// <summary>How far the download of one file has come.</summary>
/// <param name="FileName">The file's name.</param>
/// <param name="From">The mirror's host.</param>
/// <param name="Received">Bytes here so far, those of an earlier interrupted download included.</param>
/// <param name="Total">Bytes of the whole file, or null where the mirror does not tell.</param>
public readonly record struct DownloadProgress(string FileName, string From, long Received, long? Total);
