using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Lanes;

/// <summary>
/// Notes in an entry what a lane counts of its parcel as it was before, so that a reader of the feed can take back what the parcel counted for.
/// Only what has changed is noted: most entries change one milestone or none.
/// </summary>
internal static class LaneFactsBefore
{
    /// <summary>Notes it.</summary>
    /// <param name="entry">An entry with decisions.</param>
    /// <param name="decidedBefore">The encoded decisions before it; empty for none.</param>
    public static void Note(ParcelEntry entry, ReadOnlySpan<byte> decidedBefore)
    {
        LaneFacts before = LaneFacts.Read(decidedBefore);
        LaneFacts after = LaneFacts.Of(entry.Decided);
        for (MilestoneKind kind = MilestoneKind.InfoReceived; kind <= MilestoneKind.Returned; kind++)
        {
            if (before[kind] != after[kind])
                entry.MilestonesBefore.Add(new MilestoneBefore { Kind = (int)kind, FirstMs = before[kind] });
        }

        if (before.EtaOriginalToMs != after.EtaOriginalToMs)
            entry.EtaOriginalToBefore = before.EtaOriginalToMs;
        if (before.Customs != after.Customs)
            entry.CustomsBefore = before.Customs;
        if (before.IsMerged != after.IsMerged)
            entry.MergedBefore = before.IsMerged;
        if (before.EtaOriginalFromMs != after.EtaOriginalFromMs)
            entry.EtaOriginalFromBefore = before.EtaOriginalFromMs;
        if (before.CustomsStoppedMs != after.CustomsStoppedMs)
            entry.CustomsStoppedMsBefore = before.CustomsStoppedMs;
    }
}
