using Shipments.TestKit.Postgres;
using Shipments.TestKit.Processes;

namespace Shipments.Cluster.Tests.Silos;

/// <summary>A PostgreSQL and silos on it, each a process of its own.</summary>
public sealed class SiloCluster : IAsyncDisposable
{
    private const string Database = "shipments";

    private readonly PostgresServer _postgres;
    private readonly Dictionary<int, (int Door, int Silo, int Gateway)> _ports = [];
    private readonly Dictionary<int, SiloProcess> _silos = [];

    private SiloProcess? _door;

    private readonly Func<string, IReadOnlyDictionary<string, string?>>? _settings;

    private SiloCluster(PostgresServer postgres, Func<string, IReadOnlyDictionary<string, string?>>? settings)
    {
        _postgres = postgres;
        _settings = settings;
    }

    /// <summary>How the database is reached.</summary>
    public string ConnectionString => _postgres.ConnectionString(Database);

    public SiloProcess this[int silo] => _silos[silo];

    /// <summary>Starts it.</summary>
    /// <param name="silos">How many silos.</param>
    /// <param name="settings">The environment of each process by its name, <c>silo0</c> or <c>door</c>; none when null.</param>
    public static async Task<SiloCluster> StartAsync(int silos, Func<string, IReadOnlyDictionary<string, string?>>? settings = null)
    {
        var postgres = await PostgresServer.StartNewAsync();
        postgres.CreateDatabase(Database);
        var cluster = new SiloCluster(postgres, settings);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, silos).Select(cluster.StartSiloAsync));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The gRPC address of a silo, running or not.</summary>
    public string Target(int silo) => $"127.0.0.1:{PortsOf(silo).Door}";

    /// <summary>The port of a silo for Orleans clients.</summary>
    public int GatewayOf(int silo) => PortsOf(silo).Gateway;

    /// <summary>How many silos Orleans counts as members.</summary>
    public int ActiveSilos() => int.Parse(_postgres.Query(Database, "SELECT count(*) FROM OrleansMembershipTable WHERE Status = 3").Single());

    /// <summary>Starts a silo, always on the same ports.</summary>
    public async Task StartSiloAsync(int silo)
    {
        var process = await SiloProcess.StartClusteredAsync(ConnectionString, PortsOf(silo), _settings?.Invoke($"silo{silo}"));
        lock (_silos)
            _silos[silo] = process;
    }

    /// <summary>Starts a front door without a silo, and gives its gRPC address.</summary>
    public async Task<string> StartDoorAsync()
    {
        _door = await SiloProcess.StartDoorAsync(ConnectionString, FreePort.Take(), _settings?.Invoke("door"));
        return _door.Target;
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync(int silo)
    {
        await _silos[silo].KillAsync();
        await _silos[silo].DisposeAsync();
    }

    /// <summary>SIGTERM, and the clean end.</summary>
    public async Task StopAsync(int silo)
    {
        (await _silos[silo].StopAsync()).Should().Be(0, _silos[silo].Output);
        await _silos[silo].DisposeAsync();
    }

    /// <summary>How many shards each live silo owns, least first, with -1 in front while any has no owner.</summary>
    public int[] Shares() =>
    [
        .. _postgres.Query(
            Database,
            """
            SELECT CASE WHEN l.address IS NULL THEN -1 ELSE count(*) END FROM owners o LEFT JOIN writers w ON w.id = o.writer AND w.live
            LEFT JOIN leases l ON l.id = w.silo GROUP BY l.address ORDER BY 1
            """).Select(int.Parse),
    ];

    /// <summary>Looks on each tick until the shares are as awaited. Callers are served meanwhile, so that the bound is only against waiting for ever.</summary>
    public async Task SharesAsync(Func<int[], bool> reached, string awaited)
    {
        using PeriodicTimer tick = new(TimeSpan.FromMilliseconds(100));
        var end = DateTime.UtcNow + TimeSpan.FromMinutes(2);
        int[] shares;
        while (!reached(shares = Shares()))
        {
            Assert.True(DateTime.UtcNow < end, $"Not within 2 min: {awaited}; the shares are {string.Join(", ", shares)}.");
            await tick.WaitForNextTickAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_door is not null)
            await _door.DisposeAsync();
        foreach (var silo in _silos.Values)
            await silo.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    private (int Door, int Silo, int Gateway) PortsOf(int silo)
    {
        lock (_ports)
        {
            if (!_ports.TryGetValue(silo, out var ports))
                _ports[silo] = ports = (FreePort.Take(), FreePort.Take(), FreePort.Take());
            return ports;
        }
    }
}
