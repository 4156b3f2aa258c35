using Shipments.Client;

namespace Shipments.Faults.Traffic;

/// <summary>What the lanes count.</summary>
internal static class LaneTotals
{
    private const string Prefix = "lanes/";

    /// <summary>How many parcels each lane has in each phase; phases without any are left out.</summary>
    public static async Task<IReadOnlyDictionary<(string Lane, string Phase), long>> ReadAsync(ShipmentsClient client)
    {
        Dictionary<(string, string), long> totals = [];
        await foreach (var lane in client.Lanes.ListAllAsync())
        {
            foreach (var phase in lane.ParcelsByPhase.Where(phase => phase.Parcels != 0))
                totals[(lane.Name[Prefix.Length..], $"{phase.Phase}")] = phase.Parcels;
        }

        return totals;
    }
}
