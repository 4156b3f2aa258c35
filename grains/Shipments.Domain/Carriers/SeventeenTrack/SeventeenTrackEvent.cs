using System.Text.Json;

namespace Shipments.Domain.Carriers.SeventeenTrack;

/// <summary>One event of a tracking, or a milestone that stands in for one.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Element">The event.</param>
/// <param name="Source">The provider's key, or its name where it has none; empty when nobody is named.</param>
/// <param name="IsMilestone">17TRACK states the time of a stage without showing the event behind it.</param>
internal sealed record SeventeenTrackEvent(string Path, JsonElement Element, string Source, bool IsMilestone)
{
    private static readonly string[] TimeNames = ["time_iso", "time_utc", "time_raw"];

    /// <summary>The stage or sub-status, in the order of trust; empty when it has none.</summary>
    public string Code
    {
        get
        {
            string code = PayloadJson.Text(Element, "sub_status");
            code = code.Length > 0 ? code : PayloadJson.Text(Element, "stage");
            return code.Length > 0 ? code : PayloadJson.Text(Element, "key_stage");
        }
    }

    /// <summary>All events of a <c>track_info</c>, in its order.</summary>
    public static List<SeventeenTrackEvent> All(JsonElement info, string path)
    {
        List<SeventeenTrackEvent> events = [];
        if (PayloadJson.Value(info, "tracking") is { } tracking)
        {
            foreach ((string at, JsonElement provider) in PayloadJson.List(tracking, "providers", path + "tracking.") ?? [])
            {
                string source = SourceOf(provider);
                foreach ((string where, JsonElement element) in PayloadJson.List(provider, "events", at + ".") ?? [])
                    events.Add(new SeventeenTrackEvent(where, element, source, IsMilestone: false));

                // One past the bound is enough to refuse the payload.
                if (events.Count > PayloadLimits.EventsMax)
                    return events;
            }
        }

        if (events.Count == 0 && PayloadJson.Value(info, "latest_event") is { ValueKind: JsonValueKind.Object } latest)
            events.Add(new SeventeenTrackEvent(path + "latest_event", latest, "", IsMilestone: false));
        AddMilestones(info, path, events);
        return events;
    }

    private static void AddMilestones(JsonElement info, string path, List<SeventeenTrackEvent> events)
    {
        HashSet<string> shown = new(StringComparer.OrdinalIgnoreCase);
        foreach (SeventeenTrackEvent each in events)
        {
            foreach (string name in new[] { "stage", "sub_status" })
            {
                // Both "Delivered_Other" and "InTransit_PickedUp" show the stage they are named for.
                foreach (string word in PayloadJson.Text(each.Element, name).Split('_'))
                    shown.Add(word);
            }
        }

        foreach ((string at, JsonElement milestone) in PayloadJson.List(info, "milestone", path) ?? [])
        {
            string stage = PayloadJson.Text(milestone, "key_stage");
            if (stage.Length > 0 && !shown.Contains(stage) && HasTime(milestone))
                events.Add(new SeventeenTrackEvent(at, milestone, "", IsMilestone: true));
        }
    }

    // A stage that was not reached yet is listed with empty times.
    private static bool HasTime(JsonElement milestone)
    {
        foreach (string name in TimeNames)
        {
            if (PayloadJson.Text(milestone, name).Length > 0)
                return true;
            if (PayloadJson.Value(milestone, name) is { ValueKind: JsonValueKind.Object } raw && PayloadJson.Text(raw, "date").Length > 0)
                return true;
        }

        return false;
    }

    private static string SourceOf(JsonElement provider)
    {
        if (PayloadJson.Value(provider, "provider") is not { } named)
            return "";
        string key = PayloadJson.Text(named, "key");
        return key.Length > 0 ? key : PayloadJson.Text(named, "name");
    }
}
