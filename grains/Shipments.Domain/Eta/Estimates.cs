using Shipments.Domain.Lanes;
using Shipments.Journal.V1;

namespace Shipments.Domain.Eta;

/// <summary>Windows as entries have them: in minutes, each from the one before.</summary>
internal static class Estimates
{
    private const long MinuteMs = 60_000;
    private const long MinutesMax = int.MaxValue;

    public static EstimateRecord Of(in EtaWindow window, long nowMs)
    {
        long said = nowMs / MinuteMs;
        long half = Math.Max(said, window.P50Ms / MinuteMs);
        long most = Math.Max(half, window.P80Ms / MinuteMs);
        long nearlyAll = Math.Max(most, window.P95Ms / MinuteMs);
        return new EstimateRecord
        {
            SaidMin = said,
            P50Min = (int)Math.Min(half - said, MinutesMax),
            P80Min = (int)Math.Min(most - half, MinutesMax),
            P95Min = (int)Math.Min(nearlyAll - most, MinutesMax),
            Point = (int)window.Point,
            Level = (int)window.Level,
            Observations = window.Observations,
        };
    }

    public static EstimateTimes Times(EstimateRecord? estimate) =>
        estimate is null ? default : Times(estimate.SaidMin, estimate.P50Min, estimate.P80Min, estimate.P95Min);

    /// <summary>The same of the encoded record, without making an object of it.</summary>
    public static EstimateTimes Times(ReadOnlySpan<byte> estimate)
    {
        Span<long> values = stackalloc long[EstimateRecord.P95MinFieldNumber + 1];
        FieldReader reader = new(estimate);
        for (int field = reader.NextField(); field != 0; field = reader.NextField())
        {
            if (field < values.Length)
                values[field] = (long)reader.Varint();
            else
                reader.Skip();
        }

        return Times(
            values[EstimateRecord.SaidMinFieldNumber], values[EstimateRecord.P50MinFieldNumber], values[EstimateRecord.P80MinFieldNumber],
            values[EstimateRecord.P95MinFieldNumber]);
    }

    private static EstimateTimes Times(long said, long half, long most, long nearlyAll) => new(
        said * MinuteMs, (said + half) * MinuteMs, (said + half + most) * MinuteMs, (said + half + most + nearlyAll) * MinuteMs);
}
