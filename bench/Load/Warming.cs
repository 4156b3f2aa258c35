using Grpc.Core;
using Shipments.V1;
using Spectre.Console;

namespace Shipments.Bench.Load;

/// <summary>
/// Reads every parcel of the working set, and looks its numbers up, before a load: so that they are in memory, and what else is met is not. A parcel
/// that cannot be read is left to the load.
/// </summary>
internal sealed class Warming(LoadWorld world)
{
    private const int ParcelsPerCall = 100;
    private const int CallsAtOnce = 16;
    private const int TriesMax = 20;

    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(250);

    /// <summary>Reads them.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="console">Told how long it took.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(TimeProvider time, IAnsiConsole console, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = cancellationToken };
        IEnumerable<int[]> calls = Enumerable.Range(0, world.Choice.WorkingSet).Select(world.Choice.InSet).Chunk(ParcelsPerCall);
        await Parallel.ForEachAsync(calls, parallel, async (parcels, token) => await ReadAsync(parcels, time, token));
        console.WriteLine(FormattableString.Invariant($"{world.Choice.WorkingSet} parcels read in {time.GetElapsedTime(began).TotalSeconds:F1} s"));
    }

    private async Task ReadAsync(int[] parcels, TimeProvider time, CancellationToken cancellationToken)
    {
        BatchGetParcelsRequest read = new();
        read.Names.Add(parcels.Select(world.Population.NameOf));
        await InsistAsync(options => world.Connections.Parcels.BatchGetParcelsAsync(read, options).ResponseAsync, time, cancellationToken);
        for (int which = 0; which < world.Shape.Numbers; which++)
        {
            LookupParcelsRequest lookup = new();
            lookup.TrackingNumbers.Add(parcels.Select(parcel => world.Population.NumberOf(parcel, which)));
            await InsistAsync(options => world.Connections.Parcels.LookupParcelsAsync(lookup, options).ResponseAsync, time, cancellationToken);
        }
    }

    private async Task InsistAsync<T>(Func<CallOptions, Task<T>> call, TimeProvider time, CancellationToken cancellationToken)
    {
        for (int tries = 1; tries <= TriesMax; tries++)
        {
            try
            {
                await call(world.Connections.Options(CallDeadline, cancellationToken));
                return;
            }
            catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable or StatusCode.ResourceExhausted or StatusCode.DeadlineExceeded)
            {
                await Task.Delay(BetweenTries, time, cancellationToken);
            }
        }
    }
}
