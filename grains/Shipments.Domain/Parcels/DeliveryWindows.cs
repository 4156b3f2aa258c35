using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>The window carriers promise: the first one ever said and the last one said, by receipt. What was said stays said when its scan is taken back.</summary>
internal static class DeliveryWindows
{
    public static void Note(ParcelDecided decided, StoredScan scan)
    {
        Note(decided, scan.EtaFirst);
        Note(decided, scan.Fact.CarrierEta);
    }

    private static void Note(ParcelDecided decided, WindowRecord? said)
    {
        if (Windows.SaysNothing(said))
            return;
        if (decided.EtaOriginal is null || said!.SaidMs < decided.EtaOriginal.SaidMs)
            decided.EtaOriginal = said!.Clone();
        if (decided.Eta is null || said!.SaidMs >= decided.Eta.SaidMs)
            decided.Eta = said!.Clone();
    }
}
