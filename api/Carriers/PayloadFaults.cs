using Shipments.Api.Errors;
using Shipments.Domain.Carriers;

namespace Shipments.Api.Carriers;

/// <summary>Turns what an adapter could not read into a wrong field.</summary>
internal static class PayloadFaults
{
    /// <summary>The fault, under the path of what holds it.</summary>
    internal static FieldFault Of(string path, PayloadFault fault)
    {
        FieldFaults faults = new();
        faults.Add(fault.Field.Length > 0 ? $"{path}.{fault.Field}" : path, fault.Value, fault.Problem);
        return faults.List[0];
    }
}
