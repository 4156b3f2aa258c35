using System.Text.Json;
using Shipments.Domain.Epcis.Hashing;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.Epcis;

/// <summary>The time of an event: an instant, and apart from it the offset that was kept where it happened. The standard demands both.</summary>
internal static class EpcisEventTimes
{
    private const int OffsetCharacters = 6;

    public static EventTimeRecord? Read(string path, JsonElement element, out PayloadFault? fault)
    {
        fault = null;
        string time = PayloadJson.Text(element, "eventTime");
        string offset = PayloadJson.Text(element, "eventTimeZoneOffset");
        if (time.Length > PayloadLimits.TimeCharactersMax || !EpcisValues.TryReadTime(time, out DateTimeOffset instant) || instant.Year is < 1980 or > 2199)
            fault = PayloadFault.At(path + "eventTime", time, "The event has no readable time with an offset.");
        else if (offset.Length != OffsetCharacters || !EventTimes.TryReadOffset(offset, out TimeSpan kept))
            fault = PayloadFault.At(path + "eventTimeZoneOffset", offset, "The event has no offset such as +01:00.");
        else
            return EventTimes.FromInstant(instant.ToOffset(kept), Raw(time, instant, offset, kept));
        return null;
    }

    private static string Raw(string time, DateTimeOffset instant, string offset, TimeSpan kept) =>
        instant.Offset == kept ? time : $"{time} {offset}";
}
