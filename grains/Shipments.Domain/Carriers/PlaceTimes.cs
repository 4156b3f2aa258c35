using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers;

/// <summary>
/// Times whose stated offset is only as good as the place it is stated for. Platforms stamp the clock on the wall with Beijing's offset where
/// they know no better, so an offset that the country's clocks cannot show is not believed: the wall clock stays, read by the
/// country's clock where it has one, else kept as an interval between its clocks, or of all the world's where the country is unknown.
/// </summary>
internal static class PlaceTimes
{
    /// <summary>The time of a text, or null when it is none.</summary>
    /// <param name="text">The wall clock, with or without an offset.</param>
    /// <param name="label">An offset stated apart from the text, or null.</param>
    /// <param name="country">Where the clock hangs, ISO 3166-1 alpha-2; empty when nobody knows.</param>
    /// <param name="repair">The name of the repair, should one be needed.</param>
    public static EventTimeRecord? Read(string text, TimeSpan? label, string country, string repair)
    {
        if (text.Length is 0 or > PayloadLimits.TimeCharactersMax || !EventTimes.TryRead(text, label, ZoneSource.Explicit, out EventTimeRecord? time))
            return null;
        if (time!.ZoneSource == (int)ZoneSource.None)
            return Wall(time, country);

        // UTC itself is no wall clock: whoever states it has done the sum.
        bool believed = time.OffsetMinutes == 0 || CountryClocks.Allows(country, TimeSpan.FromMinutes(time.OffsetMinutes));
        return believed ? time : Mistrusted(time, country, repair);
    }

    /// <summary>The same wall clock without its stated offset.</summary>
    public static EventTimeRecord Mistrusted(EventTimeRecord time, string country, string repair)
    {
        DateTime wall = DateTime.UnixEpoch.AddMilliseconds(time.UtcMs + (time.OffsetMinutes * 60_000L));
        EventTimeRecord read = Wall(EventTimes.FromUnknownZone(wall, time.Raw), country);
        read.Repair = repair;
        return read;
    }

    private static EventTimeRecord Wall(EventTimeRecord unknown, string country)
    {
        DateTime wall = DateTime.UnixEpoch.AddMilliseconds(unknown.UtcMs);
        return ZonedTimes.Read(wall, CountryZones.Of(country, wall), ZoneSource.Country, unknown.Raw);
    }
}
