using Shipments.Api.Errors;
using Shipments.Domain.Carriers;

namespace Shipments.Api.Carriers;

/// <summary>Turns what an adapter could not read into a wrong field.</summary>
internal static class PayloadFaults
{
    /// <summary>The fault under the payload's own path, which is what its sender can look up; else under the path of what holds it.</summary>
    internal static FieldFault Of(string path, PayloadFault fault) =>
        new(fault.Field.Length > 0 ? $"payload/{fault.Field}" : path, fault.Value, fault.Problem.TrimEnd('.'));
}
