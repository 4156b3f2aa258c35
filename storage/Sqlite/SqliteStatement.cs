using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Shipments.Storage;

/// <summary>A prepared statement with numbered parameters <c>@0</c>, <c>@1</c> and so on.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private static readonly string[] _names = [.. Enumerable.Range(0, 16).Select(i => "@" + i.ToString(CultureInfo.InvariantCulture))];

    private readonly SqliteCommand _command;
    private bool _prepared;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is a constant of this assembly.
        _command.CommandText = sql;
#pragma warning restore CA2100
    }

    /// <summary>Sets a parameter; null is NULL.</summary>
    public SqliteStatement Bind(int index, object? value)
    {
        while (_command.Parameters.Count <= index)
            _command.Parameters.Add(new SqliteParameter { ParameterName = _names[_command.Parameters.Count] });
        _command.Parameters[index].Value = value ?? DBNull.Value;
        return this;
    }

    /// <summary>Sets a parameter to bytes; <paramref name="size"/> of them are taken.</summary>
    public SqliteStatement BindBytes(int index, byte[] value, int size)
    {
        Bind(index, value);
        _command.Parameters[index].Size = size;
        return this;
    }

    /// <summary>Runs it and gives how many rows changed.</summary>
    public int Run()
    {
        Prepare();
        return _command.ExecuteNonQuery();
    }

    /// <summary>Runs it and gives the first column of the first row as a number, or <paramref name="none"/> without a row.</summary>
    public long Number(long none = 0)
    {
        Prepare();
        object? value = _command.ExecuteScalar();
        return value is null or DBNull ? none : Convert.ToInt64(value, CultureInfo.InvariantCulture);
    }

    public SqliteDataReader Read()
    {
        Prepare();
        return _command.ExecuteReader();
    }

    /// <summary>Runs it and makes a list of its rows.</summary>
    public List<T> List<T>(Func<SqliteDataReader, T> row)
    {
        var list = new List<T>();
        using SqliteDataReader reader = Read();
        while (reader.Read())
            list.Add(row(reader));
        return list;
    }

    public void Dispose() => _command.Dispose();

    private void Prepare()
    {
        if (_prepared)
            return;
        _command.Prepare();
        _prepared = true;
    }
}
