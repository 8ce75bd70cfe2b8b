using Digits.Cli.Display;
using Digits.Data;
using Digits.Training;

namespace Digits.Cli;

/// <summary>Loads data sets, showing how a download goes.</summary>
internal static class DataLoading
{
    /// <summary>What the help says of data: the same for each verb that takes them.</summary>
    internal static string Help { get; } = RunOptions.Find("data")!.Help;

    /// <summary>
    /// Loads a data set; null if the user interrupted the download, with the exit code for that. Once it is loaded, Ctrl-C ends the process at
    /// once: for verbs that have nothing to save when they are interrupted.
    /// </summary>
    /// <param name="source">Which data, and how their images are turned.</param>
    /// <param name="output">Where words go.</param>
    /// <param name="exitCode">The exit code after an interruption.</param>
    /// <param name="saysNotes">Whether to say what was done to the images.</param>
    internal static DigitData? Load(RunConfiguration source, Output output, out int exitCode, bool saysNotes = true)
    {
        using Interruption interruption = new();
        DigitData? data = Load(output, interruption, options => source.LoadData(options, interruption.Token), saysNotes);
        exitCode = interruption.ExitCode;
        return data;
    }

    /// <summary>
    /// Loads the data that a configuration names, and turns their images as it says; null if the user interrupted the download. What was done to the images
    /// is said.
    /// </summary>
    internal static DigitData? Load(RunConfiguration source, Output output, Interruption interruption) =>
        Load(output, interruption, options => source.LoadData(options, interruption.Token));

    /// <summary>Loads MNIST or, if it cannot be found or downloaded, says so and draws <c>strokes</c>; null if the user interrupted the download.</summary>
    internal static DigitData? LoadDefault(Output output, Interruption interruption)
    {
        DigitData? data = Load(output, interruption, options => DataSource.LoadDefault(options, interruption.Token));
        if (data?.WhyStrokes is { } whyStrokes)
            Output.Warn(StrokesBanner.Text(whyStrokes));
        return data;
    }

    private static DigitData? Load(Output output, Interruption interruption, Func<DataSourceOptions, DigitData> load, bool saysNotes = true)
    {
        using DownloadDisplay? display = output.Quiet ? null : new DownloadDisplay();
        try
        {
            DigitData data = load(new DataSourceOptions { Progress = display });
            display?.Dispose();
            foreach (string note in saysNotes ? data.Notes : [])
                output.Remark(note);
            return data;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            display?.Dispose();
            Output.Warn("digits: interrupted; what was downloaded is kept, and the next download goes on from there.");
            return null;
        }
    }
}
