using System.Net;
using System.Net.Sockets;
using Shipments.TestKit.Postgres;
using Shipments.TestKit.Processes;

namespace Shipments.Faults.Cluster;

/// <summary>
/// A PostgreSQL of its own and silos on it, each a process. Each silo reaches the database through a relay of its own, and the first one has a
/// second door behind a relay, so that connections can be cut at the worst moment. The database itself has no port.
/// </summary>
internal sealed class SiloFleet : IAsyncDisposable
{
    /// <summary>Those that run; one more may join.</summary>
    public const int Silos = 3;

    private const string ActiveSilos = "SELECT count(*) FROM OrleansMembershipTable WHERE Status = 3";
    private static readonly TimeSpan s_whole = TimeSpan.FromSeconds(90);

    private const string DatabaseName = "shipments";
    private const int DatabasePort = 5432;
    private const int RelayedDoorPort = 7000;

    private readonly List<SiloNode> _nodes = [];
    private readonly List<TcpRelay> _databaseRelays = [];

    private SiloFleet(HostNetwork network, PostgresServer postgres, ApiKey key)
    {
        (Network, Postgres, Key) = (network, postgres, key);
    }

    public HostNetwork Network { get; }

    public PostgresServer Postgres { get; }

    public ApiKey Key { get; }

    /// <summary>Those that run when nothing is wrong.</summary>
    public IReadOnlyList<SiloNode> Nodes => _nodes[..Silos];

    /// <summary>The one that may join.</summary>
    public SiloNode Spare => _nodes[Silos];

    /// <summary>In front of the door of the first silo.</summary>
    public TcpRelay DoorRelay { get; private set; } = null!;

    /// <summary>Where clients call.</summary>
    public IReadOnlyList<Uri> Doors => [.. Nodes.Select(node => node.Door), new Uri($"http://{Network.Hub}:{RelayedDoorPort}")];

    public static async Task<SiloFleet> StartAsync(bool isSeparate, int seed, string logs)
    {
        HostNetwork network = new(isSeparate, seed);
        await network.UpAsync(Silos + 1);
        var postgres = await PostgresServer.StartNewAsync();
        postgres.CreateDatabase(DatabaseName);
        SiloFleet fleet = new(network, postgres, new ApiKey($"faults-{seed:x8}", "faults"));
        try
        {
            fleet.Open(logs);
            await Task.WhenAll(fleet.Nodes.Select(node => node.StartAsync()));
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    /// <summary>In front of the database, for one silo.</summary>
    public TcpRelay DatabaseRelay(int silo) => _databaseRelays[silo];

    /// <summary>
    /// Completes when Orleans holds each silo that should run for active, and no other. One that was declared dead while it could not hear it goes on
    /// for a moment, ends itself, and is started again: what happens to the next silo meanwhile would be two faults at once.
    /// </summary>
    public Task WholeAsync() => Poll.UntilAsync(
        () => Task.FromResult(Query(ActiveSilos) is [var active] && active == $"{Silos}"), "all silos to be members again", s_whole);

    /// <summary>The rows of a query.</summary>
    public IReadOnlyList<string> Query(string sql) => Postgres.Query(DatabaseName, sql);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        foreach (var relay in _databaseRelays)
            await relay.DisposeAsync();
        if (DoorRelay is not null)
            await DoorRelay.DisposeAsync();
        await Postgres.DisposeAsync();
    }

    private void Open(string logs)
    {
        var folder = new Npgsql.NpgsqlConnectionStringBuilder(Postgres.ConnectionString(DatabaseName)).Host!;
        UnixDomainSocketEndPoint postgres = new(Path.Combine(folder, $".s.PGSQL.{DatabasePort}"));
        for (var silo = 0; silo <= Silos; silo++)
        {
            var address = Network.DatabaseOf(silo);
            _databaseRelays.Add(new TcpRelay(new IPEndPoint(address, DatabasePort), postgres, () => new CommitWatch()));
            _nodes.Add(new SiloNode(
                silo, Network, Key, $"Host={address};Port={DatabasePort};Username=shipments;Database={DatabaseName};SSL Mode=Disable;GSS Encryption Mode=Disable", logs));
        }

        DoorRelay = new TcpRelay(new IPEndPoint(Network.Hub, RelayedDoorPort), new IPEndPoint(Network.Silo(0), SiloNode.DoorPort), () => new DoorWatch());
    }
}
