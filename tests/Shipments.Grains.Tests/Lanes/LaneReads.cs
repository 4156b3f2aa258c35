using Shipments.Contracts.Lanes;
using Shipments.Contracts.Messages;
using Shipments.Grains.Tests.Clusters;
using Shipments.V1;

namespace Shipments.Grains.Tests.Lanes;

/// <summary>Reading lanes until they are as awaited. The read itself is the pause: it goes through the silo.</summary>
internal static class LaneReads
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static ILaneGrain Lane(this TestSilo silo, string lane) => silo.Grains.GetGrain<ILaneGrain>($"acme/{lane}");

    public static string Describe(Lane? lane) => lane is null
        ? "none"
        : string.Join(' ', lane.ParcelsByPhase.Select(count => $"{count.Phase}:{count.Parcels}")) + $" durations:{lane.DoorToDoor.Observations}";

    public static async Task<Lane?> Until(this ILaneGrain lane, Func<Lane?, bool> awaited, Func<string> what)
    {
        long began = TimeProvider.System.GetTimestamp();
        Lane? last = null;
        while (TimeProvider.System.GetElapsedTime(began) < Limit)
        {
            last = (await lane.Get(new GetLaneQuery(), CancellationToken.None)).Lane;
            if (awaited(last))
                return last;
            await Task.Yield();
        }

        throw new TimeoutException($"timed out awaiting {what()}; the lane has {Describe(last)}");
    }
}
