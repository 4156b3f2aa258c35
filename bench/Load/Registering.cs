using Grpc.Core;
using Shipments.Bench.Driving;
using Shipments.Bench.Measuring;
using Shipments.V1;

namespace Shipments.Bench.Load;

/// <summary>Registers the parcels of a run before its load, and waits until their numbers mean them.</summary>
internal sealed class Registering(LoadWorld world, LoadOptions options, TimeProvider time)
{
    private const int Batch = 200;
    private const int CallsAtOnce = 8;
    private const int NumbersAsked = 500;
    private const int NumbersPerCall = 100;

    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AttachedWithin = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>Registers them; gives how long it took. Parcels of an earlier run are there already.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TimeoutException">The numbers did not come to mean the parcels.</exception>
    public async Task<TimeSpan> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Reuse.Length > 0)
        {
            (int first, int count) = world.Parcels.Take(options.Parcels);
            world.Parcels.Add(first, count);
            return TimeSpan.Zero;
        }

        long began = time.GetTimestamp();
        RunClock clock = new(time, TimeSpan.Zero, TimeSpan.FromHours(1));
        Series series = new("BatchRegisterParcels", "parcels", clock);
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = cancellationToken };
        int batches = (options.Parcels + Batch - 1) / Batch;
        await Parallel.ForAsync(0, batches, parallel, async (i, token) =>
        {
            RegisterOperation operation = new(
                world.Connections, world.Population, world.Parcels, world.Violations, Math.Min(Batch, options.Parcels - (i * Batch)), CallDeadline);
            await operation.SendAsync(new Random(i), series, token);
        });
        TimeSpan taken = time.GetElapsedTime(began);
        if (world.Parcels.Registered < options.Parcels)
            throw new InvalidOperationException(
                $"{world.Parcels.Registered} of {options.Parcels} parcels could be registered: {string.Join(", ", series.Failures.Keys)}");
        if (world.Shape.Numbers > 0)
            await NumbersAsync(cancellationToken);
        return taken;
    }

    private async Task NumbersAsync(CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        Random random = new(options.Seed);
        List<int> asked = [.. Enumerable.Range(0, NumbersAsked).Select(_ => random.Next(options.Parcels)).Append(options.Parcels - 1)];
        foreach (int[] parcels in asked.Chunk(NumbersPerCall))
        {
            while (!await AreAttachedAsync(parcels, cancellationToken))
            {
                if (time.GetElapsedTime(began) > AttachedWithin)
                    throw new TimeoutException($"Not within {AttachedWithin}: that the tracking numbers of the registered parcels mean them.");
                await Task.Delay(BetweenLooks, time, cancellationToken);
            }
        }
    }

    private async Task<bool> AreAttachedAsync(int[] parcels, CancellationToken cancellationToken)
    {
        LookupParcelsRequest request = new();
        request.TrackingNumbers.Add(parcels.Select(parcel => world.Population.NumberOf(parcel, world.Shape.Numbers - 1)));
        try
        {
            LookupParcelsResponse response = await world.Connections.Parcels.LookupParcelsAsync(
                request, world.Connections.Options(CallDeadline, cancellationToken));
            return response.Results.All(result => result.Holdings.Count > 0);
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable or StatusCode.ResourceExhausted)
        {
            return false;
        }
    }
}
