using System.Data.Common;
using System.Globalization;

namespace Digits.Tuning;

/// <summary>A connection with a transaction: all or nothing of what is done in it. Writers come one after another.</summary>
internal sealed class StoreSession : IDisposable
{
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;

    internal StoreSession(ISqlDialect dialect, bool reads)
    {
        Dialect = dialect;
        _connection = dialect.Open();
        try
        {
            _transaction = dialect.Begin(_connection, reads);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    internal ISqlDialect Dialect { get; }

    public void Dispose()
    {
        try
        {
            using (_connection)
                _transaction.Dispose();
        }
        catch (DbException)
        {
            // Where a disk is full, SQLite has gone back by itself; that nothing is left to go back from must not hide that.
        }
    }

    internal void Commit() => _transaction.Commit();

    /// <summary>Makes everybody else who would make tables wait until the transaction ends.</summary>
    internal void LockSchema()
    {
        if (Dialect.LockSchema is { } statement)
            Execute(statement);
    }

    /// <summary>Makes everybody else who would add or claim trials of a study wait until the transaction ends.</summary>
    internal void LockStudy(long study) => Number($"SELECT study_id FROM studies WHERE study_id = @study {Dialect.ForUpdate}", ("@study", study));

    /// <summary>Runs a statement; how many rows it changed.</summary>
    internal int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using DbCommand command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>The whole number that a query gives; null where it gives none.</summary>
    internal long? Number(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using DbCommand command = Command(sql, parameters);
        return command.ExecuteScalar() is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The rows that a query gives.</summary>
    internal List<T> Rows<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using DbCommand command = Command(sql, parameters);
        using DbDataReader reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
            rows.Add(read(reader));

        return rows;
    }

    private DbCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        DbCommand command = _connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = sql;
        foreach ((string name, object? value) in parameters)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
