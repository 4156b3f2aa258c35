using Npgsql;

namespace Shipments.Storage;

/// <summary>The clock of the database: the one that all silos of a cluster share, whatever their machines say.</summary>
public static class PostgresTime
{
    /// <summary>The time at the database, now.</summary>
    /// <param name="options">Which database.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    public static async Task<DateTimeOffset> ReadAsync(PostgresStorageOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(options.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            return new DateTimeOffset(await connection.ScalarAsync<DateTime>("SELECT clock_timestamp()", cancellationToken));
        }
        catch (Exception failure) when (PostgresErrors.IsUnavailable(failure))
        {
            throw PostgresErrors.Unavailable(failure);
        }
    }
}
