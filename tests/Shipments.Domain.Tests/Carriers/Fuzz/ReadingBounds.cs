using Google.Protobuf;
using Shipments.Domain.Carriers;
using Shipments.Domain.Numbers;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers.Fuzz;

/// <summary>What every reading of any bytes keeps to.</summary>
internal static class ReadingBounds
{
    private const int FieldCharactersMax = 160;
    private const int ProblemCharactersMax = 512;
    private const int SideCharactersMax = 16;

    // An event's id, and the mark that takes it back.
    private const int SourceCharactersMax = 256 + 6;
    private const long EarliestMs = 315_446_400_000;
    private const long LatestMs = 7_289_740_800_000;

    /// <summary>The first thing out of bounds, by name; null when all is within.</summary>
    public static string? Excess(PayloadReading reading, DateTimeOffset receivedAt)
    {
        if (reading.Fault is { } fault && (reading.Items.Count > 0 || Excess(fault)))
            return "the payload's fault";

        // One more than the bound: where a payload broke off between two shipments, an item of its own says so.
        if (reading.Items.Count > PayloadLimits.ItemsMax + 1 || reading.Items.Sum(item => item.Scans.Count) > PayloadLimits.EventsMax)
            return "how many items or events";
        foreach (PayloadItem item in reading.Items)
        {
            if (item.Linked.Count > PayloadLimits.LinkedNumbersMax || item.Linked.Any(linked => !IsNormal(linked.Number) || linked.Number == item.Number))
                return "a linked number";
            if ((item.Number.Length > 0 && !IsNormal(item.Number)) || (item.Number.Length == 0 && !item.NotFound && item.Fault is null && !item.Scans.Any(scan => scan.Fault is not null)))
                return "an item's number";
            if (item.Fault is { } wrong && Excess(wrong))
                return "an item's fault";
            foreach (PayloadScan scan in item.Scans)
            {
                if (scan.Fact is null == scan.Fault is null || (scan.Fault is { } problem && Excess(problem)))
                    return "a scan's fault";
                if (scan.Fact is { } fact && Excess(fact, receivedAt) is { } part)
                    return part;
            }
        }

        return null;
    }

    private static bool IsNormal(string number) => TrackingNumbers.TryNormalise(number, out string again, out _) && again == number;

    private static bool Excess(PayloadFault fault) => fault.Value.Length > PayloadFault.ValueCharactersMax || fault.Field.Length > FieldCharactersMax
        || fault.Problem.Length is 0 or > ProblemCharactersMax || fault.Value.Any(char.IsControl);

    private static string? Excess(ScanFact fact, DateTimeOffset receivedAt)
    {
        if (fact.Id == 0 || !IsNormal(fact.Number) || fact.Carrier.Length == 0 || fact.ReceivedMs != receivedAt.ToUnixTimeMilliseconds())
            return "a scan that is not complete";
        if (fact.Code.Length + fact.Text.Length == 0 || fact.Code.Length > PayloadLimits.CodeCharactersMax + SideCharactersMax
            || fact.Text.Length > PayloadLimits.TextCharactersMax || fact.SourceId.Length > SourceCharactersMax)
            return "code, text or source id";
        if (fact.ReasonCode.Length > PayloadLimits.CodeCharactersMax || fact.ActionCode.Length > PayloadLimits.CodeCharactersMax)
            return "reason or action";
        if (fact.Place is { } place && (new[] { place.City, place.Region, place.PostalCode, place.Office }.Any(part => part.Length > PayloadLimits.PlaceCharactersMax)
            || place.Country.Length is not (0 or 2)))
            return "the place";
        if (Excess(fact.Time) is { } time)
            return time;

        // What cannot be written and read again cannot be journaled.
        return ScanFact.Parser.ParseFrom(fact.ToByteArray()).Equals(fact) ? null : "a scan that is another one when it is read again";
    }

    private static string? Excess(EventTimeRecord time)
    {
        // An exported scan whose time came as an instant has no text of it.
        if (time.Raw.Length > PayloadLimits.TimeCharactersMax + SideCharactersMax || time.UtcMs is < EarliestMs or > LatestMs || Math.Abs(time.OffsetMinutes) > 14 * 60)
            return "the time";
        bool interval = time.EarliestMs != 0 || time.LatestMs != 0;
        return !interval || (time.EarliestMs <= time.UtcMs && time.UtcMs <= time.LatestMs) ? null : "the interval";
    }
}
