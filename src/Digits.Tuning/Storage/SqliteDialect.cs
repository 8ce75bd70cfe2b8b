using System.Data.Common;
using System.Globalization;
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

    public DateTime FromColumn(object value) => DateTime.Parse((string)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public string? Explain(Exception error) => error is not SqliteException sqlite ? null : sqlite.SqliteErrorCode switch
    {
        5 or 6 => $"{path}: is locked by another program for more than {PatienceInSeconds} s; stop that, or give another --storage.",
        8 => $"{path}: cannot be written to; give a file in a folder that you may write to.",
        11 or 26 => $"{path}: is damaged or no SQLite file; give another --storage.",
        13 => $"{path}: the disk is full; what was done so far is kept: make room, and give the same command again.",
        14 => $"{path}: cannot be opened; give a file in a folder that exists and that you may write to.",
        10 => $"{path}: cannot be read or written (an error of the disk); what was done so far is kept.",
        _ => $"{path}: {sqlite.Message.ReplaceLineEndings(" ")}",
    };
}
