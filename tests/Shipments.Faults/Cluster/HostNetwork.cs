using System.Net;

namespace Shipments.Faults.Cluster;

/// <summary>
/// The addresses of the silos. As root on Linux each silo is a host of its own: a network namespace behind a bridge in the driver's namespace,
/// which nobody else is in. Elsewhere they are addresses of the loopback, and nothing can be cut.
/// </summary>
internal sealed class HostNetwork(bool isSeparate, int seed)
{
    // A frame to nobody: it is lost without a word, as on a cable that was pulled.
    private const string Nobody = "02:00:00:00:00:99";

    private readonly string _prefix = isSeparate ? "10.77.0" : $"127.{1 + (uint)seed % 200}.0";

    /// <summary>Whether hosts can be cut off.</summary>
    public bool IsSeparate => isSeparate;

    /// <summary>Where the driver's own servers listen.</summary>
    public IPAddress Hub => IPAddress.Parse($"{_prefix}.254");

    /// <summary>The address of a silo.</summary>
    public IPAddress Silo(int silo) => IPAddress.Parse($"{_prefix}.{silo + 1}");

    /// <summary>Where a silo, and it alone, reaches the database.</summary>
    public IPAddress DatabaseOf(int silo) => IPAddress.Parse($"{_prefix}.{100 + silo}");

    /// <summary>What a command begins with so that it runs on the host of a silo.</summary>
    public string[] On(int silo) => isSeparate ? ["ip", "netns", "exec", Host(silo)] : [];

    /// <summary>Makes the bridge and the hosts.</summary>
    public async Task UpAsync(int silos)
    {
        if (!isSeparate)
            return;
        await Tool.RunAsync("ip", "link", "add", "br0", "type", "bridge");
        await Tool.RunAsync("ip", "link", "set", "br0", "up");
        await Tool.RunAsync("ip", "addr", "add", $"{Hub}/24", "dev", "br0");
        for (var silo = 0; silo < silos; silo++)
        {
            var host = Host(silo);
            await Tool.RunAsync("ip", "addr", "add", $"{DatabaseOf(silo)}/24", "dev", "br0");
            await Tool.RunAsync("ip", "netns", "add", host);
            await Tool.RunAsync("ip", "link", "add", "e0", "netns", host, "type", "veth", "peer", "name", $"v{host}");
            await Tool.RunAsync("ip", "-n", host, "addr", "add", $"{Silo(silo)}/24", "dev", "e0");
            await Tool.RunAsync("ip", "-n", host, "link", "set", "e0", "up");
            await Tool.RunAsync("ip", "-n", host, "link", "set", "lo", "up");
            await Tool.RunAsync("ip", "link", "set", $"v{host}", "master", "br0", "up");
        }
    }

    /// <summary>Two silos no longer hear each other.</summary>
    public async Task CutAsync(int one, int other)
    {
        await LoseAsync(one, Silo(other));
        await LoseAsync(other, Silo(one));
    }

    /// <summary>They do again.</summary>
    public Task HealAsync(int one, int other) => Task.WhenAll(FindAsync(one, Silo(other)), FindAsync(other, Silo(one)));

    /// <summary>A silo and the database no longer hear each other.</summary>
    public async Task CutDatabaseAsync(int silo)
    {
        await LoseAsync(silo, DatabaseOf(silo));
        await Tool.RunAsync("ip", "rule", "add", "from", $"{DatabaseOf(silo)}", "to", $"{Silo(silo)}", "blackhole");
    }

    /// <summary>They do again.</summary>
    public Task HealDatabaseAsync(int silo) => Task.WhenAll(
        FindAsync(silo, DatabaseOf(silo)),
        Tool.RunAsync("ip", "rule", "del", "from", $"{DatabaseOf(silo)}", "to", $"{Silo(silo)}", "blackhole"));

    private static string Host(int silo) => $"s{silo}";

    private static Task LoseAsync(int silo, IPAddress address) =>
        Tool.RunAsync("ip", "-n", Host(silo), "neigh", "replace", $"{address}", "lladdr", Nobody, "dev", "e0", "nud", "permanent");

    private static Task FindAsync(int silo, IPAddress address) => Tool.RunAsync("ip", "-n", Host(silo), "neigh", "del", $"{address}", "dev", "e0");
}
