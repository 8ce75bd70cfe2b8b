using System.Data.Common;
using System.Globalization;
using Digits.Engine;
using Microsoft.Data.Sqlite;

namespace Digits.Tuning;

/// <summary>A study in a file.</summary>
/// <param name="path">The file.</param>
internal sealed class SqliteDialect(string path) : ISqlDialect
{
    /// <summary>Several processes write by turns; each waits so long for its own.</summary>
    private const int PatienceInSeconds = 120;

    public IEnumerable<string> CreateTypes => [];

    public string Key => "INTEGER";

    public string Real => "FLOAT";

    public string Time => "DATETIME";

    public string Now => "strftime('%Y-%m-%d %H:%M:%f000', 'now')";

    public string? LockSchema => null;

    public string ForUpdate => "";

    public string EnumColumn(string type, int length) => $"VARCHAR({length})";

    public string EnumValue(string parameter, string type) => parameter;

    public string SecondsSince(string column) => $"(julianday('now') - julianday({column})) * 86400.0";

    public DbConnection Open()
    {
        SQLitePCL.Batteries_V2.Init();
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = PatienceInSeconds }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>With the lock of the whole file, also to read: a writer would have to wait for readers when it ends, and not when it begins.</summary>
    public DbTransaction Begin(DbConnection connection, bool reads) => connection.BeginTransaction();

    public object ToColumn(DateTime universal) => universal.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    public DateTime FromColumn(object value) =>
        DateTime.Parse((string)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public DigitsException? Explain(Exception error)
    {
        if (error is not SqliteException sqlite)
            return null;

        return sqlite.SqliteErrorCode switch
        {
            5 or 6 => Failed($"another program has locked it for more than {PatienceInSeconds} s; stop that program, or use another file."),
            8 => Invalid("cannot be written to; give a file in a folder that you may write to."),
            10 => Failed("cannot be read or written (an error of the disk); what was done so far is kept."),
            11 or 26 => Invalid("is damaged or not an SQLite file; give another file."),
            13 => Failed("the disk is full; what was done so far is kept: free some space, and continue the study."),
            14 => Invalid("cannot be opened; give a file in a folder that exists and that you may write to."),
            _ => Failed(sqlite.Message.ReplaceLineEndings(" ")),
        };

        WorkFailedException Failed(string why) => new($"{path}: {why}", error);
        InvalidInputException Invalid(string why) => new($"{path}: {why}", error);
    }
}
