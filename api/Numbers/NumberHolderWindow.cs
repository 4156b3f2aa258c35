using Shipments.Contracts.Messages;
using Shipments.Journal.V1;

namespace Shipments.Api.Numbers;

/// <summary>The one parcel that holds a number, from a time on.</summary>
/// <param name="Parcel">The parcel's id.</param>
/// <param name="FromMs">From when, in milliseconds since 1970 UTC.</param>
internal readonly record struct NumberHolderWindow(string Parcel, long FromMs)
{
    /// <summary>Whether an event lies in the window whatever its zone may turn out to be.</summary>
    internal bool Covers(EventTimeRecord time) => (time.EarliestMs != 0 || time.LatestMs != 0 ? time.EarliestMs : time.UtcMs) >= FromMs;

    /// <summary>What of a number's holders may be remembered: a single open one that shares the number with nobody at any time of its window.</summary>
    internal static NumberHolderWindow? Of(IReadOnlyList<NumberWindow> holders)
    {
        NumberWindow? open = null;
        foreach (NumberWindow holder in holders)
        {
            if (holder.ToMs != 0)
                continue;
            if (open is not null || holder.Shared)
                return null;
            open = holder;
        }

        if (open is null)
            return null;
        foreach (NumberWindow holder in holders)
        {
            if (holder.ToMs > open.FromMs)
                return null;
        }

        return new NumberHolderWindow(open.Parcel, open.FromMs);
    }
}
