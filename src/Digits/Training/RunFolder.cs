using System.Globalization;
using Digits.Engine;

namespace Digits.Training;

/// <summary>Where a run's files lie.</summary>
/// <param name="Path">The folder.</param>
public sealed record RunFolder(string Path)
{
    /// <summary>The best model by validation.</summary>
    public string Model => System.IO.Path.Combine(Path, "model.onnx");

    /// <summary>What was asked for.</summary>
    public string Configuration => System.IO.Path.Combine(Path, "config.json");

    /// <summary>A row an epoch.</summary>
    public string History => System.IO.Path.Combine(Path, "history.csv");

    /// <summary>How the best model does on the test set.</summary>
    public string Metrics => System.IO.Path.Combine(Path, "metrics.json");

    /// <summary>What resuming needs.</summary>
    internal string Last => System.IO.Path.Combine(Path, "last");

    /// <summary>Makes the next free one of <c>PARENT/train-1</c>, <c>-2</c>…</summary>
    /// <exception cref="DigitsException">The folder cannot be made.</exception>
    public static RunFolder Next(string parent)
    {
        for (int number = 1; ; number++)
        {
            string path = System.IO.Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $"train-{number}"));
            if (!System.IO.Path.Exists(path))
                return Create(path);
        }
    }

    /// <summary>Takes a folder for a new run: one that is not there yet, or an empty one.</summary>
    /// <exception cref="DigitsException">The folder holds something, or cannot be made.</exception>
    public static RunFolder Create(string path)
    {
        try
        {
            if (File.Exists(path))
                throw new DigitsException($"{path}: is a file; give a folder for the run.");

            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
                throw new DigitsException($"{path}: is not empty; give another --out, or continue that run with --resume {path}.");

            Directory.CreateDirectory(path);
            return new RunFolder(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DigitsException($"{path}: cannot be made: {AtomicFile.OneLine(e)} Choose another place with --out.", e);
        }
    }
}
