namespace Digits.Tuning;

/// <summary>
/// The tables of Optuna's relational storage, revision v3.2.0.a: what Optuna 3.2 and later and optuna-dashboard open. Columns, order, types and constraints are
/// Optuna's own, so that a study may be begun by
/// either and continued by the other.
/// </summary>
internal static class Schema
{
    /// <summary>The revision that readers ask for.</summary>
    internal const string Revision = "v3.2.0.a";

    /// <summary>Revisions with the same columns: the last only added an index.</summary>
    internal static readonly string[] Known = [Revision, "v3.0.0.d"];

    /// <summary>Statements that make what is not there.</summary>
    internal static IEnumerable<string> Create(ISqlDialect dialect)
    {
        foreach (string statement in dialect.CreateTypes)
            yield return statement;

        string key = dialect.Key;
        string real = dialect.Real;
        string time = dialect.Time;
        yield return $"""
            CREATE TABLE IF NOT EXISTS studies (
                study_id {key} NOT NULL,
                study_name VARCHAR(512) NOT NULL,
                PRIMARY KEY (study_id))
            """;
        yield return "CREATE UNIQUE INDEX IF NOT EXISTS ix_studies_study_name ON studies (study_name)";
        yield return $"""
            CREATE TABLE IF NOT EXISTS version_info (
                version_info_id INTEGER NOT NULL,
                schema_version INTEGER,
                library_version VARCHAR(256),
                PRIMARY KEY (version_info_id),
                CHECK (version_info_id=1))
            """;
        yield return $"""
            CREATE TABLE IF NOT EXISTS study_directions (
                study_direction_id {key} NOT NULL,
                direction {dialect.EnumColumn("studydirection", 8)} NOT NULL,
                study_id INTEGER NOT NULL,
                objective INTEGER NOT NULL,
                PRIMARY KEY (study_direction_id),
                UNIQUE (study_id, objective),
                FOREIGN KEY(study_id) REFERENCES studies (study_id))
            """;
        yield return Attributes("study", "user", "studies", key);
        yield return Attributes("study", "system", "studies", key);
        yield return $"""
            CREATE TABLE IF NOT EXISTS trials (
                trial_id {key} NOT NULL,
                number INTEGER,
                study_id INTEGER,
                state {dialect.EnumColumn("trialstate", 8)} NOT NULL,
                datetime_start {time},
                datetime_complete {time},
                PRIMARY KEY (trial_id),
                FOREIGN KEY(study_id) REFERENCES studies (study_id))
            """;
        yield return "CREATE INDEX IF NOT EXISTS ix_trials_study_id ON trials (study_id)";
        yield return Attributes("trial", "user", "trials", key);
        yield return Attributes("trial", "system", "trials", key);
        yield return $"""
            CREATE TABLE IF NOT EXISTS trial_params (
                param_id {key} NOT NULL,
                trial_id INTEGER,
                param_name VARCHAR(512),
                param_value {real},
                distribution_json TEXT,
                PRIMARY KEY (param_id),
                UNIQUE (trial_id, param_name),
                FOREIGN KEY(trial_id) REFERENCES trials (trial_id))
            """;
        yield return $"""
            CREATE TABLE IF NOT EXISTS trial_values (
                trial_value_id {key} NOT NULL,
                trial_id INTEGER NOT NULL,
                objective INTEGER NOT NULL,
                value {real},
                value_type {dialect.EnumColumn("trialvaluetype", 7)} NOT NULL,
                PRIMARY KEY (trial_value_id),
                UNIQUE (trial_id, objective),
                FOREIGN KEY(trial_id) REFERENCES trials (trial_id))
            """;
        yield return $"""
            CREATE TABLE IF NOT EXISTS trial_intermediate_values (
                trial_intermediate_value_id {key} NOT NULL,
                trial_id INTEGER NOT NULL,
                step INTEGER NOT NULL,
                intermediate_value {real},
                intermediate_value_type {dialect.EnumColumn("trialintermediatevaluetype", 7)} NOT NULL,
                PRIMARY KEY (trial_intermediate_value_id),
                UNIQUE (trial_id, step),
                FOREIGN KEY(trial_id) REFERENCES trials (trial_id))
            """;
        yield return $"""
            CREATE TABLE IF NOT EXISTS trial_heartbeats (
                trial_heartbeat_id {key} NOT NULL,
                trial_id INTEGER NOT NULL,
                heartbeat {time} NOT NULL,
                PRIMARY KEY (trial_heartbeat_id),
                UNIQUE (trial_id),
                FOREIGN KEY(trial_id) REFERENCES trials (trial_id))
            """;
        yield return """
            CREATE TABLE IF NOT EXISTS alembic_version (
                version_num VARCHAR(32) NOT NULL,
                CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))
            """;
        yield return "INSERT INTO version_info (version_info_id, schema_version, library_version) VALUES (1, 12, 'Digits') ON CONFLICT DO NOTHING";
        yield return $"INSERT INTO alembic_version (version_num) SELECT '{Revision}' WHERE NOT EXISTS (SELECT 1 FROM alembic_version)";
    }

    private static string Attributes(string of, string whose, string parent, string key) => $"""
        CREATE TABLE IF NOT EXISTS {of}_{whose}_attributes (
            {of}_{whose}_attribute_id {key} NOT NULL,
            {of}_id INTEGER,
            "key" VARCHAR(512),
            value_json TEXT,
            PRIMARY KEY ({of}_{whose}_attribute_id),
            UNIQUE ({of}_id, "key"),
            FOREIGN KEY({of}_id) REFERENCES {parent} ({of}_id))
        """;
}
