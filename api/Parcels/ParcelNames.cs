using Shipments.Api.Errors;
using Shipments.Api.Limits;

namespace Shipments.Api.Parcels;

/// <summary>Resource names of parcels: <c>parcels/{parcel_id}</c>.</summary>
internal static class ParcelNames
{
    private const string Prefix = "parcels/";

    /// <summary>The name of a parcel.</summary>
    internal static string Of(string parcelId) => Prefix + parcelId;

    /// <summary>Reads a name; adds a fault and answers false when it is none.</summary>
    internal static bool TryRead(FieldFaults faults, string field, string name, out string parcelId)
    {
        if (name.StartsWith(Prefix, StringComparison.Ordinal) && FieldRules.IsId(name.AsSpan(Prefix.Length), ApiLimits.ParcelIdCharsMax))
        {
            parcelId = name[Prefix.Length..];
            return true;
        }

        parcelId = "";
        faults.Add(field, name, $"must be parcels/ and an id of 1 to {ApiLimits.ParcelIdCharsMax} characters of [A-Za-z0-9._-]");
        return false;
    }
}
