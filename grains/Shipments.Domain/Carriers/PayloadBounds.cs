using System.Globalization;
using System.Text.Json;

namespace Shipments.Domain.Carriers;

/// <summary>The bounds on how much one payload may hold, judged before anything of it is read.</summary>
internal static class PayloadBounds
{
    /// <summary>The fault of a payload that holds too much; null when it does not.</summary>
    /// <param name="field">The list the shipments stand in.</param>
    /// <param name="items">How many shipments.</param>
    /// <param name="events">How many events, all shipments together.</param>
    public static PayloadFault? Past(string field, int items, int events)
    {
        if (items > PayloadLimits.ItemsMax)
            return PayloadFault.At(field, Number(items), $"A payload has at most {PayloadLimits.ItemsMax} shipments.");
        return events > PayloadLimits.EventsMax
            ? PayloadFault.At(field, Number(events), $"A payload has at most {PayloadLimits.EventsMax} events.")
            : null;
    }

    /// <summary>
    /// Readers of the shipments of a list, made one after the other until the bound on events is passed, so that nothing past it is built. Null
    /// and a fault when there are too many.
    /// </summary>
    /// <param name="field">The list the shipments stand in.</param>
    /// <param name="found">The shipments.</param>
    /// <param name="make">Makes the reader of one.</param>
    /// <param name="events">How many events it has.</param>
    /// <param name="fault">What was too much.</param>
    public static IReadOnlyList<TReader>? Readers<TReader>(
        string field,
        IReadOnlyList<(string Path, JsonElement Element)> found,
        Func<string, JsonElement, TReader> make,
        Func<TReader, int> events,
        out PayloadFault? fault)
    {
        fault = Past(field, found.Count, 0);
        if (fault is not null)
            return null;
        List<TReader> readers = new(found.Count);
        int total = 0;
        foreach ((string path, JsonElement element) in found)
        {
            TReader reader = make(path, element);
            total += events(reader);
            fault = Past(field, readers.Count, total);
            if (fault is not null)
                return null;
            readers.Add(reader);
        }

        return readers;
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
