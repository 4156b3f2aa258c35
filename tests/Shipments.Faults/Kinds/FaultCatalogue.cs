using Shipments.Faults.Cluster;

namespace Shipments.Faults.Kinds;

/// <summary>The kinds of faults, by name, and what each needs of the machine.</summary>
internal static class FaultCatalogue
{
    public const string KillOne = "kill-one";
    public const string KillAll = "kill-all";

    private const string ClockJump = "clock-jump";

    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(5);

    private static readonly Dictionary<string, Func<string, SiloFleet, Random, Fault>> s_kinds = new()
    {
        [KillOne] = (kind, fleet, random) => new KillFault(kind, Choose(fleet, random, 1), isAll: false),
        ["kill-two"] = (kind, fleet, random) => new KillFault(kind, Choose(fleet, random, 2), isAll: false),
        [KillAll] = (kind, fleet, _) => new KillFault(kind, fleet.Nodes, isAll: true),
        ["pause"] = (kind, fleet, random) => new PauseFault(kind, Choose(fleet, random, 1)[0]),
        ["database-crash"] = (kind, fleet, _) => new DatabaseCrashFault(kind, fleet.Postgres),
        ["partition-silos"] = PartitionSilos,
        ["partition-database"] = (kind, fleet, random) => new DatabasePartitionFault(kind, fleet.Network, fleet.Nodes[random.Next(SiloFleet.Silos)]),
        ["cut-commit"] = CutCommit,
        ["cut-reply"] = (kind, fleet, _) => new CutReplyFault(kind, "clients|silo0", fleet.DoorRelay),
        ["clock-skew"] = (kind, fleet, random) => new JoinFault(kind, fleet.Spare, Skew(random)),
        [ClockJump] = (kind, fleet, random) => new ClockJumpFault(kind, Choose(fleet, random, 1)[0], Skew(random)),
        ["rolling-restart"] = (kind, fleet, _) => new RollingRestartFault(kind, fleet.Nodes),
        ["join"] = (kind, fleet, _) => new JoinFault(kind, fleet.Spare, TimeSpan.Zero),
    };

    /// <summary>All kinds.</summary>
    public static IReadOnlyCollection<string> Kinds => s_kinds.Keys;

    /// <summary>
    /// Those that come when none are asked for. A clock that is set back under a running silo is not among them: Orleans' collector of idle actors
    /// then refuses to activate any until the time is reached again, and callers are told INTERNAL. It is run by name.
    /// </summary>
    public static IReadOnlyCollection<string> Usual => [.. s_kinds.Keys.Where(kind => kind != ClockJump)];

    /// <summary>Why a kind cannot be run on this machine; null when it can.</summary>
    public static string? Missing(string kind, bool hasHosts)
    {
        if (kind.StartsWith("partition", StringComparison.Ordinal) && !hasHosts)
            return "it needs root, iproute2 and network namespaces";
        return kind.StartsWith("clock", StringComparison.Ordinal) && SkewedClock.Library is null ? "it needs libfaketime" : null;
    }

    /// <summary>A fault of a kind; what it happens to is left to chance.</summary>
    public static Fault Make(string kind, SiloFleet fleet, Random random) => s_kinds[kind](kind, fleet, random);

    private static TimeSpan Skew(Random random) => random.Next(2) == 0 ? s_skew : -s_skew;

    private static SiloPartitionFault PartitionSilos(string kind, SiloFleet fleet, Random random)
    {
        var pair = Choose(fleet, random, 2);
        return new SiloPartitionFault(kind, fleet.Network, pair[0].Index, pair[1].Index);
    }

    private static CutReplyFault CutCommit(string kind, SiloFleet fleet, Random random)
    {
        var silo = random.Next(SiloFleet.Silos);
        return new CutReplyFault(kind, $"silo{silo}|postgres", fleet.DatabaseRelay(silo));
    }

    private static SiloNode[] Choose(SiloFleet fleet, Random random, int count)
    {
        SiloNode[] nodes = [.. fleet.Nodes];
        random.Shuffle(nodes);
        return nodes[..count];
    }
}
