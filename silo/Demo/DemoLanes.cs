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
        Dictionary<string, DateTimeOffset> changed = parcels
            .GroupBy(parcel => "lanes/" + parcel.Lane, parcel => parcel.UpdateTime.ToDateTimeOffset())
            .ToDictionary(lane => lane.Key, lane => lane.Max(), StringComparer.Ordinal);
        while (true)
        {
            ListLanesResponse read = await _lanes.ListLanesAsync(new ListLanesRequest { PageSize = LanesMax, View = LaneView.Full }, options());
            List<Lane> lanes = [.. read.Lanes.Where(lane => changed.ContainsKey(lane.Name))];
            bool isSettled = lanes.Count == changed.Count && lanes.TrueForAll(lane => lane.AsOf.ToDateTimeOffset() >= changed[lane.Name]);
            if (isSettled || time.GetElapsedTime(began) > SettleMax)
                return lanes;
            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }
}
