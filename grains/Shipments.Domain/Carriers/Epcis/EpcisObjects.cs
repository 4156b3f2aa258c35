using System.Text.Json;
using Shipments.Domain.Epcis;

namespace Shipments.Domain.Carriers.Epcis;

/// <summary>The part an object plays in an event.</summary>
internal enum EpcisPart
{
    /// <summary>The event is about it.</summary>
    Named,

    /// <summary>It holds the others.</summary>
    Parent,

    /// <summary>It is in the parent.</summary>
    Child,

    /// <summary>It was used up and became something else.</summary>
    Input,
}

/// <summary>A single object an event names, by its URI.</summary>
internal readonly record struct EpcisObject(string Path, string Uri, EpcisPart Part);

/// <summary>Finds the single objects an event names. Classes and quantities name none.</summary>
internal static class EpcisObjects
{
    public static IReadOnlyList<EpcisObject> Of(EpcisEvent @event)
    {
        List<EpcisObject> found = [];
        HashSet<string> known = new(StringComparer.Ordinal);
        string path = @event.Path.Length == 0 ? "" : @event.Path + ".";
        foreach ((string field, EpcisPart part) in (ReadOnlySpan<(string, EpcisPart)>)
            [("parentID", EpcisPart.Parent), ("epcList", EpcisPart.Named), ("childEPCs", EpcisPart.Child), ("inputEPCList", EpcisPart.Input),
             ("outputEPCList", EpcisPart.Named)])
        {
            foreach ((string where, JsonElement element) in PayloadJson.List(@event.Element, field, path) ?? [])
            {
                string uri = @event.Namespaces.Value(PayloadJson.Text(element));
                if (uri.Length > 0 && known.Add(uri))
                    found.Add(new EpcisObject(where, uri, part));
            }
        }

        return found;
    }
}
