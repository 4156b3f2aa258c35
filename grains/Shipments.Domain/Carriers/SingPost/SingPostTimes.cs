using System.Globalization;
using Shipments.Domain.Carriers.Upu;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.SingPost;

/// <summary>
/// The times of SingPost's events: with an offset, which counts, or without. Those without are of the country that the location names, where it
/// has one clock, and of Singapore where it names none; a country of more clocks makes the time an interval.
/// </summary>
internal static class SingPostTimes
{
    private const string Home = "SG";

    private static readonly string[] DayFormats = ["yyyy-MM-dd", "dd/MM/yyyy", "dd-MM-yyyy"];
    private static readonly string[] LocalFormats =
        ["dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm", "dd-MM-yyyy HH:mm:ss", "dd-MM-yyyy HH:mm", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss",
            "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm"];

    /// <summary>The time of an event; null when it cannot be read.</summary>
    public static EventTimeRecord? Read(string text, PlaceRecord? place)
    {
        if (text.Length is 0 or > PayloadLimits.TimeCharactersMax)
            return null;
        ZoneSource source = place is { Office.Length: > 0 } ? ZoneSource.Office : ZoneSource.Country;
        string country = place is { Country.Length: > 0 } ? place.Country : Home;
        if (TryRead(text, LocalFormats, out DateTime local))
            return ZonedTimes.Read(local, OfficeZones.Of(place?.Office ?? "", country, local), source, text);
        if (TryRead(text, DayFormats, out DateTime day))
            return ZonedTimes.ReadDay(day, OfficeZones.Of(place?.Office ?? "", country, day), first: false, text);
        return EventTimes.TryRead(text, null, ZoneSource.Explicit, out EventTimeRecord? stated) ? stated : null;
    }

    /// <summary>The place a location names: an office of exchange, a country, or a town with its country behind a comma.</summary>
    public static PlaceRecord? Place(string location)
    {
        if (location.Length == 0)
            return null;
        if (ImpcOffice.TryRead(location, out string office, out string country))
            return new PlaceRecord { Office = office, Country = country };
        string named = CountryNames.Code(location);
        if (named.Length > 0)
            return new PlaceRecord { Country = named };
        return new PlaceRecord
        {
            City = PayloadText.CutVisibly(location, PayloadLimits.PlaceCharactersMax),
            Country = CountryNames.Code(location[(location.LastIndexOf(',') + 1)..].Trim()),
        };
    }

    private static bool TryRead(string text, string[] formats, out DateTime local) =>
        DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out local) && ZonedTimes.IsPlausible(local);
}
