using System.Text.Json;
using Shipments.Domain.Carriers.Cainiao;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.FourPx;

/// <summary>
/// The times of 4PX events. <c>tkDate</c> is UTC and right, as a text or as milliseconds. <c>tkDateStr</c> is the clock in Beijing, wherever the scan was made, and
/// <c>tkTimezone</c> the label of a zone that it is not in, or nothing. So tkDate decides; tkDateStr, read as Beijing's, stands in for it.
/// </summary>
internal static class FourPxTimes
{
    /// <summary>The text is Beijing's clock under another zone's label; tkDate was used.</summary>
    public const string ZoneLabel = "4px-zone-label";

    /// <summary>The text has no label at all and is Beijing's clock; tkDate was used.</summary>
    public const string ZoneMissing = "4px-zone-missing";

    /// <summary>The text differs from tkDate in another way; tkDate was used.</summary>
    public const string Differs = "4px-text-differs";

    /// <summary>There was no readable tkDate; the text was read as Beijing's clock.</summary>
    public const string TextOnly = "4px-text-only";

    private const long MinuteMs = 60_000;
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>The time of an event, or null and a fault.</summary>
    public static EventTimeRecord? Read(string path, JsonElement element, out PayloadFault? fault)
    {
        fault = null;
        string utc = PayloadJson.Text(element, "tkDate");
        string text = PayloadJson.Text(element, "tkDateStr");
        string label = PayloadJson.Text(element, "tkTimezone");
        EventTimeRecord? inBeijing = ReadOrNull(text, Beijing);
        EventTimeRecord? time = CainiaoTimes.Plausible(PayloadJson.Integer(element, "tkDate")) is { } ms
            ? EventTimes.FromInstant(DateTimeOffset.FromUnixTimeMilliseconds(ms), utc) : ReadOrNull(utc, TimeSpan.Zero);
        if (time is null)
        {
            if (inBeijing is not null)
            {
                inBeijing.Repair = TextOnly;
                return inBeijing;
            }

            fault = PayloadFault.At(path + ".tkDate", utc, "The event has no readable time.");
            return null;
        }

        if (inBeijing is not null)
            Compare(time, inBeijing, text, label);
        return time;
    }

    private static void Compare(EventTimeRecord time, EventTimeRecord inBeijing, string text, string label)
    {
        TimeSpan? offset = Offset(label);
        if (offset is { } stated && ReadOrNull(text, stated) is { } asLabelled && Near(asLabelled, time))
            return;
        time.Repair = !Near(inBeijing, time) ? Differs : offset is null ? ZoneMissing : ZoneLabel;
    }

    private static bool Near(EventTimeRecord one, EventTimeRecord other) => Math.Abs(one.UtcMs - other.UtcMs) < MinuteMs;

    // UTC+02:00, GMT+8.
    private static TimeSpan? Offset(string label)
    {
        string bare = label.Replace(" ", "", StringComparison.Ordinal);
        bool named = bare.StartsWith("UTC", StringComparison.OrdinalIgnoreCase) || bare.StartsWith("GMT", StringComparison.OrdinalIgnoreCase);
        if (named && bare.Length == 3)
            return TimeSpan.Zero;
        return EventTimes.TryReadOffset(named ? bare[3..] : bare, out TimeSpan offset) ? offset : null;
    }

    private static EventTimeRecord? ReadOrNull(string text, TimeSpan offset) =>
        text.Length is > 0 and <= PayloadLimits.TimeCharactersMax && EventTimes.TryRead(text, offset, ZoneSource.Explicit, out EventTimeRecord? time) ? time : null;
}
