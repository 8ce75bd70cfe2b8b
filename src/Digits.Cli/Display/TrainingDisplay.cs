using Digits.Training;

namespace Digits.Cli.Display;

/// <summary>Shows on standard error how training goes.</summary>
internal abstract class TrainingDisplay : Callback
{
    /// <summary>The display that fits where standard error goes; null where none is wanted.</summary>
    internal static TrainingDisplay? For(Output output, int epochs)
    {
        if (output.Quiet)
            return null;
        return Terminal.IsLive ? new LiveTrainingDisplay(epochs) : new PlainTrainingDisplay(epochs);
    }

    /// <summary>Shows the work while it is done.</summary>
    internal virtual RunResult Show(Func<RunResult> work) => work();
}
