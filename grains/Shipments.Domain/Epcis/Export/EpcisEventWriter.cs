using System.Globalization;
using System.Text.Json.Nodes;
using Shipments.Domain.Carriers.Epcis;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Epcis.Export;

/// <summary>Writes one scan as an event that observes its object.</summary>
internal static class EpcisEventWriter
{
    /// <summary>The prefix of our own fields.</summary>
    public const string Prefix = "shipments";

    public static JsonObject Of(StoredScan scan, string parcelId, string number)
    {
        ScanFact fact = scan.Fact;
        (string step, string disposition) = EpcisSteps.Of(scan.Meaning);
        TimeSpan offset = TimeSpan.FromMinutes(fact.Time.OffsetMinutes);
        JsonObject made = new()
        {
            ["type"] = "ObjectEvent",
            ["eventTime"] = Local(fact.Time.UtcMs, offset),
            ["eventTimeZoneOffset"] = Offset(offset),
            ["recordTime"] = Utc(fact.ReceivedMs),
            ["epcList"] = new JsonArray(EpcisUris.Of(number, parcelId)),
            ["action"] = step == EpcisSteps.Begin ? "ADD" : "OBSERVE",
            ["bizStep"] = step,
            ["disposition"] = disposition,
        };
        if (fact.Place is { Office.Length: > 0 } place)
            made["readPoint"] = new JsonObject { ["id"] = EpcisUris.OfOffice(place.Office) };

        // What a caller himself did to the parcel has no carrier, and is no scan that anybody could capture.
        if (fact.Carrier.Length > 0)
            AddOwn(made, fact);
        return made;
    }

    /// <summary>A time in UTC with milliseconds.</summary>
    public static string Utc(long unixMs) => At(unixMs).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void AddOwn(JsonObject made, ScanFact fact)
    {
        Add(made, "carrier", fact.Carrier);
        Add(made, "code", fact.Code);
        Add(made, "text", fact.Text);
        Add(made, "sourceId", fact.SourceId);
        Add(made, "reasonCode", fact.ReasonCode);
        Add(made, "actionCode", fact.ActionCode);
        Add(made, "zone", ZoneOf((ZoneSource)fact.Time.ZoneSource));
        Add(made, "raw", fact.Time.Raw);
        Add(made, "repair", fact.Time.Repair);
        Add(made, "inferred", fact.Inferred ? "true" : "");
        Add(made, "untracked", fact.UntrackedService ? "true" : "");
        if (fact.Container.Length > 0)
        {
            Add(made, "container", fact.Container);
            Add(made, "containerScan", ScanIds.Text(fact.ContainerScan));
        }

        if (fact.Place is not { } place)
            return;
        Add(made, "office", place.Office);
        Add(made, "city", place.City);
        Add(made, "region", place.Region);
        Add(made, "postalCode", place.PostalCode);
        Add(made, "country", place.Country);
    }

    /// <summary>Where the offset came from, unless the carrier stated it.</summary>
    private static string ZoneOf(ZoneSource source) => source switch
    {
        ZoneSource.None => EpcisOwnFields.ZoneNone,
        ZoneSource.Office => EpcisOwnFields.ZoneOffice,
        ZoneSource.Country => EpcisOwnFields.ZoneCountry,
        ZoneSource.Explicit or ZoneSource.Unspecified => "",
    };

    private static void Add(JsonObject made, string name, string value)
    {
        if (value.Length > 0)
            made[$"{Prefix}:{name}"] = value;
    }

    private static string Local(long unixMs, TimeSpan offset) =>
        At(unixMs).ToOffset(offset).ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture) + Offset(offset);

    private static string Offset(TimeSpan offset) =>
        (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hh':'mm", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs);
}
