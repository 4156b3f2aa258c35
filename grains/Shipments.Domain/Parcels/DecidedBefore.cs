using Google.Protobuf.Collections;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>
/// Notes in an entry what some decisions were before it, so that a reader of the feed can take back what the parcel counted for. Only what has
/// changed is noted: most entries change one milestone or none.
/// </summary>
internal static class DecidedBefore
{
    public static void Note(ParcelEntry entry, ParcelDecided before)
    {
        ParcelDecided after = entry.Decided;
        NoteMilestones(entry.MilestonesBefore, before.Milestones, after.Milestones);
        if ((before.EtaOriginal?.ToMs ?? 0) is var original && original != (after.EtaOriginal?.ToMs ?? 0))
            entry.EtaOriginalToBefore = original;
        if (before.Customs != after.Customs)
            entry.CustomsBefore = before.Customs;
    }

    // Both lists are sorted by kind.
    private static void NoteMilestones(
        RepeatedField<MilestoneBefore> noted, RepeatedField<MilestoneRecord> before, RepeatedField<MilestoneRecord> after)
    {
        int old = 0;
        int now = 0;
        while (old < before.Count || now < after.Count)
        {
            int oldKind = old < before.Count ? before[old].Kind : int.MaxValue;
            int nowKind = now < after.Count ? after[now].Kind : int.MaxValue;
            int kind = Math.Min(oldKind, nowKind);
            long oldMs = oldKind == kind ? before[old++].FirstMs : 0;
            long nowMs = nowKind == kind ? after[now++].FirstMs : 0;
            if (oldMs != nowMs)
                noted.Add(new MilestoneBefore { Kind = kind, FirstMs = oldMs });
        }
    }
}
