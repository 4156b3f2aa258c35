using System.Text.Json;
using Shipments.Domain.Carriers;

namespace Shipments.Domain.Epcis;

/// <summary>One event where it stands in a payload.</summary>
internal sealed record EpcisEvent(string Path, JsonElement Element, EpcisNamespaces Namespaces);

/// <summary>Finds the events of a payload: a document, a query's answer, a list, or a single event.</summary>
internal static class EpcisEvents
{
    /// <summary>The events in their order, at most one more than the bound of a payload; null when the payload has no place for any.</summary>
    public static IReadOnlyList<EpcisEvent>? Of(JsonElement root)
    {
        EpcisNamespaces outer = EpcisNamespaces.Default.With(root);
        if (root.ValueKind == JsonValueKind.Object && PayloadJson.Value(root, "epcisBody") is null && PayloadJson.List(root, "eventList", "") is null)
            return IsEvent(root) ? [new EpcisEvent("", root, outer)] : null;
        return Listed(root) is { } found ? [.. found.Select(each => new EpcisEvent(each.Path, each.Element, outer.With(each.Element)))] : null;
    }

    /// <summary>Whether an object says that it is an event, if only by its most particular field.</summary>
    public static bool IsEvent(JsonElement element) =>
        PayloadJson.Text(element, "type").EndsWith("Event", StringComparison.Ordinal) || PayloadJson.Value(element, "eventTimeZoneOffset") is not null;

    private static IReadOnlyList<(string Path, JsonElement Element)>? Listed(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Array)
            return PayloadJson.Value(root, "epcisBody") is { } body ? InBody(body) : PayloadJson.List(root, "eventList", "");
        List<(string Path, JsonElement Element)> found = [];
        PayloadJson.AddMembers(root, "", found);
        return found;
    }

    private static IReadOnlyList<(string, JsonElement)>? InBody(JsonElement body)
    {
        if (PayloadJson.List(body, "eventList", "epcisBody.") is { } events)
            return events;
        if (PayloadJson.Value(body, "queryResults") is { } results && PayloadJson.Value(results, "resultsBody") is { } inner)
            return PayloadJson.List(inner, "eventList", "epcisBody.queryResults.resultsBody.");
        return PayloadJson.List(body, "event", "epcisBody.");
    }
}
