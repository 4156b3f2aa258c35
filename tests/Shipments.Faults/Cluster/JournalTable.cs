using System.Globalization;
using Shipments.Faults.Checkers;

namespace Shipments.Faults.Cluster;

/// <summary>The journal as the database has it.</summary>
internal static class JournalTable
{
    public static IEnumerable<BlockRange> Blocks(SiloFleet fleet) => fleet.Query("SELECT shard, first_seq, last_seq FROM journal").Select(row =>
    {
        var columns = Numbers(row);
        return new BlockRange((int)columns[0], columns[1], columns[2]);
    });

    /// <summary>Up to where each shard's blocks may be gone.</summary>
    public static IReadOnlyDictionary<int, long> Trimmed(SiloFleet fleet) =>
        fleet.Query("SELECT shard, trimmed FROM shards").Select(Numbers).ToDictionary(columns => (int)columns[0], columns => columns[1]);

    private static long[] Numbers(string row) => [.. row.Split('|').Select(column => long.Parse(column, CultureInfo.InvariantCulture))];
}
