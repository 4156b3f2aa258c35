using Google.Protobuf.Collections;
using Shipments.Domain.Containers;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>The containers a parcel is or was in, as they told it. They say so with a version, and only the newest word of each counts.</summary>
internal static class ParcelContainers
{
    /// <summary>Heeds what a container tells: whether the parcel was in it, and scans derived from its own.</summary>
    /// <param name="row">The parcel's row when the turn began.</param>
    /// <param name="entry">What the turn changed so far.</param>
    /// <param name="derive">What the container tells.</param>
    /// <param name="version">The version of the container's entry.</param>
    /// <param name="scans">The parcel's scans.</param>
    public static Rejection Heed(ParcelRowFields row, ParcelEntry entry, DeriveScans derive, long version, ParcelScans scans)
    {
        if (derive.HasMoves)
            Note(row, entry, derive, version);
        return scans.TakeDerived(derive.Scans);
    }

    /// <summary>Applies an entry's memberships. Past the bound the one whose last move is the longest ago goes.</summary>
    public static void Replay(RepeatedField<ContainerMembership> known, RepeatedField<ContainerMembership> changed)
    {
        foreach (ContainerMembership membership in changed)
        {
            int at = IndexOf(known, membership.Container);
            if (at < 0 && membership.Moves.Count > 0)
                known.Add(membership);
            else if (at >= 0 && membership.Moves.Count > 0)
                known[at] = membership;
            else if (at >= 0)
                known.RemoveAt(at);
        }

        while (known.Count > ParcelBounds.ContainersMax)
            known.Remove(known.MinBy(membership => ContainerMembers.TimeOf(membership.Moves[^1]))!);
    }

    private static void Note(ParcelRowFields row, ParcelEntry entry, DeriveScans derive, long version)
    {
        RepeatedField<ContainerMembership> known = ParcelStateRecord.Parser.ParseFrom(row.Of(ParcelStateRecord.ContainersFieldNumber).Span).Containers;
        int inEntry = IndexOf(entry.Containers, derive.Container);
        int inRow = IndexOf(known, derive.Container);
        ContainerMembership? before = inEntry >= 0 ? entry.Containers[inEntry] : inRow >= 0 ? known[inRow] : null;
        if (before?.Version >= version || (before?.Moves ?? []).Equals(derive.Moves))
            return;
        ContainerMembership membership = new() { Container = derive.Container, Moves = { derive.Moves }, Version = version };
        if (inEntry >= 0)
            entry.Containers[inEntry] = membership;
        else
            entry.Containers.Add(membership);
    }

    private static int IndexOf(RepeatedField<ContainerMembership> memberships, string container)
    {
        for (int i = 0; i < memberships.Count; i++)
        {
            if (memberships[i].Container == container)
                return i;
        }

        return -1;
    }
}
