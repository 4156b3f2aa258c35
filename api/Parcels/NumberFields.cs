using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Domain.Numbers;

namespace Shipments.Api.Parcels;

/// <summary>Reads tracking numbers as they were sent.</summary>
internal static class NumberFields
{
    /// <summary>The normalised number; null, with a fault, when it is none.</summary>
    internal static string? Read(FieldFaults faults, string field, string sent)
    {
        if (sent.Length > ApiLimits.NumberSentCharsMax)
        {
            faults.Add(field, sent, $"must be at most {ApiLimits.NumberSentCharsMax} characters as sent");
            return null;
        }

        if (TrackingNumbers.TryNormalise(sent, out string number, out string fault))
            return number;
        faults.Add(field, sent, fault);
        return null;
    }
}
