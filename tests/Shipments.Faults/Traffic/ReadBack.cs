using Shipments.Client;
using Shipments.Faults.Cluster;
using Shipments.Faults.History;
using Shipments.V1;

namespace Shipments.Faults.Traffic;

/// <summary>Reads every parcel when all is over.</summary>
internal static class ReadBack
{
    // With scans the server gives ten parcels a call.
    private const int BatchMax = 10;
    private static readonly TimeSpan s_settled = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Gives all acknowledged parcels as they are. Held scans follow their number by themselves, so those parcels are read until they have come.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, FinalParcel>> RunAsync(ShipmentsClient client, FaultHistory history)
    {
        Dictionary<string, FinalParcel> found = [];
        foreach (var batch in history.Parcels.Chunk(BatchMax))
            await ReadAsync(client, batch, found);

        ParcelRecord[] open = [.. history.Parcels.Where(parcel => IsOpen(parcel, found))];
        try
        {
            await Poll.UntilAsync(
                async () =>
                {
                    foreach (var batch in open.Chunk(BatchMax))
                        await ReadAsync(client, batch, found);
                    open = [.. open.Where(parcel => IsOpen(parcel, found))];
                    return open.Length == 0;
                },
                "all held scans to reach their parcels",
                s_settled);
        }
        catch (TimeoutException)
        {
            // The checker says which are missing.
        }

        return found;
    }

    private static bool IsOpen(ParcelRecord parcel, Dictionary<string, FinalParcel> found) =>
        !found.TryGetValue(parcel.ParcelId, out var now) || now.Scans.Count < parcel.Scans.Count;

    private static async Task ReadAsync(ShipmentsClient client, IReadOnlyList<ParcelRecord> batch, Dictionary<string, FinalParcel> found)
    {
        var results = await client.Parcels.GetBatchAsync(batch.Select(parcel => $"parcels/{parcel.ParcelId}"), ParcelView.Full);
        foreach (var parcel in results.Select(result => result.Parcel).Where(parcel => parcel is not null))
        {
            found[parcel.ParcelId] = new FinalParcel(
                parcel.ParcelId, VersionOf(parcel.Etag), LaneReading.Of(parcel), [.. parcel.Scans.Select(scan => (scan.Description, scan.ScanId))]);
        }
    }

    private static long VersionOf(string etag) => long.Parse(string.Concat(etag.Where(char.IsAsciiDigit)));
}
