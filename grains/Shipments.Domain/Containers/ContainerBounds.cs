namespace Shipments.Domain.Containers;

/// <summary>What is bounded in a container. Past a bound the rule named refuses.</summary>
public static class ContainerBounds
{
    /// <summary>A container has at most so many members over its life; <see cref="Rejection.ContainerMembersFull"/>.</summary>
    public const int MembersMax = 20_000;

    /// <summary>A member is put in and taken out at most so often, each counted; <see cref="Rejection.ContainerMembersFull"/>.</summary>
    public const int MovesMax = 16;

    /// <summary>A container has at most so many scans; <see cref="Rejection.ContainerScansFull"/>.</summary>
    public const int ScansMax = 256;

    /// <summary>One entry tells at most so many members; the next goes on when all of them have answered.</summary>
    public const int SliceMembersMax = 1_000;

    /// <summary>One entry tells at most so many changes of scans, beside those of its last member.</summary>
    public const int SliceChangesMax = 4_000;

    /// <summary>Characters of the id of a consignment.</summary>
    public const int ConsignmentCharsMax = 35;
}
