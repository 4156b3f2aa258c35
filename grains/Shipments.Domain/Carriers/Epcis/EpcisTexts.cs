using System.Text.Json;
using Shipments.Domain.Epcis;
using Shipments.Domain.Epcis.Hashing;

namespace Shipments.Domain.Carriers.Epcis;

/// <summary>What an event says in words, so that the vocabulary and people can read it.</summary>
internal static class EpcisTexts
{
    /// <summary>Its kind and action, and whether it took place where its owner-to-be is.</summary>
    public static string Of(EpcisEvent @event, string type, string action)
    {
        string text = action.Length == 0 ? type : $"{type} {action}";
        return IsAtOwner(@event) ? text + " at its owner's" : text;
    }

    /// <summary>The id of a place of the event; empty when it has none.</summary>
    public static string Location(EpcisEvent @event, string field) =>
        PayloadJson.Value(@event.Element, field) is { } place ? @event.Namespaces.Value(PayloadJson.Text(place, "id")) : "";

    // Custody passes at every hop, ownership where the parcel was bound for: so an owner among the destinations, and its place is here.
    private static bool IsAtOwner(EpcisEvent @event)
    {
        string[] here = [.. new[] { Location(@event, "readPoint"), Location(@event, "bizLocation") }.Where(place => place.Length > 0).Select(EpcisValues.Canonical)];
        bool owned = false;
        bool reached = false;
        foreach ((_, JsonElement destination) in PayloadJson.List(@event.Element, "destinationList", "") ?? [])
        {
            string kind = EpcisVocabularyTerms.Bare(@event.Namespaces.Value(PayloadJson.Text(destination, "type")));
            owned |= kind == "owning_party";
            reached |= kind == "location" && here.Contains(EpcisValues.Canonical(@event.Namespaces.Value(PayloadJson.Text(destination, "destination"))));
        }

        return owned && reached;
    }
}
