using Shipments.Bench.Traffic;
using Shipments.V1;

namespace Shipments.Bench.Checking;

/// <summary>What a parcel that was read back has of what was sent to it.</summary>
/// <param name="Acknowledged">Scans that were acknowledged.</param>
/// <param name="Lost">Acknowledged and not there.</param>
/// <param name="Invented">There twice, or never sent.</param>
/// <param name="Unacknowledged">There without an acknowledgement.</param>
/// <param name="Fault">Why nothing could be read; empty otherwise.</param>
internal readonly record struct ParcelFindings(int Acknowledged, int Lost, int Invented, int Unacknowledged, string Fault)
{
    /// <summary>Compares a parcel with the ledger. Scans of a container around the parcel are not the ledger's.</summary>
    public static ParcelFindings Of(int parcel, FoundParcel found, Population population, ScanLedger ledger)
    {
        int acknowledged = ledger.AcknowledgedOf(parcel);
        if (found.Parcel is null)
            return new ParcelFindings(acknowledged, acknowledged, 0, 0, found.Error?.Message ?? "no parcel and no error");
        HashSet<int> steps = [];
        int invented = 0;
        int confirmed = 0;
        foreach (RecordedScan scan in found.Parcel.Scans)
        {
            if (scan.Container.Length > 0)
                continue;
            int position = population.PositionAt(parcel, scan.EventTime.Utc.ToDateTimeOffset());
            int step = position < 0 ? -1 : population.PositionOf(parcel, position);
            if (step < 0 || step >= ledger.SentOf(parcel) || !steps.Add(step))
                invented++;
            else if (ledger.IsAcknowledged(parcel, step))
                confirmed++;
        }

        return new ParcelFindings(acknowledged, acknowledged - confirmed, invented, steps.Count - confirmed, "");
    }
}
