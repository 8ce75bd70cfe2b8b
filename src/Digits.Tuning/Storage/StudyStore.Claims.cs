using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Digits.Tuning;

/// <content>How trials come to workers, and what becomes of trials whose worker is gone.</content>
internal sealed partial class StudyStore
{
    /// <summary>Takes a trial that waits, the oldest first, and begins it with its first heartbeat; null where none waits.</summary>
    internal Trial? Claim(StoredStudy study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Do(session =>
        {
            session.LockStudy(study.Id);
            long? waiting = session.Number(
                $"SELECT MIN(trial_id) FROM trials WHERE study_id = @study AND state = {State(session, "WAITING")}",
                ("@study", study.Id));
            if (waiting is not { } trial)
                return null;

            // Other programs do not always lock the study before they take a trial, so ask for its state once more.
            int changed = session.Execute(
                $"UPDATE trials SET state = {State(session, "RUNNING")}, datetime_start = @now WHERE trial_id = @trial AND state = {State(session, "WAITING")}",
                ("@now", session.Dialect.ToColumn(DateTime.UtcNow)), ("@trial", trial));
            return changed == 1 ? Begun(session, study.Id, trial) : null;
        });
    }

    /// <summary>Begins a new trial with its first heartbeat; null where the study has so many already, failed ones not counted.</summary>
    internal Trial? Begin(StoredStudy study, int most = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Do(session =>
        {
            session.LockStudy(study.Id);
            long count = session.Number(
                $"SELECT COUNT(*) FROM trials WHERE study_id = @study AND state <> {State(session, "FAIL")}",
                ("@study", study.Id))!.Value;
            return count >= most ? null : Begun(session, study.Id, Add(session, study.Id, "RUNNING", DateTime.UtcNow));
        });
    }

    /// <summary>Whether a worker is at a trial that will come back should the worker die.</summary>
    internal bool IsAnyAtWork(StoredStudy study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Do(
            session => session.Number(
                "SELECT COUNT(*) FROM trials JOIN trial_heartbeats ON trial_heartbeats.trial_id = trials.trial_id WHERE study_id = @study AND state = "
                    + $"{State(session, "RUNNING")}", ("@study", study.Id)),
            reads: true) > 0;
    }

    /// <summary>Puts a trial in line for any worker.</summary>
    /// <param name="study">The study.</param>
    /// <param name="fixedParameters">The values that it has to try, as JSON: <c>{"learning-rate": 0.001}</c>; parameters that are left out are chosen by the
    /// sampler.</param>
    /// <param name="attributes">System attributes besides, by key: JSON.</param>
    internal void Enqueue(StoredStudy study, JsonObject fixedParameters, IReadOnlyDictionary<string, string>? attributes = null)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(fixedParameters);
        Do(session => Enqueue(session, study.Id, fixedParameters, attributes ?? new Dictionary<string, string>(StringComparer.Ordinal)));
    }

    /// <summary>Gives a trial back: it fails, and another with its values waits for a worker.</summary>
    internal void GiveBack(StoredStudy study, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(trial);
        Do(session =>
        {
            session.LockStudy(study.Id);
            return Fail(session, study.Id, trial.Id, retries: int.MaxValue, "interrupted");
        });
    }

    /// <summary>
    /// Fails trials whose worker has said nothing for so long, and puts each in line again, as often as is allowed. Trials without any heartbeat are left
    /// alone: their worker never promised one.
    /// </summary>
    /// <returns>How many were failed.</returns>
    internal int FailDead(StoredStudy study, TimeSpan grace, int retries)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Do(session =>
        {
            session.LockStudy(study.Id);
            List<long> dead = session.Rows(
                "SELECT trials.trial_id FROM trials JOIN trial_heartbeats ON trial_heartbeats.trial_id = trials.trial_id WHERE study_id = @study AND state "
                    + $"= {State(session, "RUNNING")} AND {session.Dialect.SecondsSince("heartbeat")} > @grace",
                row => row.GetInt64(0), ("@study", study.Id), ("@grace", grace.TotalSeconds));
            return dead.Sum(id => Fail(session, study.Id, id, retries, FormattableString.Invariant($"its worker said nothing for {grace.TotalSeconds:0.#} s")));
        });
    }

    /// <summary>The first heartbeat comes with the trial: a worker killed between the two would leave it running for ever.</summary>
    private static Trial Begun(StoreSession session, long study, long trial)
    {
        Beat(session, trial);
        return TrialReader.Read(session, study, trial)[0];
    }

    /// <summary>Adds a trial; its number is how many came before.</summary>
    private static long Add(StoreSession session, long study, string state, DateTime? started)
    {
        session.LockStudy(study);
        return session.Number(
            "INSERT INTO trials (number, study_id, state, datetime_start) VALUES ((SELECT COUNT(*) FROM trials WHERE study_id = @study), @study, "
                + $"{State(session, state)}, @started) RETURNING trial_id",
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

    private static int Fail(StoreSession session, long study, long id, int retries, string why)
    {
        int changed = session.Execute(
            $"UPDATE trials SET state = {State(session, "FAIL")}, datetime_complete = @now WHERE trial_id = @trial AND state = {State(session, "RUNNING")}",
            ("@now", session.Dialect.ToColumn(DateTime.UtcNow)), ("@trial", id));
        if (changed == 1)
        {
            SetAttribute(session, "trial_user_attributes", "trial_id", id, "error", JsonValue.Create(why).ToJsonString());
            Retry(session, study, TrialReader.Read(session, study, id)[0], retries);
        }

        return changed;
    }

    /// <summary>The same values in a new trial, with the numbers of all that failed with them.</summary>
    private static void Retry(StoreSession session, long study, Trial failed, int retries)
    {
        int[] history = failed.SystemAttributes.TryGetValue("retry_history", out string? json)
            ? JsonSerializer.Deserialize(json, TuningJson.Default.Int32Array)!
            : [];
        if (history.Length >= retries)
            return;

        int[] numbers = [.. history, failed.Number];
        Enqueue(session, study, FixedValues.Of(failed), new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["failed_trial"] = numbers[0].ToString(CultureInfo.InvariantCulture),
            ["retry_history"] = JsonSerializer.Serialize(numbers, TuningJson.Default.Int32Array),
        });
    }
}
