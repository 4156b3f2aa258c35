using Shipments.Domain.Choice;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Lanes;

/// <summary>
/// What a lane counts of each new scan of an entry: how long after its event it was received, and what it passed that is no milestone. It is counted when a scan
/// comes and never taken back: it says how its carrier works, whatever becomes of the scan or of the parcel's lane later.
/// </summary>
internal static class LaneScans
{
    /// <summary>Scans of one entry that are counted as passing a stage: 16. More at once are a history, which says nothing of now.</summary>
    public const int PassingMax = 16;

    /// <summary>Adds the new scans of an entry.</summary>
    public static void Add(ReadOnlySpan<byte> entry, in LaneChange change, LaneCells sum)
    {
        Span<Passing> passing = stackalloc Passing[PassingMax];
        int count = 0;
        FieldReader reader = new(entry);
        for (int field = reader.NextField(); field != 0; field = reader.NextField())
        {
            if (field != ParcelEntry.ScansFieldNumber)
            {
                reader.Skip();
                continue;
            }

            if (Read(reader.Bytes(), change.AtMs, sum) is { } passed && count < PassingMax)
                passing[count++] = passed;
        }

        if (!change.IsMerged && change.PhaseBefore != Phase.None)
            Count(passing[..count], change, sum);
    }

    private static void Count(Span<Passing> passing, in LaneChange change, LaneCells sum)
    {
        passing.Sort(static (left, right) => left.AtMs.CompareTo(right.AtMs));
        bool isLastMile = change.PhaseBefore is >= Phase.LastMile and <= Phase.Delivered;
        foreach (Passing scan in passing)
        {
            FlowStage stage = FlowStages.OfScan(scan.Phase, scan.Milestone, isLastMile);
            if (stage != FlowStage.None)
                LaneFlow.Write(sum, stage, scan.AtMs, change.AtMs);
            isLastMile |= scan.Phase == Phase.LastMile;
        }
    }

    // Counts how late a scan is and who told of it, and answers it when it may pass a stage.
    private static Passing? Read(ReadOnlySpan<byte> change, long committedMs, LaneCells sum)
    {
        ReadOnlySpan<byte> scan = default;
        FieldReader reader = new(change);
        for (int field = reader.NextField(); field != 0; field = reader.NextField())
        {
            if (field == ScanChange.ReplacesFieldNumber)
                return null;
            if (field == ScanChange.ScanFieldNumber)
                scan = reader.Bytes();
            else
                reader.Skip();
        }

        ReadOnlySpan<byte> fact = Find(scan, StoredScan.FactFieldNumber);
        ReadOnlySpan<byte> time = Find(fact, ScanFact.TimeFieldNumber);
        long happened = Number(time, EventTimeRecord.UtcMsFieldNumber);
        if (happened == 0)
            return null;
        AddLatency(fact, time, happened, sum);
        ReadOnlySpan<byte> meaning = Find(scan, StoredScan.MeaningFieldNumber);
        Phase phase = (Phase)Number(meaning, MeaningRecord.PhaseFieldNumber);
        MilestoneKind kind = (MilestoneKind)Number(meaning, MeaningRecord.MilestoneFieldNumber);
        if (phase is not (Phase.PickedUp or Phase.LastMile or Phase.OutForDelivery) || IsCopy(scan))
            return null;
        LaneTellers.Write(sum, kind, Find(fact, ScanFact.CarrierFieldNumber), committedMs);
        return phase == Phase.OutForDelivery ? null : new Passing(happened, phase, kind);
    }

    // Those whose zone is not known are left out.
    private static void AddLatency(ReadOnlySpan<byte> fact, ReadOnlySpan<byte> time, long happened, LaneCells sum)
    {
        long received = Number(fact, ScanFact.ReceivedMsFieldNumber);
        if (received <= 0 || Number(time, EventTimeRecord.EarliestMsFieldNumber) != 0)
            return;
        int bucket = LogBuckets.Of(Math.Max(0, received - happened));
        sum.Add(new LaneCell(LaneMeasure.Latency, LaneWeeks.PeriodOf(received), 0, bucket), 1);
    }

    // Another carrier told of the same before, or it was taken back.
    private static bool IsCopy(ReadOnlySpan<byte> scan)
    {
        FieldReader reader = new(scan);
        for (int field = reader.NextField(); field != 0; field = reader.NextField())
        {
            if (field is StoredScan.WitnessOfFieldNumber or StoredScan.VoidedFieldNumber)
                return true;
            reader.Skip();
        }

        return false;
    }

    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> message, int wanted)
    {
        FieldReader reader = new(message);
        for (int field = reader.NextField(); field != 0; field = reader.NextField())
        {
            if (field == wanted)
                return reader.Bytes();
            reader.Skip();
        }

        return default;
    }

    private static long Number(ReadOnlySpan<byte> message, int wanted)
    {
        FieldReader reader = new(message);
        for (int field = reader.NextField(); field != 0; field = reader.NextField())
        {
            if (field == wanted)
                return (long)reader.Varint();
            reader.Skip();
        }

        return 0;
    }

    private readonly record struct Passing(long AtMs, Phase Phase, MilestoneKind Milestone);
}
