using System.Globalization;
using Npgsql;

namespace Shipments.Bench.Compare;

/// <summary>
/// A PostgreSQL of a comparison's own, at default durability: its data in a new folder, reached by a socket in it and by no port. As root it runs
/// as the user postgres, because PostgreSQL refuses root.
/// </summary>
internal sealed class OwnPostgres : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);

    private readonly string _folder;
    private readonly ServerProcess _process;
    private int _databases;

    private OwnPostgres(string folder, ServerProcess process)
    {
        _folder = folder;
        _process = process;
    }

    /// <summary>The id of its first process.</summary>
    public int Id => _process.Id;

    /// <summary>Makes a cluster and starts it.</summary>
    /// <param name="programs">The folder of its programs, such as /usr/lib/postgresql/15/bin.</param>
    /// <param name="cancellationToken">Ends the making.</param>
    public static async Task<OwnPostgres> StartAsync(string programs, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("shipments-compare-").FullName;
        string data = Path.Combine(folder, "data");
        if (IsRoot)
            await ServerProcess.RunAsync("chown", ["postgres", folder], cancellationToken);
        string[] init = [.. AsPostgres, Path.Combine(programs, "initdb"), "-D", data, "-U", "shipments", "-A", "trust", "-E", "UTF8", "--locale=C"];
        await ServerProcess.RunAsync(init[0], init[1..], cancellationToken);
        string[] serve =
        [
            .. AsPostgres, Path.Combine(programs, "postgres"), "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "max_connections=300",
            "-c", "shared_buffers=1GB", "-c", "max_wal_size=8GB", "-c", "checkpoint_timeout=15min",
        ];
        ServerProcess process = await ServerProcess.StartAsync(
            serve[0], serve[1..], line => line.Contains("ready to accept connections", StringComparison.Ordinal), ReadyWithin);
        return new OwnPostgres(folder, process);
    }

    /// <summary>Makes an empty database and gives its connection string.</summary>
    public async Task<string> NewDatabaseAsync(CancellationToken cancellationToken)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"bench{++_databases}");
        await using NpgsqlConnection connection = new(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
#pragma warning disable CA2100 // The name is a word and a number of this class.
        await using NpgsqlCommand command = new($"CREATE DATABASE {name}", connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
        return ConnectionString(name);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static bool IsRoot => Environment.UserName == "root";

    private static string[] AsPostgres => IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : [];

    private string ConnectionString(string database) => $"Host={_folder};Username=shipments;Database={database}";
}
