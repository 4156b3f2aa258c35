using Grpc.Net.Client;
using Shipments.V1;

namespace Shipments.Cluster.Tests;

/// <summary>What lanes say, and what the parcels say that lanes must say, both as text.</summary>
internal static class LaneCount
{
    public static async Task<string> OfLanesAsync(GrpcChannel channel)
    {
        var client = new LaneService.LaneServiceClient(channel);
        var lines = new List<string>();
        var token = "";
        do
        {
            var page = await client.ListLanesAsync(new ListLanesRequest { PageSize = 2, PageToken = token });
            foreach (var listed in page.Lanes)
            {
                var lane = (await client.GetLaneAsync(new GetLaneRequest { Name = listed.Name })).Lane;
                var phases = string.Join(' ', lane.ParcelsByPhase.OrderBy(count => count.Phase).Select(count => $"{count.Phase}:{count.Parcels}"));
                if (phases.Length > 0)
                    lines.Add($"{lane.Name} {phases} delivered:{lane.Delivered} durations:{lane.DoorToDoor.Observations}");
            }

            token = page.NextPageToken;
        }
        while (token.Length > 0);
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    public static async Task<string> OfParcelsAsync(GrpcChannel channel)
    {
        var request = new BatchGetParcelsRequest { Names = { Enumerable.Range(0, LaneLoad.ParcelsMax).Select(i => $"parcels/p{i}") } };
        var found = await new ParcelService.ParcelServiceClient(channel).BatchGetParcelsAsync(request);
        var lines = found.Results.Where(result => result.Parcel is not null).Select(result => result.Parcel).GroupBy(parcel => parcel.Lane).Select(lane =>
        {
            var phases = lane.GroupBy(parcel => parcel.Phase).OrderBy(phase => phase.Key).Select(phase => $"{phase.Key}:{phase.Count()}");
            return $"lanes/{lane.Key} {string.Join(' ', phases)} delivered:{lane.Count(parcel => parcel.Phase == Phase.Delivered)} durations:{lane.Count(HasDuration)}";
        });
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private static bool HasDuration(Parcel parcel)
    {
        var began = parcel.Milestones.SingleOrDefault(milestone => milestone.Kind == MilestoneKind.PickedUp);
        var ended = parcel.Milestones.SingleOrDefault(milestone => milestone.Kind == MilestoneKind.Delivered);
        return began is not null && ended is not null && ended.FirstTime.ToDateTime() >= began.FirstTime.ToDateTime();
    }
}
