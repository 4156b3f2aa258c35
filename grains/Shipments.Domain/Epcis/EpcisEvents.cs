using System.Text.Json;
using Shipments.Domain.Carriers;

namespace Shipments.Domain.Epcis;

/// <summary>One event where it stands in a payload.</summary>
internal sealed record EpcisEvent(string Path, JsonElement Element, EpcisNamespaces Namespaces);

/// <summary>Finds the events of a payload: a document, a query's answer, a list, or a single event.</summary>
internal static class EpcisEvents
{
    /// <summary>The events in their order; more than the bound of a payload are never given by more than one.</summary>
    public static IReadOnlyList<EpcisEvent> Of(JsonElement root)
    {
        EpcisNamespaces outer = EpcisNamespaces.Default.With(root);
        List<(string Path, JsonElement Element)> found = [];
        if (root.ValueKind == JsonValueKind.Array)
            PayloadJson.AddMembers(root, "", found);
        else if (PayloadJson.Value(root, "epcisBody") is { } body)
            found.AddRange(InBody(body));
        else if (PayloadJson.List(root, "eventList", "") is { } bare)
            found.AddRange(bare);
        else if (IsEvent(root))
            found.Add(("", root));
        return [.. found.Select(each => new EpcisEvent(each.Path, each.Element, found.Count == 1 && each.Path.Length == 0 ? outer : outer.With(each.Element)))];
    }

    /// <summary>Whether an object says that it is an event, if only by its most particular field.</summary>
    public static bool IsEvent(JsonElement element) =>
        PayloadJson.Text(element, "type").EndsWith("Event", StringComparison.Ordinal) || PayloadJson.Value(element, "eventTimeZoneOffset") is not null;

    private static IReadOnlyList<(string, JsonElement)> InBody(JsonElement body)
    {
        if (PayloadJson.List(body, "eventList", "epcisBody.") is { } events)
            return events;
        if (PayloadJson.Value(body, "queryResults") is { } results && PayloadJson.Value(results, "resultsBody") is { } inner)
            return PayloadJson.List(inner, "eventList", "epcisBody.queryResults.resultsBody.") ?? [];
        return PayloadJson.List(body, "event", "epcisBody.") ?? [];
    }
}
