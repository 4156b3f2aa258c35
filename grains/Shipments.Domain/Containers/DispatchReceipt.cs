using Shipments.Journal.V1;

namespace Shipments.Domain.Containers;

/// <summary>Which receptacles of a dispatch have come. The one flagged last says how many there are.</summary>
/// <param name="Present">How many are or were in it.</param>
/// <param name="Expected">How many there are; 0 while the last one has not come.</param>
/// <param name="Missing">Numbers that have not come below the highest that is known, rising.</param>
public sealed record DispatchReceipt(int Present, int Expected, IReadOnlyList<int> Missing)
{
    /// <summary>Looks through a dispatch's members. Those that were never in do not count.</summary>
    /// <param name="record">The dispatch.</param>
    public static DispatchReceipt Of(ContainerStateRecord record)
    {
        SortedSet<int> serials = [];
        int expected = 0;
        foreach (ContainerMember member in record.Members)
        {
            if (member.Moves.Count == 0 || !member.Id.StartsWith(ContainerMembers.ContainerPrefix, StringComparison.Ordinal)
                || !ReceptacleId.TryParse(member.Id[ContainerMembers.ContainerPrefix.Length..], out ReceptacleId receptacle, out _))
                continue;
            serials.Add(receptacle.Serial);
            if (receptacle.IsLast)
                expected = Math.Max(expected, receptacle.Serial);
        }

        int highest = Math.Max(expected, serials.Max);
        return new DispatchReceipt(serials.Count, expected, [.. Enumerable.Range(1, highest).Where(serial => !serials.Contains(serial))]);
    }
}
