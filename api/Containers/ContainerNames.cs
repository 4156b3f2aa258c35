using Shipments.Api.Errors;
using Shipments.Api.Parcels;
using Shipments.Domain.Containers;

namespace Shipments.Api.Containers;

/// <summary>Resource names of containers, <c>containers/{container_id}</c>, and of what is in them.</summary>
internal static class ContainerNames
{
    private const string Prefix = "containers/";
    private const string NumberPrefix = "trackingNumbers/";

    /// <summary>Reads a name; adds a fault and answers false when it is none.</summary>
    internal static bool TryRead(FieldFaults faults, string field, string name, out string containerId)
    {
        containerId = "";
        string problem = "the name must begin with it";
        if (name.StartsWith(Prefix, StringComparison.Ordinal)
            && ContainerIds.KindOf(name[Prefix.Length..], out problem) != ContainerKind.None)
        {
            containerId = name[Prefix.Length..];
            return true;
        }

        faults.Add(field, name, $"must be {Prefix} and an id of a container: {problem}");
        return false;
    }

    /// <summary>Reads the name of a member as containers keep it; null with a fault when it is none.</summary>
    internal static string? ReadMember(FieldFaults faults, string field, string name)
    {
        if (name.StartsWith(Prefix, StringComparison.Ordinal))
            return TryRead(faults, field, name, out string container) ? ContainerMembers.ContainerPrefix + container : null;
        if (name.StartsWith(NumberPrefix, StringComparison.Ordinal))
            return NumberFields.Read(faults, field, name[NumberPrefix.Length..]) is { } number ? ContainerMembers.NumberPrefix + number : null;
        return ParcelNames.TryRead(faults, field, name, out string parcel) ? ContainerMembers.ParcelPrefix + parcel : null;
    }
}
