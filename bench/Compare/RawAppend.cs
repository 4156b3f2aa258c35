using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Shipments.Bench.Measuring;
using Shipments.Bench.Micro;
using Shipments.Bench.Report;
using Shipments.Domain.Parcels;
using Shipments.Storage;

namespace Shipments.Bench.Compare;

/// <summary>
/// What the database itself takes: blocks of ready-made entries, appended and fenced by the product's own commit, from a bare program without actors,
/// state rows or a front door. Each commit connection appends one block to each of its shards, one commit after another.
/// </summary>
internal static class RawAppend
{
    private const int Shards = 64;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>Appends for a while.</summary>
    /// <param name="connectionString">A database of its own.</param>
    /// <param name="connections">Commit connections; they share the 64 shards.</param>
    /// <param name="entries">Entries a commit.</param>
    /// <param name="duration">How long.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Entries a second, and the latency of a commit.</returns>
    public static async Task<(double PerSecond, LatencyReport Commit)> RunAsync(
        string connectionString, int connections, int entries, TimeSpan duration, TimeProvider time, CancellationToken cancellationToken)
    {
        PostgresStorageOptions options = new() { ConnectionString = connectionString };
        await using PostgresStore store = new(options, NullLoggerFactory.Instance);
        await store.OpenAsync(Shards, cancellationToken);
        long lease = await store.AcquireLeaseAsync("raw", Lease, new Dictionary<string, int>(), cancellationToken);
        byte[][] made = Entries();
        RunClock clock = new(time, TimeSpan.Zero, duration);
        Series series = new("commit", "entries", clock);
        int shards = Shards / connections;
        List<Task> loops = [];
        for (int i = 0; i < connections; i++)
        {
            long writer = await store.OpenWriterAsync(lease, cancellationToken);
            int[] own = [.. await store.TakeShardsAsync(writer, [.. Enumerable.Range(i * shards, shards)], TimeSpan.Zero, cancellationToken)];
            loops.Add(LoopAsync(store, writer, own, entries / shards, made, series, clock, cancellationToken));
        }

        while (!clock.IsOver)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            await store.RenewLeaseAsync(lease, cancellationToken);
        }

        await Task.WhenAll(loops);
        return (series.Items / duration.TotalSeconds, LatencyReport.Of(series.Latencies));
    }

    private static async Task LoopAsync(
        PostgresStore store, long writer, int[] shards, int entries, byte[][] made, Series series, RunClock clock, CancellationToken cancellationToken)
    {
        await Task.Yield();
        BlockWriter[] writers = [.. shards.Select(shard => new BlockWriter(shard))];
        JournalBlock[] blocks = new JournalBlock[shards.Length];
        for (long seq = 1; !clock.IsOver; seq += entries)
        {
            for (int i = 0; i < shards.Length; i++)
            {
                writers[i].Reset();
                for (int entry = 0; entry < entries; entry++)
                    writers[i].Add(BenchParcel.Key, seq + entry, made[entry % made.Length]);
                blocks[i] = writers[i].Finish(seq);
            }

            TimeSpan began = clock.Now;
            series.Begin(began);
            if (await store.CommitAsync(writer, blocks, cancellationToken) != CommitOutcome.Committed)
                throw new InvalidOperationException($"A commit of writer {writer} was lost.");
            series.End(began, entries * shards.Length);
        }
    }

    private static byte[][] Entries()
    {
        ParcelState state = BenchParcel.WithScans(6);
        return [.. Enumerable.Range(0, 64).Select(i => BenchParcel.Turn(state, BenchParcel.Scan(6 + i), "").Entry!.ToByteArray())];
    }
}
