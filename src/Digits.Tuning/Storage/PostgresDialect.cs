using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Digits.Engine;
using Npgsql;

namespace Digits.Tuning;

/// <summary>A study in a PostgreSQL database, for workers on several machines.</summary>
/// <param name="source">Makes connections.</param>
/// <param name="place">How messages call it: host, port and database, no password.</param>
internal sealed class PostgresDialect(NpgsqlDataSource source, string place) : ISqlDialect
{
    public IEnumerable<string> CreateTypes =>
    [
        Type("studydirection", "'NOT_SET', 'MINIMIZE', 'MAXIMIZE'"),
        Type("trialstate", "'RUNNING', 'COMPLETE', 'PRUNED', 'FAIL', 'WAITING'"),
        Type("trialvaluetype", "'FINITE', 'INF_POS', 'INF_NEG'"),
        Type("trialintermediatevaluetype", "'FINITE', 'INF_POS', 'INF_NEG', 'NAN'"),
    ];

    public string Key => "SERIAL";

    public string Real => "FLOAT(53)";

    public string Time => "TIMESTAMP WITHOUT TIME ZONE";

    public string Now => "(CURRENT_TIMESTAMP AT TIME ZONE 'UTC')";

    // Any number that others do not use will do: the letters of "digits".
    public string? LockSchema => "SELECT pg_advisory_xact_lock(110386840822899)";

    public string ForUpdate => "FOR UPDATE";

    public string EnumColumn(string type, int length) => type;

    public string EnumValue(string parameter, string type) => $"CAST({parameter} AS {type})";

    public string SecondsSince(string column) => $"CAST(EXTRACT(EPOCH FROM ({Now} - {column})) AS FLOAT(53))";

    public DbConnection Open() => source.OpenConnection();

    public DbTransaction Begin(DbConnection connection, bool reads) =>
        connection.BeginTransaction(reads ? IsolationLevel.RepeatableRead : IsolationLevel.ReadCommitted);

    public object ToColumn(DateTime universal) => DateTime.SpecifyKind(universal, DateTimeKind.Unspecified);

    public DateTime FromColumn(object value) => DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc);

    public DigitsException? Explain(Exception error)
    {
        return error switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
                Invalid("the user or the password is not accepted; correct them in the URL (postgresql://USER:PASSWORD@HOST/DATABASE) or in PGPASSWORD."),
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
                Invalid("there is no such database; create it, or name another in the URL."),
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } =>
                Invalid("the user may not create or change tables there; ask the database's owner for the right to do so."),
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
                Failed("the database's disk is full; what was done so far is kept: free some space, and continue the study."),
            PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow } ended =>
                Unreachable(ended.MessageText),
            PostgresException postgres => Failed(postgres.MessageText.ReplaceLineEndings(" ")),
            NpgsqlException or TimeoutException or SocketException => Unreachable((error.InnerException ?? error).Message),
            _ => null,
        };

        WorkFailedException Unreachable(string why) =>
            Failed($"cannot be reached ({why.ReplaceLineEndings(" ")}); is the server running, and are host and port right?");
        WorkFailedException Failed(string why) => new($"{place}: {why}", error);
        InvalidInputException Invalid(string why) => new($"{place}: {why}", error);
    }

    private static string Type(string name, string labels) =>
        $"DO $$ BEGIN CREATE TYPE {name} AS ENUM ({labels}); EXCEPTION WHEN duplicate_object THEN NULL; END $$";
}
