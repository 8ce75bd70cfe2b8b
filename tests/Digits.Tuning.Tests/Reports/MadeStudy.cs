using Digits.Tuning.Reports;

namespace Digits.Tuning.Tests.Reports;

/// <summary>Studies of a made-up objective.</summary>
internal static class MadeStudy
{
    public const string LongName = "a-name-that-is-far-longer-than-any-that-fits-beside-a-plot";

    private static readonly string[] _usual =
    [
        "learning-rate=log(1e-4,1e-1)", "layers=int(1,4)", "optimizer=choice(adam,sgd,adamw)", "momentum=uniform(0.8,0.99) if optimizer=sgd",
        "dropout=uniform(0,0.5)",
    ];

    private static readonly DateTime _begin = new(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>A study by what is odd about it.</summary>
    public static StudyReportContent Of(string kind) => kind switch
    {
        "usual" => Content(Trials(60, _usual)),
        "many" => Content(Trials(700, _usual, givenUp: false)),
        "one trial" => Content(Trials(1, _usual)),
        "two trials" => Content(Trials(2, ["x=uniform(0,1)"])),
        "one parameter" => Content(Trials(40, ["x=log(1e-5,1)"])),
        "only choices" => Content(Trials(40, ["a=choice(true,false)", $"{LongName}=choice(one,two,{new string('w', 90)},four,five,six,seven,eight,nine,ten)"])),
        "many parameters" => Content(Trials(30, [.. Enumerable.Range(0, 40).Select(i => $"p{i}=int(0,{i + 1})")])),
        "a single value" => Content(Trials(20, ["x=uniform(2,2)", "n=int(0,0)", "c=choice(only)", "l=log(0.5,0.5)", "wide=uniform(-1e300,1e300)"])),
        "equal" => Content([.. Trials(30, _usual).Select(trial => trial.State == TrialState.Complete ? trial with { Values = [0.5] } : trial)]),
        "perfect" => Content(
            [.. Trials(30, _usual).Select(trial => trial.State == TrialState.Complete ? trial with { Values = [trial.Number % 2 == 0 ? 1 : 0.7] } : trial)]),
        "infinite" => Content([.. Trials(30, _usual)
            .Select(trial => trial.State == TrialState.Complete && trial.Number % 2 == 0 ? trial with { Values = [double.NegativeInfinity] } : trial)]),
        "failed" => Content([.. Trials(12, _usual).Select(trial => trial with { State = TrialState.Fail, Values = [] })]),
        "given up" => Content([.. Trials(12, _usual).Select(trial => trial with { State = TrialState.Pruned })]),
        "waiting" => Content([new Trial { Id = 1, Number = 0, State = TrialState.Waiting }]),
        "nothing" => Content([]),
        "two objectives" => Content([.. Trials(50, _usual).Select(Twice)], StudyDirection.Maximize, StudyDirection.Minimize),
        "three objectives" => Content([.. Trials(20, _usual).Select(Twice).Select(trial =>
            trial with { Values = [.. trial.Values, .. trial.Values.Take(1)] })], StudyDirection.Maximize, StudyDirection.Minimize, StudyDirection.Minimize),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such study."),
    };

    public static StudyReportContent Content(IReadOnlyList<Trial> trials, params StudyDirection[] directions)
    {
        directions = directions.Length == 0 ? [StudyDirection.Maximize] : directions;
        return new StudyReportContent
        {
            StudyName = "made",
            History = new StudyHistory(directions, trials),
            Objectives = [.. directions.Select((_, i) =>
                i == 0 ? new StudyObjective("accuracy", IsShare: true) : new StudyObjective(i == 1 ? "multiply-adds" : "loss"))],
            Steps = 4,
        };
    }

    /// <summary>Trials of four epochs; every fifth is given up after two, every seventh failed, the last is at work.</summary>
    public static Trial[] Trials(int count, string[] lines, bool givenUp = true)
    {
        SearchSpace space = SearchSpace.Parse(lines);
        return [.. Enumerable.Range(0, count).Select(Made)];

        Trial Made(int number)
        {
            IReadOnlyDictionary<string, double> values = new RandomSampler(8).Sample(space, new StudyHistory([StudyDirection.Maximize], []), number)!;
            TrialState state = count > 2 && number == count - 1 ? TrialState.Running : givenUp && number % 5 == 4 ? TrialState.Pruned : number % 7 == 6
                ? TrialState.Fail : TrialState.Complete;
            double accuracy = 0.99 - (0.02 * values.Select((pair, i) => Math.Abs(Math.Sin(pair.Value) + i)).Sum() / (values.Count * values.Count));
            int steps = state == TrialState.Pruned ? 2 : state == TrialState.Fail ? 0 : 4;
            return new Trial
            {
                Id = number,
                Number = number,
                State = state,
                Parameters = values,
                Distributions = values.ToDictionary(pair => pair.Key, pair => space[pair.Key].Distribution),
                Intermediate = Enumerable.Range(1, steps).ToDictionary(step => step, step => accuracy - (0.04 / step) + 0.01),
                Values = state switch { TrialState.Complete => [accuracy], TrialState.Pruned => [accuracy - 0.01], _ => [] },
                Started = _begin.AddMinutes(10 * (number / 2)),
                Ended = state == TrialState.Running ? null : _begin.AddMinutes((10 * (number / 2)) + 5 + steps),
                UserAttributes = state == TrialState.Fail ? new Dictionary<string, string> { ["error"] = "\"The loss diverged.\"" }
                    : new Dictionary<string, string>(),
            };
        }
    }

    private static Trial Twice(Trial trial) => trial with
    {
        State = trial.State == TrialState.Pruned ? TrialState.Complete : trial.State,
        Values = trial.Values.Count == 0 ? [] : [trial.Values[0], 1e6 * (1 + (trial.Number * 7 % 13))],
    };
}
