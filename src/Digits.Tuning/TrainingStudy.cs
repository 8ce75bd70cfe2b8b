using System.Text;
using Digits.Data;
using Digits.Engine;
using Digits.Training;
using Digits.Tuning.Reports;

namespace Digits.Tuning;

/// <summary>
/// A search for the options and the network that train best, in a study that survives crashes and that other machines can join. What <c>digits tune</c> does.
/// </summary>
public sealed class TrainingStudy
{
    private readonly string _folder;

    private TrainingStudy(Study study, TrainingSearch search, string folder) => (Study, Search, _folder) = (study, search, folder);

    /// <summary>The trials.</summary>
    public Study Study { get; }

    /// <summary>What is searched.</summary>
    public TrainingSearch Search { get; }

    /// <summary>The file for the best network: the study's name, as far as a file can be called so.</summary>
    private string NetworkFile => Path.Combine(
        _folder, string.Concat(Study.Name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-')) + ".json");

    /// <summary>Opens the study of a name, or creates it.</summary>
    /// <param name="storage">The database, such as <c>sqlite:///study.db</c>; see <see cref="Study.Open"/>.</param>
    /// <param name="name">The study's name.</param>
    /// <param name="search">What is searched. To continue a study, the same as before.</param>
    /// <param name="folder">Where <see cref="SaveNetwork"/> puts its file; empty for the working directory.</param>
    /// <exception cref="InvalidInputException">The storage cannot be used, the study has other objectives or another kind of range for a parameter, or its
    /// trials are another program's.</exception>
    /// <exception cref="InvalidOptionException">An option that is not searched is not as it was when the study began: its trials could not be
    /// compared.</exception>
    /// <exception cref="WorkFailedException">The database cannot be reached, or its disk is full.</exception>
    public static TrainingStudy Open(string storage, string name, TrainingSearch search, string folder = "")
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentNullException.ThrowIfNull(folder);
        Study study = Study.Open(storage, name, [.. search.Objectives.Select(objective => objective.Direction)]);
        StudySettings.Check(study, search);
        study.Check(search.Space);
        return new TrainingStudy(study, search, folder);
    }

    /// <summary>Trains trials until the study has as many as wanted, or the time is up.</summary>
    /// <param name="data">The data that the configuration names. Only training images are used: a part of them to validate on.</param>
    /// <param name="options">How to search; null for the defaults.</param>
    /// <param name="threads">Threads of all workers together; 0 for one a processor.</param>
    /// <param name="progress">Is told of each trial that ends in this program, on the thread of its worker.</param>
    /// <param name="cancellation">Stops the search: the method returns, and the trials that were running wait for the next call.</param>
    /// <exception cref="InvalidInputException">The data have no labeled training images.</exception>
    /// <exception cref="InvalidOptionException">An option cannot be used.</exception>
    /// <exception cref="WorkFailedException">The database cannot be reached any more, or its disk is full. What was done so far is kept.</exception>
    public void Optimize(
        DigitData data,
        StudyOptions? options = null,
        int threads = 0,
        IProgress<Trial>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new StudyOptions();
        (DigitSet train, DigitSet? validation) = Search.Configuration.Divide(data);
        int each = Math.Max(1, (threads == 0 ? Environment.ProcessorCount : threads) / Math.Max(1, options.Workers));
        TrialTraining training = new(Search, train, validation!, NetworkFile, each);
        Study.Optimize(training.Run, Search.Space, options, progress, cancellation);
    }

    /// <summary>The configuration that a trial trained with.</summary>
    public RunConfiguration ConfigurationOf(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return TunedOptions.Apply(
            Search.Configuration,
            trial.Parameters.Select(pair => (pair.Key, trial.Distributions[pair.Key].Text(pair.Value))),
            NetworkFile);
    }

    /// <summary>The command that trains as a trial did; null for a trial that another program ran.</summary>
    public string? CommandOf(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        // Not the note itself: it names the file of the folder that the trial was run for.
        return trial.Note(TrialTraining.CommandKey) is null ? null : ConfigurationOf(trial).ToCommand();
    }

    /// <summary>Writes the network of a trial to the file that <see cref="CommandOf"/> names.</summary>
    /// <returns>The file; null where the search does not build the network.</returns>
    /// <exception cref="WorkFailedException">The file cannot be written.</exception>
    public string? SaveNetwork(Trial trial)
    {
        if (ConfigurationOf(trial) is not { Description: { } network, Model: var file } || Search.Configuration.Description is not null)
            return null;

        AtomicFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(network + "\n")));
        return file;
    }

    /// <summary>Prepares to train a trial's configuration on all training images, those for validation included.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="folder">Where the run's files go.</param>
    /// <param name="data">The data that the configuration names.</param>
    /// <param name="threads">Threads; 0 for one a processor.</param>
    /// <param name="callbacks">What else acts as training goes on.</param>
    /// <returns>The run; <see cref="TrainingRun.Execute"/> trains and evaluates on the test images.</returns>
    /// <exception cref="DigitsException">The configuration or the data cannot be trained with, or the folder cannot be written.</exception>
    public TrainingRun Retrain(Trial trial, RunFolder folder, DigitData data, int threads = 0, IReadOnlyList<Callback>? callbacks = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (Search.Configuration.ValidatesOnOwn(data))
            data = data with { Train = data.RequireTrain().Join(data.Validation!), Validation = null };
        RunConfiguration whole = ConfigurationOf(trial) with { Limit = null, ValidationSplit = 0, EarlyStopping = 0, ReduceLROnPlateau = 0, Calibrate = false };
        return TrainingRun.Start(folder, whole, data, threads, callbacks: callbacks);
    }

    /// <summary>The study's page, as it is now.</summary>
    /// <exception cref="WorkFailedException">The database cannot be reached.</exception>
    public StudyReport Report()
    {
        StudyHistory history = Study.Read();
        RunConfiguration configuration = Search.Configuration.Resolve();
        bool endsEarly = configuration.EarlyStopping > 0
            || history.Trials.Any(trial => trial.Parameters.ContainsKey("epochs") || trial.Parameters.ContainsKey("early-stopping"));
        return StudyReport.Create(new StudyReportContent
        {
            StudyName = Study.Name,
            History = history,
            Objectives = [.. Search.Objectives.Select(objective => new StudyObjective(objective.Name, objective.IsShare))],
            Commands = history.Best().Where(trial => CommandOf(trial) is not null).ToDictionary(trial => trial.Number, trial => CommandOf(trial)!),
            Warning = configuration.Data == DataSource.StrokesName
                ? "Searched on digits drawn by a program (“strokes”): no figure here is one of MNIST’s."
                : null,

            // Where trials may end early by themselves, nobody knows how many epochs pruning has saved.
            Steps = endsEarly ? null : configuration.Epochs,
        });
    }
}
