using System.Globalization;

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

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
