using Shipments.Client;
using Shipments.Faults.History;
using Shipments.V1;

namespace Shipments.Faults.Traffic;

/// <summary>Reads what lanes count, and what parcels say of themselves that lanes count.</summary>
internal static class LaneReading
{
    private const string Prefix = "lanes/";

    // Without scans the server gives a thousand parcels a call.
    private const int BatchMax = 1_000;

    /// <summary>Every lane by its name.</summary>
    public static async Task<IReadOnlyDictionary<string, LaneFigures>> LanesAsync(ShipmentsClient client)
    {
        Dictionary<string, LaneFigures> lanes = [];
        await foreach (var lane in client.Lanes.ListAllAsync(LaneView.Full))
        {
            lanes[lane.Name[Prefix.Length..]] = new LaneFigures(
                lane.ParcelsByPhase.Where(phase => phase.Parcels != 0).ToDictionary(phase => $"{phase.Phase}", phase => phase.Parcels),
                lane.DoorToDoor?.Observations ?? 0,
                lane.Details.Cohorts.Sum(cohort => cohort.Outcomes.PickedUp),
                lane.Details.FirstAttempt?.Attempted ?? 0);
        }

        return lanes;
    }

    /// <summary>Reads parcels into those known by their ids.</summary>
    public static async Task ParcelsAsync(ShipmentsClient client, IEnumerable<string> ids, Dictionary<string, LaneParcel> known)
    {
        foreach (var batch in ids.Chunk(BatchMax))
        {
            var results = await client.Parcels.GetBatchAsync(batch.Select(id => $"parcels/{id}"), ParcelView.Basic);
            foreach (var parcel in results.Select(result => result.Parcel).Where(parcel => parcel is not null))
                known[parcel.ParcelId] = Of(parcel);
        }
    }

    /// <summary>What a parcel says.</summary>
    public static LaneParcel Of(Parcel parcel) => new(
        parcel.Lane, $"{parcel.Phase}", First(parcel, MilestoneKind.PickedUp), First(parcel, MilestoneKind.FirstAttempt), First(parcel, MilestoneKind.Delivered));

    private static DateTime? First(Parcel parcel, MilestoneKind kind) =>
        parcel.Milestones.FirstOrDefault(milestone => milestone.Kind == kind)?.FirstTime.ToDateTime();
}
