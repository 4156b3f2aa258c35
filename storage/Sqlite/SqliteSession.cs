using Microsoft.Data.Sqlite;

namespace Shipments.Storage;

/// <summary>One connection with its prepared, reused statements. Belongs to one thread.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    public SqliteSession(string file, string synchronous, int checkpointPages)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 30 };
        _connection = new SqliteConnection(settings.ToString());
        _connection.Open();
        Execute($"PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous};");
        Execute($"PRAGMA wal_autocheckpoint = {checkpointPages}; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;");
    }

    /// <summary>Runs statements that are not worth preparing.</summary>
    public void Execute(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
#pragma warning disable CA2100 // The text is a constant of this assembly or made of such constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>A prepared statement of which there is one a text. Parameters are bound by position with <see cref="SqliteStatement.Bind"/>.</summary>
    public SqliteStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out SqliteStatement? statement))
            _statements[sql] = statement = new SqliteStatement(_connection, sql);
        return statement;
    }

    /// <summary>Runs <paramref name="work"/> in one transaction that holds the write lock from its start.</summary>
    public T InTransaction<T>(Func<T> work) => InTransaction("BEGIN IMMEDIATE", work);

    /// <summary>Runs <paramref name="work"/> on one snapshot.</summary>
    public T InTransactionForReading<T>(Func<T> work) => InTransaction("BEGIN", work);

    public void Dispose()
    {
        foreach (SqliteStatement statement in _statements.Values)
            statement.Dispose();
        _connection.Dispose();
    }

    private T InTransaction<T>(string begin, Func<T> work)
    {
        Statement(begin).Run();
        bool done = false;
        try
        {
            T result = work();
            Statement("COMMIT").Run();
            done = true;
            return result;
        }
        finally
        {
            if (!done)
                RollBack();
        }
    }

    /// <summary>After some errors SQLite has rolled back by itself, and says so with another error; both leave no transaction.</summary>
    private void RollBack()
    {
        try
        {
            Statement("ROLLBACK").Run();
        }
        catch (SqliteException alreadyRolledBack) when (alreadyRolledBack.SqliteErrorCode == SQLitePCL.raw.SQLITE_ERROR)
        {
        }
    }
}
