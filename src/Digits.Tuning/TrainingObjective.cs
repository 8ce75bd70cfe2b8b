using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Digits.Data;
using Digits.Engine;
using Digits.Training;

namespace Digits.Tuning;

/// <summary>What a trial is worth: a network trained with its parameters, measured on validation images. Never on test images: there are none here.</summary>
/// <param name="configuration">What is not searched.</param>
/// <param name="train">The images to train on.</param>
/// <param name="validation">The images to measure on.</param>
/// <param name="measures">What to give: an objective each.</param>
/// <param name="networkFile">What the command of a trial calls the file with its network.</param>
/// <param name="threads">Threads of a trial; 0 for one a processor.</param>
internal sealed class TrainingObjective(RunConfiguration configuration, DigitSet train, DigitSet validation, IReadOnlyList<TuningMeasure> measures, string networkFile, int threads)
{
    /// <summary>Trains and measures.</summary>
    internal IReadOnlyList<double> Run(TrialRun run, CancellationToken cancellation)
    {
        try
        {
            RunConfiguration tried = TunedOptions.Apply(configuration, run.Values.Keys.Select(name => (name, run[name]!)), networkFile);
            Network network = StartingPoint.Of(tried, train, train.LabelNames).Network;
            run.SetAttribute("command", JsonSerializer.Serialize(tried.ToCommand(), TuningJson.Default.String));
            run.SetAttribute("parameters", network.ParameterCount.ToString(CultureInfo.InvariantCulture));
            run.SetAttribute("multiply_adds", network.MultiplyAdds.ToString(CultureInfo.InvariantCulture));
            Reporter reporter = new(run, measures);
            Trainer trainer = tried.CreateTrainer(network, train, validation, threads, [reporter]);
            trainer.Fit(cancellation);
            cancellation.ThrowIfCancellationRequested();
            if (trainer.StopReason == StopReason.Diverged)
                throw new TrialFailedException("The loss diverged.");

            EpochRecord kept = trainer.History.MaxBy(epoch => (epoch.Epoch == tried.FinalEpoch, epoch.ValidationAccuracy, -epoch.ValidationLoss))!;
            return [.. measures.Select(measure => measure.Of(kept, network))];
        }
        catch (DigitsException e) when (e.InnerException is not DbException)
        {
            // What cannot be trained is the trial's; that the study cannot be written is everybody's.
            throw new TrialFailedException(e.Message);
        }
    }

    /// <summary>Tells the study of each epoch. With several objectives none is given up: which would be the better by then?</summary>
    private sealed class Reporter(TrialRun run, IReadOnlyList<TuningMeasure> measures) : Callback
    {
        public override void OnEpochEnd(Trainer trainer, EpochRecord epoch)
        {
            if (measures.Count == 1)
                run.Report(epoch.Epoch, measures[0].Of(epoch, trainer.Network));
        }
    }
}
