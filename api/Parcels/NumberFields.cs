using Shipments.Api.Errors;
using Shipments.Domain.Numbers;

namespace Shipments.Api.Parcels;

/// <summary>Reads tracking numbers as they were sent.</summary>
internal static class NumberFields
{
    /// <summary>The normalised number; null, with a fault, when it is none.</summary>
    internal static string? Read(FieldFaults faults, string field, string sent)
    {
        if (TrackingNumbers.TryNormalise(sent, out string number, out string fault))
            return number;
        faults.Add(field, sent, fault.TrimEnd('.'));
        return null;
    }
}
