using System.Globalization;
using System.Text.Json;
using Shipments.Domain.Carriers.Cainiao;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.AliExpress;

/// <summary>
/// The times of AliExpress' events: milliseconds in UTC, and a text for the reader's eyes ("Sat | Sep. 19 18:46") that has neither a year nor
/// a zone. The milliseconds decide; that no zone on earth brings the text in line with them is noted.
/// </summary>
internal static class AliExpressTimes
{
    /// <summary>The text is further from the milliseconds than any zone; the milliseconds were used.</summary>
    public const string TextDiffers = "aliexpress-text-differs";

    private static readonly string[] Formats = ["MMM d HH:mm yyyy", "MMM dd HH:mm yyyy"];

    /// <summary>The time of an event, or null and a fault.</summary>
    public static EventTimeRecord? Read(string path, JsonElement element, out PayloadFault? fault)
    {
        fault = null;
        string milliseconds = PayloadJson.Text(element, "time");
        if (CainiaoTimes.Plausible(PayloadJson.Integer(element, "time")) is not { } ms)
        {
            fault = PayloadFault.At(path + ".time", milliseconds, milliseconds.Length == 0
                ? "The event has no readable time." : "The time is no number of milliseconds between 1980 and 2200.");
            return null;
        }

        DateTimeOffset instant = DateTimeOffset.FromUnixTimeMilliseconds(ms);
        EventTimeRecord time = EventTimes.FromInstant(instant, milliseconds);
        if (!AgreesWith(PayloadJson.Text(element, "timeText"), instant))
            time.Repair = TextDiffers;
        return time;
    }

    // A text that cannot be read says nothing against the milliseconds. Around new year the text's year may be the one before or after.
    private static bool AgreesWith(string text, DateTimeOffset instant)
    {
        string bare = text[(text.LastIndexOf('|') + 1)..].Replace(".", "", StringComparison.Ordinal).Trim();
        if (bare.Length is 0 or > PayloadLimits.TimeCharactersMax)
            return true;
        bool read = false;
        for (int year = instant.Year - 1; year <= instant.Year + 1; year++)
        {
            string dated = string.Create(CultureInfo.InvariantCulture, $"{bare} {year}");
            if (!DateTime.TryParseExact(dated, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out DateTime wall))
                continue;
            read = true;
            TimeSpan ahead = wall - instant.DateTime;

            // The text has no seconds.
            if (ahead >= -EventTimes.WestMost - TimeSpan.FromMinutes(1) && ahead <= EventTimes.EastMost)
                return true;
        }

        return !read;
    }
}
