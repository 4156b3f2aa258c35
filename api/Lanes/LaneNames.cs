using Shipments.Api.Errors;
using Shipments.Domain.Lanes;

namespace Shipments.Api.Lanes;

/// <summary>Resource names of lanes: <c>lanes/{origin}-{destination}/{service}</c>.</summary>
internal static class LaneNames
{
    private const string Prefix = "lanes/";

    /// <summary>Reads a name; adds a fault and answers false when it is none.</summary>
    internal static bool TryRead(FieldFaults faults, string field, string name, out string lane)
    {
        if (name.StartsWith(Prefix, StringComparison.Ordinal) && LaneKey.TryRead("", name.AsSpan(Prefix.Length), out LaneKey key))
        {
            lane = key.Lane;
            return true;
        }

        lane = "";
        faults.Add(
            field, name,
            $"must be lanes/, two countries of two letters A to Z with - between, / and a service of 1 to {LaneKey.ServiceCharsMax} characters of [a-z0-9-]");
        return false;
    }
}
