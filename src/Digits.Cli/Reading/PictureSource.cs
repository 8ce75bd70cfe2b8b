namespace Digits.Cli;

/// <summary>A file to read pictures from, or standard input.</summary>
/// <param name="Path">The file, or <see cref="StandardInput"/>.</param>
/// <param name="Name">A name for files about it, without extension; no two sources of a run have the same.</param>
/// <param name="Problem">Why there is nothing to read, as a line for the user; null where there is.</param>
internal sealed record PictureSource(string Path, string Name, string? Problem = null)
{
    /// <summary>How the user asks for standard input.</summary>
    internal const string StandardInput = "-";

    internal bool IsStandardInput => Path == StandardInput;
}
