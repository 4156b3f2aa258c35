using System.Net.Sockets;
using Npgsql;

namespace Shipments.Storage;

/// <summary>What an error of the database means.</summary>
internal static class PostgresErrors
{
    /// <summary>Raised by the fence: nothing of the commit is written.</summary>
    public const string FenceLost = "SH001";

    /// <summary>Raised when a lease declares formats older than what is stored.</summary>
    public const string FormatUnread = "SH002";

    /// <summary>Raised when the database has changed its timeline since it was opened.</summary>
    public const string TimelineChanged = "SH003";

    public static bool IsRefusal(PostgresException failure) => failure.SqlState is FormatUnread or TimelineChanged;

    /// <summary>A lock was not got in time.</summary>
    public static bool IsLocked(PostgresException failure) => failure.SqlState == PostgresErrorCodes.LockNotAvailable;

    /// <summary>No partition holds the time of the commit: the clock ran past those made ahead.</summary>
    public static bool IsWithoutPartition(PostgresException failure) =>
        failure is { SqlState: PostgresErrorCodes.CheckViolation, TableName: "journal", ConstraintName: null };

    /// <summary>Errors of the database, of the network, and of a store that is closed.</summary>
    public static bool IsUnavailable(Exception failure) =>
        failure is NpgsqlException or SocketException or IOException or TimeoutException or ObjectDisposedException;

    public static StorageUnavailableException Unavailable(Exception failure) => new($"PostgreSQL failed: {failure.Message}", failure);
}
