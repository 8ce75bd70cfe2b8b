using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Digits.Engine;

namespace Digits.Tuning;

/// <summary>
/// Studies in a database, in the tables of <see cref="Schema"/>. Any number of workers in any number of processes may use one: a trial is given to one worker only, and what was written
/// stays written when a worker is killed.
/// </summary>
public sealed class StudyStore
{
    private readonly ISqlDialect _dialect;

    private StudyStore(ISqlDialect dialect) => _dialect = dialect;

    /// <summary>Opens a store, and makes its tables where there are none.</summary>
    /// <param name="url"><c>sqlite:///study.db</c>, <c>sqlite:////home/me/study.db</c> or <c>postgresql://user:password@host:5432/database</c>.</param>
    /// <exception cref="DigitsException">The URL is none of these, the database cannot be reached, or its tables are of a version that is not known.</exception>
    public static StudyStore Open(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        StudyStore store = new(StudyStorage.Find(url));
        string revision = store.Do(session =>
        {
            session.LockSchema();
            foreach (string statement in Schema.Create(session.Dialect))
                session.Execute(statement);

            return session.Rows("SELECT version_num FROM alembic_version", row => row.GetString(0))[0];
        });
        return Schema.Known.Contains(revision)
            ? store
            : throw new DigitsException($"{StudyStorage.Hide(url)}: its tables are of Optuna's revision {revision}; {string.Join(" and ", Schema.Known)} are known: 'optuna storage upgrade' brings older ones there.");
    }

    /// <summary>The study of a name, made where there is none.</summary>
    /// <exception cref="DigitsException">There is one with other directions.</exception>
    public StoredStudy Study(string name, params IReadOnlyList<StudyDirection> directions)
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
                    $"INSERT INTO study_directions (direction, study_id, objective) VALUES ({session.Dialect.EnumValue("@direction", "studydirection")}, @study, @objective)",
                    ("@direction", directions[i].ToString().ToUpperInvariant()), ("@study", id), ("@objective", i));
            }

            List<string> stored = session.Rows($"SELECT {Text(session, "direction")} FROM study_directions WHERE study_id = @study ORDER BY objective", row => row.GetString(0), ("@study", id));
            return new StoredStudy(id, name, [.. stored.Select(direction => direction == "MAXIMIZE" ? StudyDirection.Maximize : StudyDirection.Minimize)], isNew);
        });
        return study.Directions.SequenceEqual(directions)
            ? study
            : throw new DigitsException($"The study '{name}' is there with other objectives ({string.Join(", ", study.Directions)}); give another --study.");
    }

    /// <summary>All trials of a study, by number.</summary>
    public IReadOnlyList<Trial> Trials(StoredStudy study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Do(session => TrialReader.Read(session, study.Id));
    }

    /// <summary>Takes a trial that waits, the oldest first, and begins it; null where none waits.</summary>
    public Trial? Claim(StoredStudy study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Do(session =>
        {
            session.LockStudy(study.Id);
            foreach (long trial in session.Rows(
                $"SELECT trial_id FROM trials WHERE study_id = @study AND state = {State(session, "WAITING")} ORDER BY trial_id", row => row.GetInt64(0), ("@study", study.Id)))
            {
                int changed = session.Execute(
                    $"UPDATE trials SET state = {State(session, "RUNNING")}, datetime_start = @now WHERE trial_id = @trial AND state = {State(session, "WAITING")}",
                    ("@now", session.Dialect.ToColumn(DateTime.UtcNow)), ("@trial", trial));
                if (changed == 1)
                    return TrialReader.Read(session, study.Id, trial)[0];
            }

            return null;
        });
    }

    /// <summary>Begins a new trial; null where the study has so many already, failed ones not counted.</summary>
    public Trial? Begin(StoredStudy study, int most = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Do(session =>
        {
            session.LockStudy(study.Id);
            long count = session.Number($"SELECT COUNT(*) FROM trials WHERE study_id = @study AND state <> {State(session, "FAIL")}", ("@study", study.Id))!.Value;
            return count >= most ? null : TrialReader.Read(session, study.Id, Add(session, study.Id, "RUNNING", DateTime.UtcNow))[0];
        });
    }

    /// <summary>Gives a trial back: it fails, and another with its values waits for a worker.</summary>
    public void GiveBack(StoredStudy study, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(trial);
        Do(session =>
        {
            session.LockStudy(study.Id);
            return Fail(session, study.Id, trial.Id, retries: int.MaxValue);
        });
    }

    /// <summary>Puts a trial in line for any worker.</summary>
    /// <param name="study">The study.</param>
    /// <param name="fixedParameters">The values that it has to try, as JSON: <c>{"learning-rate": 0.001}</c>; parameters that are left out are chosen by the sampler.</param>
    /// <param name="attributes">System attributes besides, by key: JSON.</param>
    public void Enqueue(StoredStudy study, JsonObject fixedParameters, IReadOnlyDictionary<string, string>? attributes = null)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(fixedParameters);
        Do(session => Enqueue(session, study.Id, fixedParameters, attributes ?? new Dictionary<string, string>(StringComparer.Ordinal)));
    }

    /// <summary>Writes what a trial tries.</summary>
    public void SetParameters(Trial trial, SearchSpace space, IReadOnlyDictionary<string, double> values)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(values);
        Do(session =>
        {
            foreach ((string name, double value) in values)
            {
                session.Execute(
                    "INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json) VALUES (@trial, @name, @value, @distribution) ON CONFLICT (trial_id, param_name) DO UPDATE SET param_value = excluded.param_value, distribution_json = excluded.distribution_json",
                    ("@trial", trial.Id), ("@name", name), ("@value", value), ("@distribution", space[name].Distribution.ToJson()));
            }

            return true;
        });
    }

    /// <summary>Writes a value on the way.</summary>
    public void Report(Trial trial, int step, double value)
    {
        ArgumentNullException.ThrowIfNull(trial);
        Do(session => session.Execute(
            $"INSERT INTO trial_intermediate_values (trial_id, step, intermediate_value, intermediate_value_type) VALUES (@trial, @step, @value, {session.Dialect.EnumValue("@type", "trialintermediatevaluetype")}) ON CONFLICT (trial_id, step) DO UPDATE SET intermediate_value = excluded.intermediate_value, intermediate_value_type = excluded.intermediate_value_type",
            ("@trial", trial.Id), ("@step", step), ("@value", double.IsFinite(value) ? value : null), ("@type", TypeOf(value))));
    }

    /// <summary>Ends a trial. False where it had ended before, because another worker took this one for dead: then nothing is written.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="state">How it ended.</param>
    /// <param name="values">One value an objective for a complete one; the last intermediate for a pruned one; none for a failed one.</param>
    public bool Finish(Trial trial, TrialState state, params IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(values);
        return Do(session =>
        {
            int changed = session.Execute(
                $"UPDATE trials SET state = {State(session, state.ToString().ToUpperInvariant())}, datetime_complete = @now WHERE trial_id = @trial AND state = {State(session, "RUNNING")}",
                ("@now", session.Dialect.ToColumn(DateTime.UtcNow)), ("@trial", trial.Id));
            for (int i = 0; changed == 1 && i < values.Count; i++)
            {
                session.Execute(
                    $"INSERT INTO trial_values (trial_id, objective, value, value_type) VALUES (@trial, @objective, @value, {session.Dialect.EnumValue("@type", "trialvaluetype")})",
                    ("@trial", trial.Id), ("@objective", i), ("@value", double.IsFinite(values[i]) ? values[i] : null), ("@type", TypeOf(values[i])));
            }

            return changed == 1;
        });
    }

    /// <summary>Says that a trial's worker is alive.</summary>
    public void Beat(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        Do(session => session.Execute(
            $"INSERT INTO trial_heartbeats (trial_id, heartbeat) VALUES (@trial, {session.Dialect.Now}) ON CONFLICT (trial_id) DO UPDATE SET heartbeat = excluded.heartbeat", ("@trial", trial.Id)));
    }

    /// <summary>
    /// Fails trials whose worker has said nothing for so long, and puts each in line again, as often as is allowed. Trials without any heartbeat are left alone: their worker may never have promised one.
    /// </summary>
    /// <returns>How many were failed.</returns>
    public int FailDead(StoredStudy study, TimeSpan grace, int retries)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Do(session =>
        {
            session.LockStudy(study.Id);
            List<long> dead = session.Rows(
                $"SELECT trials.trial_id FROM trials JOIN trial_heartbeats ON trial_heartbeats.trial_id = trials.trial_id WHERE study_id = @study AND state = {State(session, "RUNNING")} AND {session.Dialect.SecondsSince("heartbeat")} > @grace",
                row => row.GetInt64(0), ("@study", study.Id), ("@grace", grace.TotalSeconds));
            return dead.Sum(id => Fail(session, study.Id, id, retries));
        });
    }

    /// <summary>Writes an attribute of a trial, JSON, over the one of that key.</summary>
    public void SetAttribute(Trial trial, string key, string json, bool system = false)
    {
        ArgumentNullException.ThrowIfNull(trial);
        Do(session => SetAttribute(session, system ? "trial_system_attributes" : "trial_user_attributes", "trial_id", trial.Id, key, json));
    }

    /// <summary>Writes an attribute of a study, JSON, over the one of that key.</summary>
    public void SetAttribute(StoredStudy study, string key, string json, bool system = false)
    {
        ArgumentNullException.ThrowIfNull(study);
        Do(session => SetAttribute(session, system ? "study_system_attributes" : "study_user_attributes", "study_id", study.Id, key, json));
    }

    /// <summary>The attributes of a study, by key: JSON.</summary>
    public IReadOnlyDictionary<string, string> Attributes(StoredStudy study, bool system = false)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Do(session => session.Rows(
            $"SELECT \"key\", value_json FROM {(system ? "study_system_attributes" : "study_user_attributes")} WHERE study_id = @study",
            row => (Key: row.GetString(0), Value: row.GetString(1)),
            ("@study", study.Id))).ToDictionary(row => row.Key, row => row.Value, StringComparer.Ordinal);
    }

    /// <summary>An enum's column as text.</summary>
    internal static string Text(StoreSession session, string column) => session.Dialect is PostgresDialect ? $"CAST({column} AS TEXT)" : column;

    private static string TypeOf(double value) =>
        double.IsNaN(value) ? "NAN" : double.IsPositiveInfinity(value) ? "INF_POS" : double.IsNegativeInfinity(value) ? "INF_NEG" : "FINITE";

    private static string State(StoreSession session, string name) => session.Dialect.EnumValue($"'{name}'", "trialstate");

    private static int SetAttribute(StoreSession session, string table, string owner, long id, string key, string json) => session.Execute(
        $"INSERT INTO {table} ({owner}, \"key\", value_json) VALUES (@id, @key, @json) ON CONFLICT ({owner}, \"key\") DO UPDATE SET value_json = excluded.value_json",
        ("@id", id), ("@key", key), ("@json", json));

    /// <summary>Adds a trial; its number is how many came before.</summary>
    private static long Add(StoreSession session, long study, string state, DateTime? started)
    {
        session.LockStudy(study);
        return session.Number(
            $"INSERT INTO trials (number, study_id, state, datetime_start) VALUES ((SELECT COUNT(*) FROM trials WHERE study_id = @study), @study, {State(session, state)}, @started) RETURNING trial_id",
            ("@study", study), ("@started", started is { } time ? session.Dialect.ToColumn(time) : null))!.Value;
    }

    private static long Enqueue(StoreSession session, long study, JsonObject fixedParameters, IReadOnlyDictionary<string, string> attributes)
    {
        long id = Add(session, study, "WAITING", null);
        SetAttribute(session, "trial_system_attributes", "trial_id", id, "fixed_params", fixedParameters.ToJsonString());
        foreach ((string key, string json) in attributes)
            SetAttribute(session, "trial_system_attributes", "trial_id", id, key, json);

        return id;
    }

    private static int Fail(StoreSession session, long study, long id, int retries)
    {
        int changed = session.Execute(
            $"UPDATE trials SET state = {State(session, "FAIL")}, datetime_complete = @now WHERE trial_id = @trial AND state = {State(session, "RUNNING")}",
            ("@now", session.Dialect.ToColumn(DateTime.UtcNow)), ("@trial", id));
        if (changed == 1)
            Retry(session, study, TrialReader.Read(session, study, id)[0], retries);

        return changed;
    }

    /// <summary>The same values in a new trial, with the numbers of all that failed with them.</summary>
    private static void Retry(StoreSession session, long study, Trial failed, int retries)
    {
        int[] history = failed.SystemAttributes.TryGetValue("retry_history", out string? json) ? JsonSerializer.Deserialize(json, TuningJson.Default.Int32Array)! : [];
        if (history.Length >= retries)
            return;

        int[] numbers = [.. history, failed.Number];
        JsonObject values = [];
        foreach ((string name, double value) in failed.Parameters)
            values[name] = failed.Distributions[name].External(value);

        // Killed before it had chosen: then it had perhaps been told what to try.
        if (values.Count == 0 && failed.SystemAttributes.TryGetValue("fixed_params", out string? told))
            values = JsonNode.Parse(told)!.AsObject();

        Enqueue(session, study, values, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["failed_trial"] = numbers[0].ToString(CultureInfo.InvariantCulture),
            ["retry_history"] = JsonSerializer.Serialize(numbers, TuningJson.Default.Int32Array),
        });
    }

    /// <summary>Does something as a whole or not at all.</summary>
    private T Do<T>(Func<StoreSession, T> work)
    {
        try
        {
            using StoreSession session = new(_dialect);
            T result = work(session);
            session.Commit();
            return result;
        }
        catch (Exception e) when (e is DbException or TimeoutException && _dialect.Explain(e) is { } explanation)
        {
            throw new DigitsException(explanation, e);
        }
    }
}
