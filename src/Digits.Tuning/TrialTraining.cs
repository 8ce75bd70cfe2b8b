using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Digits.Data;
using Digits.Engine;
using Digits.Training;

namespace Digits.Tuning;

/// <summary>Trains a network with a trial's parameters and measures it on validation images. It never sees test images.</summary>
/// <param name="search">What is searched.</param>
/// <param name="train">The images to train on.</param>
/// <param name="validation">The images to measure on.</param>
/// <param name="networkFile">The name, in the command of a trial, of the file with its network.</param>
/// <param name="threads">Threads of a trial.</param>
internal sealed class TrialTraining(TrainingSearch search, DigitSet train, DigitSet validation, string networkFile, int threads)
{
    /// <summary>The note of a trial that holds its command.</summary>
    internal const string CommandKey = "command";

    /// <summary>Trains and measures: one value an objective.</summary>
    internal IReadOnlyList<double> Run(TrialRun run, CancellationToken cancellation)
    {
        try
        {
            RunConfiguration tried = TunedOptions.Apply(search.Configuration, run.Values.Keys.Select(name => (name, run[name]!)), networkFile);
            Network network = StartingPoint.Of(tried, train, train.LabelNames).Network;
            run.SetAttribute(CommandKey, JsonSerializer.Serialize(tried.ToCommand(), TuningJson.Default.String));
            run.SetAttribute("parameters", network.ParameterCount.ToString(CultureInfo.InvariantCulture));
            run.SetAttribute("multiply_adds", network.MultiplyAdds.ToString(CultureInfo.InvariantCulture));
            Trainer trainer = tried.CreateTrainer(network, train, validation, threads, [new Reporter(run, search.Objectives)]);
            trainer.Fit(cancellation);
            cancellation.ThrowIfCancellationRequested();
            if (trainer.StopReason == StopReason.Diverged)
                throw new TrialFailedException("The loss diverged.");

            EpochRecord kept = trainer.History.MaxBy(epoch => (epoch.Epoch == tried.FinalEpoch, epoch.ValidationAccuracy, -epoch.ValidationLoss))!;
            return [.. search.Objectives.Select(objective => objective.Measure(kept, network))];
        }
        catch (DigitsException e) when (e is not WorkFailedException && e.InnerException is not DbException)
        {
            // A configuration that cannot be trained fails the trial; a database that is gone ends the search.
            throw new TrialFailedException(e.Message);
        }
    }

    /// <summary>Tells the study of each epoch. With several objectives no trial is pruned: there is no single value to compare.</summary>
    private sealed class Reporter(TrialRun run, IReadOnlyList<TrainingObjective> objectives) : Callback
    {
        public override void OnEpochEnd(Trainer trainer, EpochRecord epoch)
        {
            if (objectives.Count == 1)
                run.Report(epoch.Epoch, objectives[0].Measure(epoch, trainer.Network));
        }
    }
}
