using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>
/// A caller's cancellation as a scan. So it is ordered and folded as all that is said of the parcel: a late scan that shows the parcel had
/// moved before makes of it what a carrier's cancellation would be. It has no carrier, so nothing that comes in is a copy of it.
/// </summary>
internal static class Cancellations
{
    /// <summary>The code of a cancellation.</summary>
    public const string Code = "CANCELLED";

    public static ScanFact Fact(long eventMs, long receivedMs, string note)
    {
        DateTimeOffset at = DateTimeOffset.FromUnixTimeMilliseconds(eventMs);
        ScanFact fact = new()
        {
            Code = Code,
            Text = note,
            Time = EventTimes.FromInstant(at, at.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
            ReceivedMs = receivedMs,
        };
        fact.Id = ScanIds.Of(fact);
        return fact;
    }

    public static MeaningRecord Meaning() => new()
    {
        Phase = (int)Phase.Cancelled,
        Reason = (int)Reason.CancelledBySender,
        Responsible = (int)Party.Sender,
        Confidence = (int)Confidence.Claimed,
    };
}
