using Digits.Cli.Display;
using Digits.Data;

namespace Digits.Cli;

/// <summary>Loads data sets, showing how a download goes.</summary>
internal static class DataLoading
{
    /// <summary>
    /// Loads a data set by name or path; null if the user interrupted the download, with the exit code for that. Once it is loaded, Ctrl-C ends the process at
    /// once: for verbs that have nothing to save when they are interrupted.
    /// </summary>
    internal static DigitData? Load(string nameOrPath, Output output, out int exitCode)
    {
        using Interruption interruption = new();
        DigitData? data = Load(nameOrPath, output, interruption);
        exitCode = interruption.ExitCode;
        return data;
    }

    /// <summary>Loads a data set by name or path; null if the user interrupted the download.</summary>
    internal static DigitData? Load(string nameOrPath, Output output, Interruption interruption) =>
        Load(output, interruption, options => DataSource.Load(nameOrPath, options, interruption.Token));

    /// <summary>Loads MNIST or, if it cannot be found or downloaded, says so and draws <c>strokes</c>; null if the user interrupted the download.</summary>
    internal static DigitData? LoadDefault(Output output, Interruption interruption)
    {
        DigitData? data = Load(output, interruption, options => DataSource.LoadDefault(options, interruption.Token));
        if (data?.WhyStrokes is { } whyStrokes)
            Output.Warn(StrokesBanner.Text(whyStrokes));
        return data;
    }

    private static DigitData? Load(Output output, Interruption interruption, Func<DataSourceOptions, DigitData> load)
    {
        using DownloadDisplay? display = output.Quiet ? null : new DownloadDisplay();
        try
        {
            return load(new DataSourceOptions { Progress = display });
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            display?.Dispose();
            Output.Warn("digits: interrupted; what was downloaded is kept, and the next download goes on from there.");
            return null;
        }
    }
}
