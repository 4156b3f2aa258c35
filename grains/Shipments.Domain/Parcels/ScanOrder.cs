using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>
/// The order in which scans are folded: the minute of the event, then the rank of the phase, the source's sequence, the time within the
/// minute, the receipt, and the id. Carriers give minutes, so what two of them say of one minute is ordered by what can come after what.
/// The order is total and does not depend on arrival.
/// </summary>
internal static class ScanOrder
{
    private const long MinuteMs = 60_000;

    public static long Minute(long utcMs) => utcMs >= 0 ? utcMs / MinuteMs : ((utcMs + 1) / MinuteMs) - 1;

    public static int Compare(StoredScan a, StoredScan b)
    {
        int order = Minute(a.UtcMs).CompareTo(Minute(b.UtcMs));
        if (order == 0)
            order = a.Meaning.Phase.CompareTo(b.Meaning.Phase);
        if (order == 0)
            order = a.Fact.Sequence.CompareTo(b.Fact.Sequence);
        if (order == 0)
            order = a.UtcMs.CompareTo(b.UtcMs);
        if (order == 0)
            order = a.Fact.ReceivedMs.CompareTo(b.Fact.ReceivedMs);
        return order != 0 ? order : a.Id.CompareTo(b.Id);
    }
}
