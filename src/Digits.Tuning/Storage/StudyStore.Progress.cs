namespace Digits.Tuning;

/// <content>What a worker writes about its trial. Once the trial is over, because another worker took this one for dead, nothing more is written.</content>
internal sealed partial class StudyStore
{
    /// <summary>Writes what a trial tries.</summary>
    /// <returns>False where the trial is over: then nothing is written.</returns>
    internal bool SetParameters(Trial trial, SearchSpace space, IReadOnlyDictionary<string, double> values)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(values);
        return WhileRunning(trial, session =>
        {
            foreach ((string name, double value) in values)
            {
                session.Execute(
                    "INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json) VALUES (@trial, @name, @value, @distribution) ON "
                        + "CONFLICT (trial_id, param_name) DO UPDATE SET param_value = excluded.param_value, distribution_json = excluded.distribution_json",
                    ("@trial", trial.Id), ("@name", name), ("@value", value), ("@distribution", space[name].Distribution.ToJson()));
            }
        });
    }

    /// <summary>Writes a value on the way.</summary>
    /// <returns>False where the trial is over: then nothing is written.</returns>
    internal bool Report(Trial trial, int step, double value)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return WhileRunning(trial, session => session.Execute(
            "INSERT INTO trial_intermediate_values (trial_id, step, intermediate_value, intermediate_value_type) VALUES (@trial, @step, @value, "
                + $"{session.Dialect.EnumValue("@type", "trialintermediatevaluetype")}) ON CONFLICT (trial_id, step) DO UPDATE SET intermediate_value = "
                + "excluded.intermediate_value, intermediate_value_type = excluded.intermediate_value_type",
            ("@trial", trial.Id), ("@step", step), ("@value", double.IsFinite(value) ? value : null), ("@type", TypeOf(value))));
    }

    /// <summary>Writes an attribute of a trial, JSON, over the one of that key.</summary>
    /// <returns>False where the trial is over: then nothing is written.</returns>
    internal bool SetAttribute(Trial trial, string key, string json, bool system = false)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return WhileRunning(
            trial,
            session => SetAttribute(session, system ? "trial_system_attributes" : "trial_user_attributes", "trial_id", trial.Id, key, json));
    }

    /// <summary>Ends a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="state">How it ended.</param>
    /// <param name="values">One value an objective for a complete one; the last intermediate for a pruned one; none for a failed one.</param>
    /// <returns>False where the trial was over before: then nothing is written.</returns>
    internal bool Finish(Trial trial, TrialState state, params IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(values);
        return WhileRunning(trial, session =>
        {
            session.Execute(
                $"UPDATE trials SET state = {State(session, state.ToString().ToUpperInvariant())}, datetime_complete = @now WHERE trial_id = @trial",
                ("@now", session.Dialect.ToColumn(DateTime.UtcNow)), ("@trial", trial.Id));
            for (int i = 0; i < values.Count; i++)
            {
                session.Execute(
                    "INSERT INTO trial_values (trial_id, objective, value, value_type) VALUES (@trial, @objective, @value, "
                        + $"{session.Dialect.EnumValue("@type", "trialvaluetype")})",
                    ("@trial", trial.Id), ("@objective", i), ("@value", double.IsFinite(values[i]) ? values[i] : null), ("@type", TypeOf(values[i])));
            }
        });
    }

    /// <summary>Says that a trial's worker is alive.</summary>
    internal void Beat(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        Do(session => Beat(session, trial.Id));
    }

    private static int Beat(StoreSession session, long trial) => session.Execute(
        $"INSERT INTO trial_heartbeats (trial_id, heartbeat) VALUES (@trial, {session.Dialect.Now}) ON CONFLICT (trial_id) DO UPDATE SET heartbeat = "
            + "excluded.heartbeat", ("@trial", trial));

    private static string TypeOf(double value) =>
        double.IsNaN(value) ? "NAN" : double.IsPositiveInfinity(value) ? "INF_POS" : double.IsNegativeInfinity(value) ? "INF_NEG" : "FINITE";

    /// <summary>Writes, unless the trial is over; nobody can end it meanwhile.</summary>
    private bool WhileRunning(Trial trial, Action<StoreSession> write) => Do(session =>
    {
        bool isRunning = session.Number(
            $"SELECT trial_id FROM trials WHERE trial_id = @trial AND state = {State(session, "RUNNING")} {session.Dialect.ForUpdate}",
            ("@trial", trial.Id)) is not null;
        if (isRunning)
            write(session);

        return isRunning;
    });
}
