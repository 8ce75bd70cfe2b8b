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

    /// <summary>
    /// Whether it holds a run that has gone through all epochs, or as many as early stopping let it, and was evaluated; one that time or a person cut off has
    /// not.
    /// </summary>
    /// <exception cref="DigitsException">The run's files are damaged.</exception>
    internal bool IsFinished()
    {
        if (!File.Exists(Metrics))
            return false;

        // Without a checkpoint there is nothing to go on from: what was evaluated is what there is.
        if (!Checkpoint.ExistsIn(Last))
            return true;

        TrainerState state = Checkpoint.State(Last);
        return state.StopReason == StopReason.EarlyStopping || state.History.Count >= RunConfiguration.Load(Configuration).Epochs;
    }

    /// <summary>The next free one of <c>PARENT/train-1</c>, <c>-2</c>…; a run that starts makes it.</summary>
    public static RunFolder Next(string parent, string name = "train")
    {
        for (int number = 1; ; number++)
        {
            string path = System.IO.Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $"{name}-{number}"));
            if (!System.IO.Path.Exists(path))
                return new RunFolder(path);
        }
    }

    /// <summary>A folder for a new run: one that is not there yet, or an empty one. A run that starts makes it.</summary>
    /// <exception cref="DigitsException">The folder holds something, or is a file.</exception>
    public static RunFolder ForNewRun(string path)
    {
        if (File.Exists(path))
            throw new InvalidInputException($"{path}: is a file; give a folder for the run.");

        try
        {
            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
                throw new InvalidInputException($"{path}: is not empty; give another folder, or resume the run that is in it.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path}: cannot be read: {AtomicFile.OneLine(e)} Choose another folder.", e);
        }

        return new RunFolder(path);
    }

    /// <summary>Makes the folder and its first file; where that fails, no folder is left that was not there before.</summary>
    /// <exception cref="DigitsException">The folder or the file cannot be made.</exception>
    internal void Make(Action<RunFolder> writeFirstFile)
    {
        ForNewRun(Path);
        List<string> made = [];
        for (string? up = System.IO.Path.GetFullPath(Path); up is not null && !Directory.Exists(up); up = System.IO.Path.GetDirectoryName(up))
            made.Add(up);

        try
        {
            Directory.CreateDirectory(Path);
            writeFirstFile(this);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DigitsException)
        {
            Remove(made);
            if (e is DigitsException)
                throw;
            throw new InvalidInputException($"{Path}: cannot be made: {AtomicFile.OneLine(e)} Choose another folder.", e);
        }
    }

    /// <summary>Removes what a process that was killed while it wrote has left beside the files.</summary>
    internal void RemoveHalfWritten()
    {
        foreach (string path in Directory.EnumerateFiles(Path, "*.tmp", SearchOption.AllDirectories))
            File.Delete(path);
    }

    private static void Remove(IEnumerable<string> folders)
    {
        try
        {
            foreach (string folder in folders.Where(Directory.Exists))
                Directory.Delete(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The failure that brought us here is the one to report.
        }
    }
}
