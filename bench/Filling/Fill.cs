using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shipments.Bench.Load;
using Shipments.Bench.Traffic;
using Shipments.Storage;
using Spectre.Console;

namespace Shipments.Bench.Filling;

/// <summary>
/// Fills a database, which no silo uses meanwhile, with registered parcels, many times as fast as they could be registered: rows without a journal,
/// as if it had been dropped after its time. Lanes, which count what the journal says, do not know these parcels.
/// </summary>
internal sealed class Fill(string postgres, string tenant, int parcels, int seed, TimeProvider time, IAnsiConsole console)
{
    /// <summary>The shards of a database that is made for it.</summary>
    public const int Shards = 64;

    private const int ChunkParcels = 50_000;

    /// <summary>Fills it; gives the id of the run, by which a load meets the parcels again with <c>--reuse</c> and <c>--numbers 0</c>.</summary>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        long began = time.GetTimestamp();
        string run = LoadWorld.RunOf(now);
        await using (PostgresStore store = new(new PostgresStorageOptions { ConnectionString = postgres }, NullLoggerFactory.Instance))
            await store.OpenAsync(Shards, cancellationToken);
        Population population = new(run, seed, now, new TrafficShape { Numbers = 0, ByNumber = 0 });
        FilledRows rows = new(population, tenant, now, Shards);
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(postgres);
        RowCopy copy = new(source);
        Task writing = Task.CompletedTask;
        for (int first = 0; first < parcels; first += ChunkParcels)
        {
            FilledRow[] made = Make(rows, first, Math.Min(ChunkParcels, parcels - first));
            await writing;
            writing = copy.WriteAsync(made, cancellationToken);
        }

        await writing;
        await using NpgsqlCommand analyse = source.CreateCommand("VACUUM (ANALYZE) actors, parcels, due");
        analyse.CommandTimeout = 0;
        await analyse.ExecuteNonQueryAsync(cancellationToken);
        console.WriteLine(FormattableString.Invariant($"run {run}: {parcels} parcels filled in {time.GetElapsedTime(began).TotalSeconds:F1} s"));
        // Another run of the same second would have the same id.
        while (LoadWorld.RunOf(time.GetUtcNow()) == run)
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
        return run;
    }

    private static FilledRow[] Make(FilledRows rows, int first, int count)
    {
        FilledRow[] made = new FilledRow[count];
        Parallel.For(0, count, i => made[i] = rows.Of(first + i));
        Array.Sort(made, static (a, b) => string.CompareOrdinal(a.Key.Value, b.Key.Value));
        return made;
    }
}
