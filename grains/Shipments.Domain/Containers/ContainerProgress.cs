using Shipments.Journal.V1;

namespace Shipments.Domain.Containers;

/// <summary>How far the members of a container were told of a scan.</summary>
/// <param name="Members">Whose scan it is.</param>
/// <param name="Delivered">Which of them have answered.</param>
public readonly record struct ContainerProgress(int Members, int Delivered)
{
    /// <summary>The progress of one scan.</summary>
    /// <param name="record">The container.</param>
    /// <param name="scan">The scan's place.</param>
    public static ContainerProgress Of(ContainerStateRecord record, int scan)
    {
        HashSet<int> underWay = UnderWay(record);
        int members = 0;
        int delivered = 0;
        for (int i = 0; i < record.Members.Count; i++)
        {
            if (!ContainerMembers.Has(record.Members[i], record.Scans[scan]))
                continue;
            members++;
            delivered += ContainerMembers.IsTold(record.Members[i], scan) && !underWay.Contains(i) ? 1 : 0;
        }

        return new ContainerProgress(members, delivered);
    }

    /// <summary>How many members have still to be told something, or have not yet answered.</summary>
    /// <param name="record">The container.</param>
    public static int Pending(ContainerStateRecord record)
    {
        HashSet<int> pending = UnderWay(record);
        for (int i = 0; i < record.Members.Count; i++)
        {
            if (ContainerMembers.IsOwed(record.Members[i], record.Scans))
                pending.Add(i);
        }

        return pending.Count;
    }

    private static HashSet<int> UnderWay(ContainerStateRecord record) => [.. record.UnderWay?.Members ?? [], .. record.Late.Select(late => late.Member)];
}
