using Shipments.Journal.V1;

namespace Shipments.Domain.Lanes;

/// <summary>
/// How long after its event each new scan of an entry was received. It is counted when a scan comes and never taken back: it says how its
/// carrier sends, whatever becomes of the scan or of the parcel's lane later.
/// </summary>
internal static class LaneLatency
{
    /// <summary>Adds the new scans of an entry. Those whose zone is not known are left out.</summary>
    public static void Add(ReadOnlySpan<byte> entry, LaneCells sum)
    {
        FieldReader reader = new(entry);
        for (int field = reader.NextField(); field != 0; field = reader.NextField())
        {
            if (field == ParcelEntry.ScansFieldNumber)
                AddScan(reader.Bytes(), sum);
            else
                reader.Skip();
        }
    }

    private static void AddScan(ReadOnlySpan<byte> change, LaneCells sum)
    {
        ReadOnlySpan<byte> scan = default;
        FieldReader reader = new(change);
        for (int field = reader.NextField(); field != 0; field = reader.NextField())
        {
            if (field == ScanChange.ReplacesFieldNumber)
                return;
            if (field == ScanChange.ScanFieldNumber)
                scan = reader.Bytes();
            else
                reader.Skip();
        }

        ReadOnlySpan<byte> fact = Find(scan, StoredScan.FactFieldNumber);
        ReadOnlySpan<byte> time = Find(fact, ScanFact.TimeFieldNumber);
        long received = Number(fact, ScanFact.ReceivedMsFieldNumber);
        long happened = Number(time, EventTimeRecord.UtcMsFieldNumber);
        if (received <= 0 || happened == 0 || Number(time, EventTimeRecord.EarliestMsFieldNumber) != 0)
            return;
        int bucket = LogBuckets.Of(Math.Max(0, received - happened));
        sum.Add(new LaneCell(LaneMeasure.Latency, LaneWeeks.PeriodOf(received), 0, bucket), 1);
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
}
