using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;
using Digits.Engine;

namespace Digits.Tuning;

/// <summary>
/// A search for the parameters that give the best value. Its trials are kept in a database, in Optuna's tables, so that it survives crashes, can be continued
/// at any time, and can be shared by any
/// number of programs on any number of machines.
/// </summary>
public sealed class Study
{
    private readonly StudyStore _store;
    private readonly StoredStudy _study;

    private Study(StudyStore store, StoredStudy study, string storage) => (_store, _study, Storage) = (store, study, storage);

    /// <summary>The study's name.</summary>
    public string Name => _study.Name;

    /// <summary>Which values are better; one an objective.</summary>
    public IReadOnlyList<StudyDirection> Directions => _study.Directions;

    /// <summary>Where the study is: the URL without its password.</summary>
    public string Storage { get; }

    /// <summary>Whether the study was created when it was opened.</summary>
    public bool IsNew => _study.IsNew;

    /// <summary>Opens the study of a name, or creates it.</summary>
    /// <param name="storage">
    /// <c>sqlite:///study.db</c> (a file), <c>sqlite:////home/me/study.db</c> (its full path) or <c>postgresql://user:password@host:5432/database</c>.
    /// </param>
    /// <param name="name">The name.</param>
    /// <param name="directions">Which values are better; one an objective.</param>
    /// <exception cref="InvalidInputException">The URL cannot be used, the database refuses the user, its tables are of another version, or the study exists
    /// with other directions.</exception>
    /// <exception cref="WorkFailedException">The database cannot be reached, or its disk is full.</exception>
    public static Study Open(string storage, string name, params IReadOnlyList<StudyDirection> directions)
    {
        ArgumentNullException.ThrowIfNull(storage);
        StudyStore store = StudyStore.Open(storage);
        return new Study(store, store.Study(name, directions), StudyStorage.WithoutPassword(storage));
    }

    /// <summary>The study as it is now, with the trials of all programs that work on it.</summary>
    /// <exception cref="WorkFailedException">The database cannot be reached.</exception>
    public StudyHistory Read() => new(Directions, _store.Trials(_study));

    /// <summary>Puts a trial in line: the next free worker runs it.</summary>
    /// <param name="parameters">Values by name, such as <c>{"learning-rate": 0.001}</c>; see <see cref="SearchSpace.ParseValues"/>. The sampler chooses the
    /// others.</param>
    /// <exception cref="WorkFailedException">The database cannot be reached.</exception>
    public void Enqueue(JsonObject parameters) => _store.Enqueue(_study, parameters);

    /// <summary>
    /// Runs trials until the study has as many as wanted, the sampler has nothing left to try, or the time is up. Workers that find nothing to do wait for the
    /// trials of other programs: should one of
    /// these die, its trial is run again.
    /// </summary>
    /// <param name="objective">
    /// Returns one value an objective. It may call <see cref="TrialRun.Report"/> on the way, and throw <see cref="TrialFailedException"/> where there is no
    /// value. With several workers it is called from
    /// several threads at once.
    /// </param>
    /// <param name="space">What is searched.</param>
    /// <param name="options">How to search; null for the defaults.</param>
    /// <param name="progress">Is told of each trial that ends in this program, on the thread of its worker.</param>
    /// <param name="cancellation">Stops the search: the method returns, and the trials that were running wait for the next call.</param>
    /// <exception cref="InvalidInputException">The study has a parameter of the space with another kind of range.</exception>
    /// <exception cref="InvalidOptionException">An option cannot be used.</exception>
    /// <exception cref="WorkFailedException">The database cannot be reached any more, or its disk is full. What was done so far is kept.</exception>
    public void Optimize(
        Func<TrialRun, CancellationToken, IReadOnlyList<double>> objective,
        SearchSpace space,
        StudyOptions? options = null,
        IProgress<Trial>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(space);
        options ??= new StudyOptions();
        options.Check();
        StudyWorker worker = new(_store, _study, space, options);
        worker.Check();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (options.Timeout is { } timeout)
            stop.CancelAfter(timeout);

        Exception? failure = null;
        Thread[] threads = [.. Enumerable.Range(0, options.Workers).Select(_ => new Thread(Work))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);

        void Work()
        {
            try
            {
                while (worker.RunOne(objective, stop.Token) is { } trial)
                    progress?.Report(trial);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The trial waits for another worker.
            }
            catch (Exception e)
            {
                // It would end the process here; the caller's thread throws it instead.
                Interlocked.CompareExchange(ref failure, e, null);
                stop.Cancel();
            }
        }
    }

    /// <summary>Makes sure that the study's parameters have the same kind of range as those of a space, as far as both have them.</summary>
    internal void Check(SearchSpace space) => new StudyWorker(_store, _study, space, new StudyOptions()).Check();

    /// <summary>A note about the study; null where there is none.</summary>
    internal string? Attribute(string key) => _store.Attributes(_study).GetValueOrDefault(key);

    /// <summary>Keeps a note about the study, JSON.</summary>
    internal void SetAttribute(string key, string json, bool system = false) => _store.SetAttribute(_study, key, json, system);
}
