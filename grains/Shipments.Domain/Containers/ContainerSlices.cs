using Shipments.Journal.V1;

namespace Shipments.Domain.Containers;

/// <summary>Finds what members are to be told next. What they are owed follows from their moves and the scans alone, so no order of changes can lose a word.</summary>
internal static class ContainerSlices
{
    /// <summary>The next slice; null when nobody is owed anything.</summary>
    public static ContainerFanOut? Next(ContainerStateRecord record)
    {
        ContainerFanOut fanOut = new();
        Dictionary<int, int> places = [];
        HashSet<int> late = [.. record.Late.Select(member => member.Member)];
        int changes = 0;
        for (int i = 0; i < record.Members.Count && fanOut.Targets.Count < ContainerBounds.SliceMembersMax && changes < ContainerBounds.SliceChangesMax; i++)
        {
            if (late.Contains(i))
                continue;
            ContainerMember member = record.Members[i];
            FanOutTarget? target = ContainerMembers.IsOwedMoves(member)
                ? new FanOutTarget { Member = i, Id = member.Id, Moves = { member.Moves }, HasMoves = true }
                : null;
            for (int scan = 0; scan < record.Scans.Count; scan++)
            {
                bool isTold = ContainerMembers.IsTold(member, scan);
                if (ContainerMembers.Has(member, record.Scans[scan]) == isTold)
                    continue;
                target ??= new FanOutTarget { Member = i, Id = member.Id };
                target.Changes.Add(new FanOutChange
                {
                    Scan = PlaceOf(fanOut, places, scan, record),
                    Times = ContainerMembers.TimesWithdrawn(member, scan),
                    Withdraw = isTold,
                });
            }

            if (target is null)
                continue;
            changes += target.Changes.Count;
            fanOut.Targets.Add(target);
        }

        return fanOut.Targets.Count == 0 ? null : fanOut;
    }

    private static int PlaceOf(ContainerFanOut fanOut, Dictionary<int, int> places, int scan, ContainerStateRecord record)
    {
        if (places.TryGetValue(scan, out int place))
            return place;
        fanOut.Scans.Add(new FanOutScan { Scan = scan, Fact = record.Scans[scan].Fact });
        return places[scan] = fanOut.Scans.Count - 1;
    }
}
