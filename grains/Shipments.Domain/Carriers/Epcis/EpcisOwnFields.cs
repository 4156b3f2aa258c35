using System.Text.Json;
using Shipments.Domain.Containers;
using Shipments.Domain.Epcis;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.Epcis;

/// <summary>
/// The fields of our own that an exported event carries beside the standard's, so that whoever captures it again gets the scan as its carrier
/// sent it, and not only what EPCIS can say of it.
/// </summary>
internal static class EpcisOwnFields
{
    /// <summary>The namespace of the fields.</summary>
    public const string Namespace = "urn:shipments:epcis/";

    /// <summary>Nobody knew the offset.</summary>
    public const string ZoneNone = "none";

    /// <summary>The offset is that of the office's zone.</summary>
    public const string ZoneOffice = "office";

    /// <summary>The offset is that of the country.</summary>
    public const string ZoneCountry = "country";

    private const int CarrierCharactersMax = 32;
    private const int RepairCharactersMax = 32;
    private const long MinuteMs = 60_000;

    /// <summary>The scan as it was before it was exported; null for an event that is no such one.</summary>
    public static ScanFact? Restore(EpcisEvent @event, ScanFact read)
    {
        Dictionary<string, string> own = new(StringComparer.Ordinal);
        foreach (JsonProperty property in @event.Element.EnumerateObject())
        {
            string name = @event.Namespaces.Name(PayloadJson.Name(property));
            if (name.StartsWith($"{{{Namespace}}}", StringComparison.Ordinal))
                own[name[(Namespace.Length + 2)..]] = PayloadJson.Text(property.Value);
        }

        string carrier = own.GetValueOrDefault("carrier", "");
        string code = own.GetValueOrDefault("code", "");
        if (carrier.Length is 0 or > CarrierCharactersMax || code.Length > PayloadLimits.CodeCharactersMax || !carrier.All(IsName))
            return null;
        string sourceId = own.GetValueOrDefault("sourceId", "");
        ScanFact fact = new()
        {
            Carrier = carrier,
            Code = code,
            Text = PayloadText.CutVisibly(own.GetValueOrDefault("text", ""), PayloadLimits.TextCharactersMax),
            Number = read.Number,
            Time = Time(read.Time, own),
            Place = Place(own),
            ReasonCode = PayloadText.CutVisibly(own.GetValueOrDefault("reasonCode", ""), PayloadLimits.CodeCharactersMax),
            ActionCode = PayloadText.CutVisibly(own.GetValueOrDefault("actionCode", ""), PayloadLimits.CodeCharactersMax),
            SourceId = sourceId.Length <= EpcisEventReader.EventIdCharactersMax ? sourceId : "",
            Inferred = own.GetValueOrDefault("inferred", "") == "true",
            UntrackedService = own.GetValueOrDefault("untracked", "") == "true",
        };
        AddContainer(fact, own);
        return fact.Code.Length + fact.Text.Length == 0 ? null : fact;
    }

    // A scan that came by a container stays one.
    private static void AddContainer(ScanFact fact, Dictionary<string, string> own)
    {
        string container = own.GetValueOrDefault("container", "");
        if (ContainerIds.KindOf(container, out _) == ContainerKind.None || !ScanIds.TryParse(own.GetValueOrDefault("containerScan", ""), out ulong scan))
            return;
        fact.Container = container;
        fact.ContainerScan = scan;
    }

    // The event has the instant and the offset; what it cannot say is how the carrier wrote it and where the offset came from.
    private static EventTimeRecord Time(EventTimeRecord read, Dictionary<string, string> own)
    {
        EventTimeRecord time = read.Clone();
        time.Raw = PayloadText.CutVisibly(own.GetValueOrDefault("raw", ""), PayloadLimits.TimeCharactersMax);
        time.Repair = PayloadText.CutVisibly(own.GetValueOrDefault("repair", ""), RepairCharactersMax);
        time.ZoneSource = (int)(own.GetValueOrDefault("zone", "") switch
        {
            ZoneNone => ZoneSource.None,
            ZoneOffice => ZoneSource.Office,
            ZoneCountry => ZoneSource.Country,
            _ => ZoneSource.Explicit,
        });
        if (time.ZoneSource != (int)ZoneSource.None)
            return time;

        // Nobody knew the zone: the offset only says which clock was shown.
        long localMs = time.UtcMs + (time.OffsetMinutes * MinuteMs);
        time.EarliestMs = localMs - (long)EventTimes.EastMost.TotalMilliseconds;
        time.LatestMs = localMs + (long)EventTimes.WestMost.TotalMilliseconds;
        return time;
    }

    private static PlaceRecord? Place(Dictionary<string, string> own)
    {
        PlaceRecord place = new()
        {
            Office = Part(own, "office"), City = Part(own, "city"), Region = Part(own, "region"), PostalCode = Part(own, "postalCode"),
            Country = own.GetValueOrDefault("country", "") is { Length: 2 } country && country.All(char.IsAsciiLetterUpper) ? country : "",
        };
        return place.CalculateSize() == 0 ? null : place;
    }

    private static string Part(Dictionary<string, string> own, string name) =>
        PayloadText.CutVisibly(own.GetValueOrDefault(name, ""), PayloadLimits.PlaceCharactersMax);

    private static bool IsName(char each) => each is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-';
}
