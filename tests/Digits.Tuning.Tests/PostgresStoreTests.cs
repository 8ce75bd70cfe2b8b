using Digits.Engine;

namespace Digits.Tuning.Tests;

/// <summary>What <see cref="StudyStoreTests"/> promise, with a real server.</summary>
public sealed class PostgresStoreTests(PostgresServer server) : StudyStoreTests, IClassFixture<PostgresServer>
{
    private readonly Lazy<string> _url = new(server.NewDatabase);

    protected override string Url => _url.Value;

    [SkippableFact]
    public void Wrong_passwords_and_databases_are_one_line_without_the_password()
    {
        Message(Url.Replace(":right@", ":wrong@", StringComparison.Ordinal))
            .ShouldEndWith("the user or the password is not accepted; correct them in the URL (postgresql://USER:PASSWORD@HOST/DATABASE) or in PGPASSWORD.");
        Message(Url + "x").ShouldEndWith("there is no such database; create it, or name another in the URL.");

        string Message(string url)
        {
            string message = Should.Throw<InvalidInputException>(() => StudyStore.Open(url)).Message;
            message.ShouldNotContain("wrong");
            return message;
        }
    }

    [SkippableFact]
    public void A_server_that_is_away_for_a_moment_is_asked_again()
    {
        StudyStore store = StudyStore.Open(Url);
        StoredStudy study = store.Study(Name(), StudyDirection.Minimize);
        Trial trial = store.Begin(study)!;
        server.Stop();
        List<TimeSpan> pauses = [];
        store.Pause = time =>
        {
            pauses.Add(time);
            server.Start();
        };

        store.Finish(trial, TrialState.Complete, 1).ShouldBeTrue();
        store.Read(study, trial).Values.ShouldBe([1]);
        pauses.ShouldBe([TimeSpan.FromSeconds(1)]);
    }

    [SkippableFact]
    public void Many_may_make_the_tables_at_once()
    {
        string url = Url;
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => StudyStore.Open(url).Study("same", StudyDirection.Minimize));

        StudyStore.Open(url).Study("same", StudyDirection.Minimize).IsNew.ShouldBeFalse();
    }
}
