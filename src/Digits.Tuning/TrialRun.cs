namespace Digits.Tuning;

/// <summary>A trial at work: what an objective sees.</summary>
public sealed class TrialRun
{
    private readonly StudyStore _store;
    private readonly StoredStudy _study;
    private readonly IPruner _pruner;
    private readonly Dictionary<int, double> _reported;

    internal TrialRun(StudyStore store, StoredStudy study, Trial trial, SearchSpace space, IReadOnlyDictionary<string, double> values, IPruner pruner)
    {
        (_store, _study, _pruner) = (store, study, pruner);
        _reported = new Dictionary<int, double>(trial.Intermediate);
        (Trial, Space, Values) = (trial, space, values);
    }

    /// <summary>The trial as it was when it began.</summary>
    public Trial Trial { get; }

    /// <summary>The space that it comes from.</summary>
    public SearchSpace Space { get; }

    /// <summary>The stored value of each parameter that it tries.</summary>
    public IReadOnlyDictionary<string, double> Values { get; }

    /// <summary>The value of a parameter as a person writes it; null where it is not searched in this trial.</summary>
    public string? this[string name] => Values.TryGetValue(name, out double value) ? Space[name].Distribution.Text(value) : null;

    /// <summary>Tells how it goes, and whether to go on.</summary>
    /// <param name="step">How far it is, such as epochs done.</param>
    /// <param name="value">The objective by now.</param>
    /// <exception cref="TrialPrunedException">Others were better by then: let it pass.</exception>
    public void Report(int step, double value)
    {
        if (!_store.Report(Trial, step, value))
            throw new TrialFailedException("It is over: its worker was taken for dead.");

        _reported[step] = value;
        Trial now = Trial with { State = TrialState.Running, Intermediate = _reported };
        if (_pruner is SuccessiveHalvingPruner halving && halving.Rung(step) is { } rung && double.IsFinite(value))
            _store.SetAttribute(
                Trial,
                FormattableString.Invariant($"{SuccessiveHalvingPruner.RungKey}{rung}"),
                FormattableString.Invariant($"{value:R}"),
                system: true);

        if (_pruner is not NoPruner && _pruner.ShouldPrune(new StudyHistory(_study.Directions, _store.Trials(_study)), now))
            throw new TrialPrunedException();
    }

    /// <summary>Keeps something about the trial, JSON.</summary>
    public void SetAttribute(string key, string json) => _store.SetAttribute(Trial, key, json);

    /// <summary>The last value that says anything.</summary>
    internal double? LastValue =>
        _reported.Where(pair => !double.IsNaN(pair.Value)).OrderBy(pair => pair.Key).Select(pair => (double?)pair.Value).LastOrDefault();
}
