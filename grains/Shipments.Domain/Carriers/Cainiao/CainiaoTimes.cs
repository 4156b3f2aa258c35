using System.Collections.Frozen;
using System.Text.Json;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.Cainiao;

/// <summary>
/// The times of Cainiao's events. An event has the clock on the wall (<c>timeStr</c>), the label of a zone (<c>timeZone</c>) and
/// milliseconds (<c>time</c>). The milliseconds are the wall clock read as if it were Beijing's, whatever the label says: in replies with
/// labels GMT+2, GMT+3 and GMT+8 the milliseconds are eight hours behind the wall clock in all. So the wall clock and the label decide, and the
/// milliseconds count only where one of both is missing. The label itself is to be trusted only where it is not GMT+8: partners that send no
/// zone get that one. Past the border such a time is kept as an interval.
/// </summary>
internal static class CainiaoTimes
{
    /// <summary>The milliseconds were the wall clock read as Beijing time; wall clock and label were used.</summary>
    public const string BeijingMilliseconds = "cainiao-beijing-ms";

    /// <summary>The milliseconds contradict wall clock and label in another way; wall clock and label were used.</summary>
    public const string Contradiction = "cainiao-time-differs";

    /// <summary>A label of GMT+8 in a country that does not keep that time: either clock may be meant.</summary>
    public const string BeijingLabel = "cainiao-beijing-label";

    private const long MinuteMs = 60_000;
    private const long EarliestMs = 315_532_800_000;
    private const long LatestMs = 7_258_118_400_000;
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    private static readonly FrozenSet<string> KeepBeijingTime =
        "CN HK MO TW SG MY PH BN MN AU ID RU".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The time of an event, or null and a fault.</summary>
    public static EventTimeRecord? Read(string path, JsonElement element, MeaningRecord? meaning, string destination, out PayloadFault? fault)
    {
        fault = null;
        string wall = PayloadJson.Text(element, "timeStr");
        string label = PayloadJson.Text(element, "timeZone");
        string milliseconds = PayloadJson.Text(element, "time");
        long? instant = Plausible(PayloadJson.Integer(element, "time"));
        TimeSpan? offset = Offset(label);

        if (wall.Length is 0 or > PayloadLimits.TimeCharactersMax || !EventTimes.TryRead(wall, offset, ZoneSource.Explicit, out EventTimeRecord? time))
        {
            if (instant is { } ms)
                return EventTimes.FromInstant(DateTimeOffset.FromUnixTimeMilliseconds(ms), milliseconds);
            fault = wall.Length == 0 && milliseconds.Length > 0
                ? PayloadFault.At(path + ".time", milliseconds, "The time is no number of milliseconds between 1980 and 2200.")
                : PayloadFault.At(path + ".timeStr", wall, "The event has no readable time.");
            return null;
        }

        if (time!.ZoneSource == (int)ZoneSource.None && instant is not null)
        {
            // No label: the milliseconds make it Beijing time, and so does the page.
            EventTimes.TryRead(wall, Beijing, ZoneSource.Explicit, out time);
            offset = Beijing;
        }

        time!.Raw = label.Length == 0 ? wall : PayloadText.CutVisibly($"{wall} {label}", PayloadLimits.TimeCharactersMax);
        if (offset is { } known)
            Repair(time, known, instant, meaning, destination);
        return time;
    }

    /// <summary>Milliseconds within the years 1980 to 2200; null for any other.</summary>
    public static long? Plausible(long? milliseconds) => milliseconds is >= EarliestMs and < LatestMs ? milliseconds : null;

    private static void Repair(EventTimeRecord time, TimeSpan offset, long? instant, MeaningRecord? meaning, string destination)
    {
        if (offset == Beijing && destination.Length > 0 && !KeepBeijingTime.Contains(destination) && PastTheBorder(meaning))
        {
            long wall = time.UtcMs + (long)Beijing.TotalMilliseconds;
            time.ZoneSource = (int)ZoneSource.None;
            time.EarliestMs = wall - (long)EventTimes.EastMost.TotalMilliseconds;
            time.LatestMs = wall + (long)EventTimes.WestMost.TotalMilliseconds;
            time.Repair = BeijingLabel;
            return;
        }

        if (instant is not { } ms || Math.Abs(ms - time.UtcMs) < MinuteMs)
            return;
        long asBeijing = time.UtcMs + (long)(offset - Beijing).TotalMilliseconds;
        time.Repair = Math.Abs(ms - asBeijing) < MinuteMs ? BeijingMilliseconds : Contradiction;
    }

    // A return may be anywhere, and what is unmapped too.
    private static bool PastTheBorder(MeaningRecord? meaning) => meaning is not null
        && (meaning.Leg == (int)Leg.LastMile || meaning.Phase is (int)Phase.Arrived or (int)Phase.ImportCustoms);

    // GMT+8, GMT+08:00, UTC-3, GMT, +08:00.
    private static TimeSpan? Offset(string label)
    {
        string bare = label.Replace(" ", "", StringComparison.Ordinal);
        if (bare.StartsWith("GMT", StringComparison.OrdinalIgnoreCase) || bare.StartsWith("UTC", StringComparison.OrdinalIgnoreCase))
        {
            bare = bare[3..];
            if (bare.Length == 0)
                return TimeSpan.Zero;
        }

        return EventTimes.TryReadOffset(bare, out TimeSpan offset) ? offset : null;
    }
}
