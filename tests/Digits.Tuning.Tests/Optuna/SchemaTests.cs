using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Digits.Tuning.Tests.Optuna;

/// <summary>
/// Our tables are Optuna's own: columns and their order, types, keys, constraints and indices. Revision v3.2.0.a has one index more than Optuna 3.1 makes.
/// </summary>
[Trait("Category", "Slow")]
public sealed class SchemaTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [SkippableFact]
    public void In_a_file()
    {
        (string[] ours, string[] theirs) = Make(name => $"sqlite:///{_folder[name]}", url => Lines(
            new SqliteConnection($"Data Source={url["sqlite:///".Length..]}"),
            "SELECT t.name, c.cid, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'",
            "SELECT t.name, i.name, i.\"unique\", i.origin, i.partial, c.seqno, c.name FROM sqlite_master t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c WHERE t.type = 'table'",
            "SELECT t.name, k.\"table\", k.\"from\", k.\"to\", k.on_update, k.on_delete FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) k WHERE t.type = 'table'"));

        ours.Except(["trials|ix_trials_study_id|0|c|0|0|study_id"]).ShouldBe(theirs);
    }

    [SkippableFact]
    public void On_a_server()
    {
        (string[] ours, string[] theirs) = Make(_ => server.NewDatabase(), url => Lines(
            new NpgsqlConnection(new NpgsqlConnectionStringBuilder
            {
                Host = "127.0.0.1",
                Port = new Uri(url).Port,
                Username = "digits",
                Password = "right",
                Database = url.Split('/')[^1],
                Pooling = false
            }.ToString()),
            "SELECT table_name, ordinal_position, column_name, data_type, udt_name, character_maximum_length, numeric_precision, datetime_precision, is_nullable, column_default FROM information_schema.columns WHERE table_schema = 'public'",
            "SELECT conrelid::regclass::text, conname, contype, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
            "SELECT typname, enumsortorder, enumlabel FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid"));

        ours.Except(["CREATE INDEX ix_trials_study_id ON public.trials USING btree (study_id)"]).ShouldBe(theirs);
    }

    private static (string[] Ours, string[] Theirs) Make(Func<string, string> url, Func<string, string[]> read)
    {
        (string ours, string theirs) = (url("ours.db"), url("theirs.db"));
        OptunaProgram.Run("studies.py", "tables", theirs, "none");
        StudyStore.Open(ours);
        return (read(ours), read(theirs));
    }

    /// <summary>The rows of queries as text, in order.</summary>
    private static string[] Lines(DbConnection connection, params string[] queries)
    {
        using DbConnection open = connection;
        open.Open();
        List<string> lines = [];
        foreach (string query in queries)
        {
            using DbCommand command = open.CreateCommand();
            command.CommandText = query;
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
                lines.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
