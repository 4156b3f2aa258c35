using System.Globalization;
using System.Text.Json;

namespace Shipments.Domain.Tests.Worlds;

/// <summary>Payloads of our own in the shapes of carriers, newest event first, as they send them.</summary>
internal static class Payloads
{
    /// <summary>A Cainiao reply about one number. An event is "yyyy-MM-dd HH:mm zone code text", zone as "+8" or "-" for none.</summary>
    public static string Cainiao(string number, string destination, IEnumerable<string> events, string realMailNo = "") => JsonSerializer.Serialize(new
    {
        success = true,
        module = new[]
        {
            new
            {
                mailNo = number,
                realMailNo,
                destCountry = destination,
                detailList = events.Select(CainiaoEvent).Reverse(),
            },
        },
    });

    /// <summary>A USPS v3 reply about one piece. An event is "yyyy-MM-dd HH:mm offset code text".</summary>
    public static string Usps(string number, params string[] events) => JsonSerializer.Serialize(new[]
    {
        new { trackingNumber = number, statusCategory = "In Transit", trackingEvents = events.Select(UspsEvent).Reverse() },
    });

    /// <summary>EMSEVT lines of one item. An event is "yyyy-MM-dd HH:mm code office", by the clock of the office, or "yyyy-MM-ddTHH:mm:sszzz code office".</summary>
    public static string Emsevt(string number, params string[] events) => string.Join('\n', events.Select(line =>
    {
        string[] parts = line.Split(' ');
        return $"{number};{parts[^2]};{string.Join(' ', parts[..^2])};{parts[^1]};;";
    })) + "\n";

    private static object CainiaoEvent(string line)
    {
        string[] parts = line.Split(' ', 5);
        DateTime wall = DateTime.ParseExact($"{parts[0]} {parts[1]}", "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return new
        {
            // What the page says beside the clock: the clock read as if it were Beijing's.
            time = (long)(wall.AddHours(-8) - DateTime.UnixEpoch).TotalMilliseconds,
            timeStr = wall.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            timeZone = parts[2] == "-" ? "" : "GMT" + parts[2],
            actionCode = parts[3],
            desc = parts.Length > 4 ? parts[4] : parts[3],
        };
    }

    private static object UspsEvent(string line)
    {
        string[] parts = line.Split(' ', 5);
        string text = parts.Length > 4 ? parts[4] : parts[3];
        string[] place = text.Split(" in ");
        return new
        {
            eventType = place[0],
            eventTimestamp = $"{parts[0]}T{parts[1]}:00",
            GMTOffset = parts[2],
            eventCity = place.Length > 1 ? place[1] : null,
            eventCode = parts[3],
        };
    }
}
