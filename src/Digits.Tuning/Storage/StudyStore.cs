using System.Data.Common;
using Digits.Engine;

namespace Digits.Tuning;

/// <summary>
/// Studies in a database, in the tables of <see cref="Schema"/>. Any number of workers in any number of processes may use one: a trial is given to one worker
/// only, and what was written
/// stays written when a worker is killed.
/// </summary>
internal sealed partial class StudyStore
{
    /// <summary>How often a lost connection is tried again: for some seconds, in which a server may be restarted.</summary>
    private const int Tries = 4;

    private readonly ISqlDialect _dialect;

    private StudyStore(ISqlDialect dialect) => _dialect = dialect;

    /// <summary>Waits for a lost connection to come back.</summary>
    internal Action<TimeSpan> Pause { get; set; } = Thread.Sleep;

    /// <summary>Opens a store, and makes its tables where there are none.</summary>
    /// <param name="url"><c>sqlite:///study.db</c>, <c>sqlite:////home/me/study.db</c> or <c>postgresql://user:password@host:5432/database</c>.</param>
    /// <exception cref="DigitsException">The URL is none of these, the database cannot be reached, or its tables are of a version that is not
    /// known.</exception>
    internal static StudyStore Open(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        StudyStore store = new(StudyStorage.Find(url));
        string revision = store.Do(
            session =>
            {
                session.LockSchema();
                foreach (string statement in Schema.Create(session.Dialect))
                    session.Execute(statement);

                return session.Rows("SELECT version_num FROM alembic_version", row => row.GetString(0))[0];
            },
            tries: 1); // A wrong host or port should be known at once.
        return Schema.Known.Contains(revision)
            ? store
            : throw new InvalidInputException(
                $"{StudyStorage.WithoutPassword(url)}: its tables are of Optuna's revision {revision}; {string.Join(" and ", Schema.Known)} are known: "
                    + "'optuna storage upgrade' brings older ones there.");
    }

    /// <summary>The study of a name, made where there is none.</summary>
    /// <exception cref="DigitsException">There is one with other directions.</exception>
    internal StoredStudy Study(string name, params IReadOnlyList<StudyDirection> directions)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(directions);
        StoredStudy study = Do(session =>
        {
            session.LockSchema();
            bool isNew = session.Execute("INSERT INTO studies (study_name) VALUES (@name) ON CONFLICT DO NOTHING", ("@name", name)) == 1;
            long id = session.Number("SELECT study_id FROM studies WHERE study_name = @name", ("@name", name))!.Value;
            for (int i = 0; isNew && i < directions.Count; i++)
            {
                session.Execute(
                    $"INSERT INTO study_directions (direction, study_id, objective) VALUES ({session.Dialect.EnumValue("@direction", "studydirection")}, "
                        + "@study, @objective)",
                    ("@direction", directions[i].ToString().ToUpperInvariant()), ("@study", id), ("@objective", i));
            }

            List<string> stored = session.Rows(
                $"SELECT {Text(session, "direction")} FROM study_directions WHERE study_id = @study ORDER BY objective",
                row => row.GetString(0),
                ("@study", id));
            return new StoredStudy(
                id,
                name,
                [.. stored.Select(direction => direction == "MAXIMIZE" ? StudyDirection.Maximize : StudyDirection.Minimize)],
                isNew);
        });
        return study.Directions.SequenceEqual(directions)
            ? study
            : throw new InvalidInputException($"The study '{name}' exists with other objectives ({string.Join(", ", study.Directions)}); use another study.");
    }

    /// <summary>All trials of a study, by number.</summary>
    internal IReadOnlyList<Trial> Trials(StoredStudy study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Do(session => TrialReader.Read(session, study.Id), reads: true);
    }

    /// <summary>A trial as it is now.</summary>
    internal Trial Read(StoredStudy study, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(trial);
        return Do(session => TrialReader.Read(session, study.Id, trial.Id)[0], reads: true);
    }

    /// <summary>Writes an attribute of a study, JSON, over the one of that key.</summary>
    internal void SetAttribute(StoredStudy study, string key, string json, bool system = false)
    {
        ArgumentNullException.ThrowIfNull(study);
        Do(session => SetAttribute(session, system ? "study_system_attributes" : "study_user_attributes", "study_id", study.Id, key, json));
    }

    /// <summary>The attributes of a study, by key: JSON.</summary>
    internal IReadOnlyDictionary<string, string> Attributes(StoredStudy study, bool system = false)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Do(
            session => session.Rows(
                $"SELECT \"key\", value_json FROM {(system ? "study_system_attributes" : "study_user_attributes")} WHERE study_id = @study",
                row => (Key: row.GetString(0), Value: row.GetString(1)),
                ("@study", study.Id)),
            reads: true).ToDictionary(row => row.Key, row => row.Value, StringComparer.Ordinal);
    }

    /// <summary>An enum's column as text.</summary>
    internal static string Text(StoreSession session, string column) => session.Dialect is PostgresDialect ? $"CAST({column} AS TEXT)" : column;

    private static string State(StoreSession session, string name) => session.Dialect.EnumValue($"'{name}'", "trialstate");

    private static int SetAttribute(StoreSession session, string table, string owner, long id, string key, string json) => session.Execute(
        $"INSERT INTO {table} ({owner}, \"key\", value_json) VALUES (@id, @key, @json) ON CONFLICT ({owner}, \"key\") DO UPDATE SET value_json = "
            + "excluded.value_json",
        ("@id", id), ("@key", key), ("@json", json));

    /// <summary>Does something as a whole or not at all.</summary>
    private T Do<T>(Func<StoreSession, T> work, bool reads = false, int tries = Tries)
    {
        for (int attempt = 1; ; attempt++)
        {
            bool isCommitting = false;
            try
            {
                using StoreSession session = new(_dialect, reads);
                T result = work(session);
                isCommitting = true;
                session.Commit();
                return result;
            }
            catch (DbException e) when (e.IsTransient && !isCommitting && attempt < tries)
            {
                // Nothing was done. A commit without an answer is another matter: it may have been.
                Pause(TimeSpan.FromSeconds(attempt));
            }
            catch (Exception e) when (_dialect.Explain(e) is not null)
            {
                throw _dialect.Explain(e)!;
            }
        }
    }
}
