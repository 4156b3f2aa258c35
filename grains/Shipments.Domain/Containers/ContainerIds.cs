using System.Buffers;

namespace Shipments.Domain.Containers;

/// <summary>Ids of containers. What an id names is seen by its form: no form of one kind is a form of another.</summary>
public static class ContainerIds
{
    private static readonly SearchValues<char> ConsignmentSet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.");

    /// <summary>What an id names; <see cref="ContainerKind.None"/> when it is no id of a container.</summary>
    /// <param name="id">The id.</param>
    /// <param name="problem">When none: what is wrong.</param>
    public static ContainerKind KindOf(string id, out string problem)
    {
        switch (id.Length)
        {
            case ReceptacleId.Chars:
                return ReceptacleId.TryParse(id, out _, out problem) ? ContainerKind.Receptacle : ContainerKind.None;
            case DispatchId.Chars:
                return DispatchId.TryParse(id, out _, out problem) ? ContainerKind.Dispatch : ContainerKind.None;
            case AirWaybillNumber.Chars when ReceptacleId.IsNumber(id, 0, id.Length):
                return AirWaybillNumber.IsValid(id, out problem) ? ContainerKind.AirWaybill : ContainerKind.None;
        }

        bool isConsignment = id.Length is > 0 and <= ContainerBounds.ConsignmentCharsMax && !id.AsSpan().ContainsAnyExcept(ConsignmentSet);
        problem = isConsignment ? "" : $"must be a receptacle (29 characters), a dispatch (20), an air waybill (11 digits) or 1 to {ContainerBounds.ConsignmentCharsMax} of [A-Z0-9.-]";
        return isConsignment ? ContainerKind.Consignment : ContainerKind.None;
    }

    /// <summary>Whether one belongs into the other: a parcel into all, a container into those of an outer kind, a receptacle only into its own dispatch.</summary>
    /// <param name="member">What goes in, <c>parcel/{id}</c> or <c>container/{id}</c>.</param>
    /// <param name="container">The container's id.</param>
    /// <param name="detail">When false: a sentence.</param>
    public static bool Fits(string member, string container, out string detail)
    {
        detail = "";
        if (!member.StartsWith(ContainerMembers.ContainerPrefix, StringComparison.Ordinal))
            return true;
        string inner = member[ContainerMembers.ContainerPrefix.Length..];
        ContainerKind innerKind = KindOf(inner, out _);
        ContainerKind outerKind = KindOf(container, out _);
        if (innerKind == ContainerKind.None || innerKind >= outerKind)
            detail = $"a {innerKind} does not go into a {outerKind}.";
        else if (outerKind == ContainerKind.Dispatch && !inner.StartsWith(container, StringComparison.Ordinal))
            detail = $"the receptacle '{inner}' is of another dispatch.";
        return detail.Length == 0;
    }
}
