using Digits.Tuning;

namespace Digits.Cli.Display;

/// <summary>Shows on standard error how a search goes.</summary>
internal abstract class TuningDisplay
{
    /// <summary>The display that fits where standard error goes; null where none is wanted.</summary>
    internal static TuningDisplay? For(Output output, IReadOnlyList<TuningMeasure> measures, Func<StudyHistory> study)
    {
        if (output.Quiet)
            return null;
        return Terminal.IsLive ? new LiveTuningDisplay(measures, study) : new PlainTuningDisplay(measures, study);
    }

    /// <summary>Shows the work while it is done.</summary>
    internal virtual void Show(Action work) => work();

    /// <summary>A trial of this process ended; any thread may say so.</summary>
    internal abstract void Ended(Trial trial);
}
