using System.Data.Common;
using Digits.Engine;

namespace Digits.Tuning;

/// <summary>Where the databases differ.</summary>
internal interface ISqlDialect
{
    /// <summary>Statements that make the enum types, where there are such.</summary>
    IEnumerable<string> CreateTypes { get; }

    /// <summary>The type of a key that counts by itself.</summary>
    string Key { get; }

    /// <summary>The type of a number of double precision.</summary>
    string Real { get; }

    /// <summary>The type of a point in time.</summary>
    string Time { get; }

    /// <summary>The type of a column that holds an enum's names.</summary>
    string EnumColumn(string type, int length);

    /// <summary>A parameter that holds an enum's name.</summary>
    string EnumValue(string parameter, string type);

    /// <summary>The database's own clock, universal time.</summary>
    string Now { get; }

    /// <summary>The seconds between a point in time and the database's clock.</summary>
    string SecondsSince(string column);

    /// <summary>Opens a connection.</summary>
    DbConnection Open();

    /// <summary>Begins a transaction.</summary>
    /// <param name="connection">A connection of this dialect.</param>
    /// <param name="reads">Whether it only reads: then all that it reads is of one moment.</param>
    DbTransaction Begin(DbConnection connection, bool reads);

    /// <summary>A query that makes everybody else who would make tables wait until the transaction ends; null where every transaction does.</summary>
    string? LockSchema { get; }

    /// <summary>What a query of one row ends with so that others who would change the row wait until the transaction ends.</summary>
    string ForUpdate { get; }

    /// <summary>A point in time as the column takes it.</summary>
    object ToColumn(DateTime universal);

    /// <summary>A point in time from the column.</summary>
    DateTime FromColumn(object value);

    /// <summary>
    /// The database's error with what went wrong and how to mend it, in a line: failed work where the database is gone or full, else input that cannot be used.
    /// Null where the error is not the
    /// database's.
    /// </summary>
    DigitsException? Explain(Exception error);
}
