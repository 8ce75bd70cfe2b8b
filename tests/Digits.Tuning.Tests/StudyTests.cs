using Digits.Engine;

namespace Digits.Tuning.Tests;

public sealed class StudyTests : IDisposable
{
    private static readonly SearchSpace _space = SearchSpace.Parse(["x=uniform(0,1)", "kind=choice(a,b)"]);
    private readonly TempFolder _folder = new();

    private string Url => $"sqlite:///{_folder["study.db"]}";

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public void Several_workers_run_as_many_trials_as_wanted_and_each_is_reported()
    {
        Study study = Open();
        Reported progress = new();

        study.Optimize((run, _) => [run.Values["x"]], _space, new StudyOptions { Trials = 12, Workers = 3 }, progress);

        StudyHistory history = study.Read();
        history.Trials.Count(trial => trial.State == TrialState.Complete).ShouldBe(12);
        progress.Numbers.Order().ShouldBe(history.Trials.Select(trial => trial.Number));
        history.Ranked().Select(trial => trial.Values[0]).ShouldBe(history.Trials.Select(trial => trial.Values[0]).OrderDescending());
        history.BestByFirstObjective().ShouldBe(history.Ranked()[0], new SameNumber());
    }

    [Fact]
    public void A_study_is_continued_where_it_was_left()
    {
        Study first = Open();
        first.IsNew.ShouldBeTrue();
        first.Optimize((_, _) => [1], _space, new StudyOptions { Trials = 2 });
        first.Enqueue(_space.ParseValues("x=0.25,kind=b"));

        Study second = Open();
        second.IsNew.ShouldBeFalse();
        second.Optimize((run, _) => [run.Values["x"]], _space, new StudyOptions { Trials = 4 });
        second.Read().Trials.Count.ShouldBe(4);
        second.Read().Trials[2].Values.ShouldBe([0.25]);
    }

    [Fact]
    public void A_search_that_is_stopped_returns_and_its_trial_waits()
    {
        using CancellationTokenSource stop = new();
        Study study = Open();

        study.Optimize(
            (_, token) =>
            {
                stop.Cancel();
                token.ThrowIfCancellationRequested();
                return [1];
            },
            _space,
            cancellation: stop.Token);

        study.Read().Trials.Select(trial => trial.State).ShouldBe([TrialState.Fail, TrialState.Waiting]);
        study.Optimize((_, token) => token.WaitHandle.WaitOne() ? throw new OperationCanceledException(token) : [1], _space,
            new StudyOptions { Timeout = TimeSpan.FromMilliseconds(1) });
        study.Read().Trials[^1].State.ShouldBe(TrialState.Waiting);
    }

    [Fact]
    public void A_fault_of_an_objective_stops_all_workers_and_reaches_the_caller()
    {
        Study study = Open();

        Should.Throw<NotSupportedException>(() => study.Optimize(
            (run, token) => run.Trial.Number == 3 ? throw new NotSupportedException("a fault") : [1], _space, new StudyOptions { Trials = 1000, Workers = 2 }));
        study.Read().Trials.Count.ShouldBeLessThan(1000);
    }

    [Fact]
    public void Options_that_cannot_be_used_are_named()
    {
        Refused(new StudyOptions { Trials = 0 }).ShouldBe("trials 0 cannot be used; give at least 1.");
        Refused(new StudyOptions { Workers = -1 }).ShouldBe("workers -1 cannot be used; give at least 1.");
        Refused(new StudyOptions { Heartbeat = TimeSpan.Zero }).ShouldStartWith("heartbeat cannot be used: ");
        Refused(new StudyOptions { Heartbeat = TimeSpan.FromHours(2) }).ShouldStartWith("heartbeat cannot be used: ");

        static string Refused(StudyOptions options) => Should.Throw<InvalidOptionException>(options.Check).Message;
    }

    [Theory]
    [InlineData("y=1", "'y=1' cannot be tried; give NAME=VALUE with one of x, kind.")]
    [InlineData("x", "'x' cannot be tried; give NAME=VALUE with one of x, kind.")]
    [InlineData("x=0.5,kind=c", "'kind=c' cannot be tried: it is not in the parameter's range.")]
    public void Values_that_are_not_in_the_space_are_refused(string text, string message) =>
        Should.Throw<InvalidInputException>(() => _space.ParseValues(text)).Message.ShouldBe(message);

    private Study Open() => Study.Open(Url, "test", StudyDirection.Maximize);

    private sealed class Reported : IProgress<Trial>
    {
        public System.Collections.Concurrent.ConcurrentBag<int> Numbers { get; } = [];

        public void Report(Trial value) => Numbers.Add(value.Number);
    }

    private sealed class SameNumber : IEqualityComparer<Trial?>
    {
        public bool Equals(Trial? x, Trial? y) => x?.Number == y?.Number;

        public int GetHashCode(Trial? trial) => trial?.Number ?? -1;
    }
}
