using Npgsql;

namespace Shipments.Storage;

/// <summary>The connections of a store: one pool for leases and owners, one for everything else, and single ones for writers.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private const string ReadCommitted = "-c default_transaction_isolation=read\\ committed -c TimeZone=UTC";

    private readonly NpgsqlDataSource _control;
    private readonly NpgsqlDataSource _rows;
    private readonly NpgsqlDataSource _writers;

    public PostgresDatabase(PostgresStorageOptions options)
    {
        _control = NpgsqlDataSource.Create(Builder(options, "control", options.CommandTimeout, options.ControlConnectionsMax));
        _rows = NpgsqlDataSource.Create(Builder(options, "rows", options.CommandTimeout, options.RowConnectionsMax));
        _writers = NpgsqlDataSource.Create(Builder(options, "writer", options.CommitTimeout, poolMax: 0));
    }

    /// <summary>Asks on the pool for leases and owners.</summary>
    /// <exception cref="StorageUnavailableException">The database failed.</exception>
    /// <exception cref="StoreRefusedException">It says that this store must not go on.</exception>
    public ValueTask<T> ControlAsync<T>(Func<NpgsqlConnection, ValueTask<T>> ask, CancellationToken cancellationToken) =>
        AskAsync(_control, ask, cancellationToken);

    /// <summary>Asks on the pool for rows and blocks.</summary>
    /// <exception cref="StorageUnavailableException">The database failed.</exception>
    public ValueTask<T> RowsAsync<T>(Func<NpgsqlConnection, ValueTask<T>> ask, CancellationToken cancellationToken) =>
        AskAsync(_rows, ask, cancellationToken);

    /// <summary>A connection of its own, for commits alone.</summary>
    public ValueTask<NpgsqlConnection> OpenWriterAsync(CancellationToken cancellationToken) => _writers.OpenConnectionAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _control.DisposeAsync();
        await _rows.DisposeAsync();
        await _writers.DisposeAsync();
    }

    private static async ValueTask<T> AskAsync<T>(
        NpgsqlDataSource source, Func<NpgsqlConnection, ValueTask<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            await using NpgsqlConnection connection = await source.OpenConnectionAsync(cancellationToken);
            return await ask(connection);
        }
        catch (PostgresException failure) when (PostgresErrors.IsRefusal(failure))
        {
            throw new StoreRefusedException($"PostgreSQL refused: {failure.MessageText}.", failure);
        }
        catch (Exception failure) when (PostgresErrors.IsUnavailable(failure))
        {
            throw PostgresErrors.Unavailable(failure);
        }
    }

    private static NpgsqlConnectionStringBuilder Builder(PostgresStorageOptions options, string purpose, TimeSpan timeout, int poolMax)
    {
        var builder = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            ApplicationName = "shipments " + purpose,
            Timeout = (int)options.ConnectTimeout.TotalSeconds,
            CommandTimeout = (int)timeout.TotalSeconds,
            TcpKeepAlive = true,
            Enlist = false,
            Multiplexing = false,
            NoResetOnClose = true,
            Pooling = poolMax > 0,
        };
        if (poolMax > 0)
        {
            builder.MinPoolSize = 0;
            builder.MaxPoolSize = poolMax;
            builder.MaxAutoPrepare = 64;
            builder.AutoPrepareMinUsages = 2;
        }

        builder.Options = string.IsNullOrEmpty(builder.Options) ? ReadCommitted : builder.Options + " " + ReadCommitted;
        return builder;
    }
}
