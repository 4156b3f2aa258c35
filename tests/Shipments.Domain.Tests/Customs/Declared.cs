using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Customs;

/// <summary>Builds declarations for tests.</summary>
internal static class Declared
{
    /// <summary>A line that every rule is content with.</summary>
    public static DeclarationLineRecord Line(decimal value, string currency, string hs = "6109.10", string description = "cotton T-shirt") => new()
    {
        Description = description, HsCode = hs, Quantity = 2, NetWeightGrams = 300, ValueMicros = (long)(value * 1_000_000), Currency = currency, OriginCountry = "CN",
    };

    /// <summary>A whole declaration of one line.</summary>
    public static DeclarationRecord Whole(decimal value, string currency) => new() { GrossWeightGrams = 400, Lines = { Line(value, currency) } };

    /// <summary>One line with a value and nothing else, and an IOSS number of no form where one is asked for.</summary>
    public static DeclarationRecord Bare(decimal value, string currency, bool gift, bool ioss) => new()
    {
        Gift = gift, IossNumber = ioss ? "IM1" : "", Lines = { new DeclarationLineRecord { ValueMicros = (long)(value * 1_000_000), Currency = currency } },
    };
}
