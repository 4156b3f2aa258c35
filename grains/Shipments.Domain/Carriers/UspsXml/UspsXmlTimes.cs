using System.Globalization;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.UspsXml;

/// <summary>
/// The times of Web Tools events: a date, at times a time of day, never a zone. The state, and where that is not enough the ZIP code, tell
/// the clock; abroad the country does where it has one clock that never moves. Anything else is an interval. Summer time is reckoned by the law in force since
/// 2007, written in code, without the machine's zone data; before 2007 the time is an interval of the hour in question.
/// </summary>
internal static class UspsXmlTimes
{
    private static readonly string[] DateFormats =
        ["MMMM d, yyyy", "MMM d, yyyy", "MMMM d yyyy", "MMM d yyyy", "M/d/yyyy", "yyyy-MM-dd", "yyyyMMdd"];

    private static readonly string[] TimeFormats = ["h:mm tt", "h:mmtt", "h:mm:ss tt", "H:mm", "H:mm:ss"];

    /// <summary>A date; false when it is none of the years 1980 to 2200.</summary>
    public static bool TryDate(string text, out DateTime date) =>
        DateTime.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out date) && ZonedTimes.IsPlausible(date);

    /// <summary>A time of day; false when it is none.</summary>
    public static bool TryTime(string text, out TimeSpan time)
    {
        bool read = DateTime.TryParseExact(
            text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault | DateTimeStyles.AllowWhiteSpaces, out DateTime clock);
        time = clock.TimeOfDay;
        return read;
    }

    /// <summary>The time of an event.</summary>
    /// <param name="date">Its date.</param>
    /// <param name="time">Its time of day, or null.</param>
    /// <param name="place">Where it was, or null.</param>
    /// <param name="announced">It was announced, not scanned: without a time of day it comes before the scans of its day, else after them.</param>
    /// <param name="raw">The carrier's text.</param>
    public static EventTimeRecord Read(DateTime date, TimeSpan? time, PlaceRecord? place, bool announced, string raw)
    {
        DateTime local = date + (time ?? TimeSpan.Zero);
        IReadOnlyList<LocalZone> zones = Zones(place, local, out ZoneSource source);
        raw = PayloadText.CutVisibly(raw, PayloadLimits.TimeCharactersMax);
        return time is null ? ZonedTimes.ReadDay(date, zones, announced, raw) : ZonedTimes.Read(local, zones, source, raw);
    }

    /// <summary>The window of a promised day.</summary>
    /// <param name="date">The day.</param>
    /// <param name="zones">The clocks of the place it goes to.</param>
    public static WindowRecord Promise(DateTime date, IReadOnlyList<LocalZone> zones)
    {
        EventTimeRecord day = ZonedTimes.ReadDay(date, zones, first: true, "");
        return new WindowRecord { FromMs = day.EarliestMs, ToMs = day.LatestMs, Source = UspsXmlAdapter.CarrierName };
    }

    private static IReadOnlyList<LocalZone> Zones(PlaceRecord? place, DateTime local, out ZoneSource source)
    {
        source = ZoneSource.Office;
        if (place is null)
            return [];
        if (place.Country is not "US" and not "")
        {
            source = ZoneSource.Country;
            return CountryZones.Of(place.Country, local);
        }

        string state = place.Region.Length > 0 ? place.Region : UspsZones.StateOfPlant(place.City);
        return UspsZones.Of(state, place.PostalCode);
    }
}
