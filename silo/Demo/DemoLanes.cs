using Grpc.Core;
using Shipments.V1;

namespace Shipments.Silo.Demo;

/// <summary>Reads the lanes of the demo's parcels. Lanes follow their parcels by about a second, so they are read again until they have counted all.</summary>
internal sealed class DemoLanes(CallInvoker door, TimeProvider time, Func<CallOptions> options)
{
    private const int LanesMax = 200;

    private static readonly TimeSpan SettleMax = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly LaneService.LaneServiceClient _lanes = new(door);

    /// <summary>The lanes on which the parcels are, by name, with all figures.</summary>
    /// <param name="parcels">As they were read last.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<Lane>> ReadAsync(IReadOnlyList<Parcel> parcels, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        ILookup<string, Parcel> awaited = parcels.ToLookup(parcel => "lanes/" + parcel.Lane, StringComparer.Ordinal);
        while (true)
        {
            ListLanesResponse read = await _lanes.ListLanesAsync(new ListLanesRequest { PageSize = LanesMax, View = LaneView.Full }, options());
            List<Lane> lanes = [.. read.Lanes.Where(lane => awaited.Contains(lane.Name))];
            bool isSettled = lanes.Count == awaited.Count && lanes.TrueForAll(lane => HasCounted(lane, awaited[lane.Name]));
            if (isSettled || time.GetElapsedTime(began) > SettleMax)
                return lanes;
            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    // Shards are counted one by one, so the newest change may be counted before an older one.
    private static bool HasCounted(Lane lane, IEnumerable<Parcel> parcels)
    {
        Dictionary<Phase, long> counted = lane.ParcelsByPhase.ToDictionary(phase => phase.Phase, phase => phase.Parcels);
        return parcels.All(parcel => lane.AsOf.ToDateTimeOffset() >= parcel.UpdateTime.ToDateTimeOffset())
            && parcels.CountBy(parcel => parcel.Phase).All(phase => counted.GetValueOrDefault(phase.Key) >= phase.Value);
    }
}
