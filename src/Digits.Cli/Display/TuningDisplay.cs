using Digits.Tuning;

namespace Digits.Cli.Display;

/// <summary>Shows on standard error how a search goes. Any thread may report a trial that ended.</summary>
internal abstract class TuningDisplay : IProgress<Trial>
{
    /// <summary>Searches, with a display that fits where standard error goes; with none where that is not wanted.</summary>
    internal static void Show(Output output, TrainingStudy study, Action<IProgress<Trial>?> search)
    {
        TuningDisplay? display = output.Quiet ? null : Terminal.IsLive ? new LiveTuningDisplay(study) : new PlainTuningDisplay(study);
        if (display is null)
            search(null);
        else
            display.Show(() => search(display));
    }

    /// <inheritdoc />
    public abstract void Report(Trial value);

    /// <summary>Shows the work while it is done.</summary>
    protected virtual void Show(Action work) => work();
}
