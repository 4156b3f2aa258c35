using System.Collections.Frozen;

namespace Shipments.Domain.Customs;

/// <summary>The member states of the European Union, whose parcels cross no customs among themselves.</summary>
internal static class CustomsUnion
{
    private static readonly FrozenSet<string> Members =
        "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool Has(string country) => Members.Contains(country);

    /// <summary>Whether a parcel between two countries meets customs. An unknown origin is taken for a foreign one.</summary>
    public static bool IsCrossed(string origin, string destination) =>
        destination.Length > 0 && origin != destination && !(Has(origin) && Has(destination));
}
