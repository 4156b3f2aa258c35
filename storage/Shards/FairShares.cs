namespace Shipments.Storage;

/// <summary>
/// Which shards a silo should take, and which hand over. Every silo computes the same from the same rows, so at any time at most one of them
/// gives to level the shares: nothing goes back and forth.
/// </summary>
internal static class FairShares
{
    /// <summary>The most shards of one hand-over: while it lasts, their callers wait.</summary>
    public const int MovedAtOnceMax = 4;

    /// <summary>How many more shards a silo may take.</summary>
    public static int Room(int shardCount, IReadOnlyList<LeaseRow> leases, int owned)
    {
        int live = Math.Max(1, leases.Count(IsStaying));
        return ((shardCount + live - 1) / live) - owned;
    }

    /// <summary>The shards that may be taken: nobody's first, then those of silos whose lease lapsed.</summary>
    public static IEnumerable<int> Free(IReadOnlyList<ShardRow> rows, IReadOnlyList<LeaseRow> leases)
    {
        HashSet<string> lapsed = [.. leases.Where(lease => lease.Lapsed).Select(lease => lease.Address)];
        return rows.Where(row => row.Writer == 0).Concat(rows.Where(row => row.Writer != 0 && row.Address is not null && lapsed.Contains(row.Address)))
            .Select(row => row.Shard);
    }

    /// <summary>
    /// What this silo should hand over to level the shares, or null. Only the silo with the most shards gives, only to the one with the fewest,
    /// only where they are two or more apart, and never while a shard is without an owner.
    /// </summary>
    public static ShardMove? Level(long lease, IReadOnlyList<ShardRow> rows, IReadOnlyList<LeaseRow> leases)
    {
        if (Free(rows, leases).Any())
            return null;
        List<Holding> holdings = Holdings(rows, leases);
        if (holdings.Find(holding => holding.Lease.Lease == lease) is not { } own || own != holdings.MaxBy(holding => holding.Shards.Count))
            return null;
        Holding least = holdings.MinBy(holding => holding.Shards.Count)!;
        if (own.Shards.Count - least.Shards.Count < 2)
            return null;
        // Not below the giver's share nor above the taker's, so that no shard has to move again.
        int share = rows.Count / holdings.Count;
        int count = Math.Clamp(Math.Min(own.Shards.Count - share, share - least.Shards.Count), 1, MovedAtOnceMax);
        return new ShardMove(least.Lease.Writer, [.. own.Shards.TakeLast(count)]);
    }

    /// <summary>The next shards a leaving silo should hand over, or null when it has none or nobody is there to take them.</summary>
    public static ShardMove? Away(long lease, IReadOnlyList<int> owned, IReadOnlyList<ShardRow> rows, IReadOnlyList<LeaseRow> leases)
    {
        Holding? least = Holdings(rows, leases).Where(holding => holding.Lease.Lease != lease).MinBy(holding => holding.Shards.Count);
        return least is null || owned.Count == 0 ? null : new ShardMove(least.Lease.Writer, [.. owned.Take(MovedAtOnceMax)]);
    }

    private static bool IsStaying(LeaseRow lease) => !lease.Lapsed && !lease.Leaving;

    /// <summary>By lease, so that of equals the first counts as most and as least.</summary>
    private static List<Holding> Holdings(IReadOnlyList<ShardRow> rows, IReadOnlyList<LeaseRow> leases) =>
    [
        .. leases.Where(lease => IsStaying(lease) && lease.Writer != 0).OrderBy(lease => lease.Lease).Select(lease =>
            new Holding(lease, [.. rows.Where(row => row.Writer != 0 && row.Address == lease.Address).Select(row => row.Shard)])),
    ];

    private sealed record Holding(LeaseRow Lease, IReadOnlyList<int> Shards);
}
