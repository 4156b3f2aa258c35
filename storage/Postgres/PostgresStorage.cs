using Microsoft.Extensions.Logging;

namespace Shipments.Storage;

/// <summary>Storage on PostgreSQL without a host.</summary>
public static class PostgresStorage
{
    /// <summary>Starts storage: opens the database or makes its tables, takes the shards that are free, replays the journal.</summary>
    /// <param name="options">Bounds and times; validated.</param>
    /// <param name="postgres">Which database; validated.</param>
    /// <param name="kinds">The kinds of actors that will be loaded, and all that the journal has unwritten entries of.</param>
    /// <param name="time">Both clocks of this process and every delay. Leases and the ages of blocks go by the database's clock.</param>
    /// <param name="logs">Where the log lines go.</param>
    /// <param name="cancellationToken">Ends the wait; what was opened is closed again.</param>
    /// <exception cref="StoreRefusedException">The database cannot be used: its schema is newer, or its settings would lose data.</exception>
    /// <exception cref="StorageUnavailableException">The database did not answer.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is out of its bounds.</exception>
    public static async Task<ShipmentsStorage> StartAsync(
        StorageOptions options,
        PostgresStorageOptions postgres,
        IEnumerable<ActorKind> kinds,
        TimeProvider time,
        ILoggerFactory logs,
        CancellationToken cancellationToken = default)
    {
        OptionsCheck.ThrowIfInvalid(options, new StorageOptionsValidator(), new StorageOptionsRules());
        OptionsCheck.ThrowIfInvalid(postgres, new PostgresStorageOptionsValidator(), new PostgresStorageOptionsRules());
        var storage = new ShipmentsStorage(() => new PostgresStore(postgres, logs), options, kinds, time, logs, meters: null);
        await storage.StartAsync(cancellationToken);
        return storage;
    }
}
