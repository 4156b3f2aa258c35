using Google.Protobuf.Collections;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels.Merging;

/// <summary>What a merged parcel tells the one it is merged into, cut into steps.</summary>
internal static class MirrorSteps
{
    /// <summary>Writes the steps; none when nothing is other than what was told. What was told is null before the first time.</summary>
    public static void Write(
        RepeatedField<OutgoingStep> steps, ActorAddress self, MergedInto into, UnionScans scans, UnionScans? told,
        List<ParcelNumber> numbers, List<ParcelNumber>? toldNumbers)
    {
        List<StoredScan> put = [.. scans.NewSince(told)];
        MirrorScans first = new() { Parcel = self.Id, Merge = into.Merge };
        first.Removed.Add(scans.GoneSince(told));
        first.HasNumbers = toldNumbers is null || !numbers.SequenceEqual(toldNumbers);
        if (first.HasNumbers)
            first.Numbers.Add(numbers);
        if (told is not null && put.Count == 0 && first.Removed.Count == 0 && !first.HasNumbers)
            return;
        MirrorScans last = first;
        foreach (StoredScan[] part in put.Chunk(ParcelBounds.StepScansMax))
        {
            if (last.Put.Count > 0)
            {
                Add(steps, self, into, last);
                last = new MirrorScans { Parcel = self.Id, Merge = into.Merge };
            }

            last.Put.Add(part);
        }

        last.Complete = told is null;
        Add(steps, self, into, last);
    }

    private static void Add(RepeatedField<OutgoingStep> steps, ActorAddress self, MergedInto into, MirrorScans mirror) =>
        steps.Add(new OutgoingStep { Target = self.ParcelKey(into.Parcel), MirrorScans = mirror });
}
