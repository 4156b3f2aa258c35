namespace Shipments.Domain.Customs;

/// <summary>What is bounded in a declaration, and in what is found in it.</summary>
public static class CustomsBounds
{
    /// <summary>Lines of a declaration: 100.</summary>
    public const int LinesMax = 100;

    /// <summary>Exchange rates of a declaration: 16.</summary>
    public const int RatesMax = 16;

    /// <summary>Characters of a line's description: 256.</summary>
    public const int DescriptionCharactersMax = 256;

    /// <summary>Characters of an HS code, dots counted: 16.</summary>
    public const int HsCodeCharactersMax = 16;

    /// <summary>Characters of an IOSS number: 16.</summary>
    public const int IossNumberCharactersMax = 16;

    /// <summary>Pieces of a line: 1,000,000.</summary>
    public const int QuantityMax = 1_000_000;

    /// <summary>Grams of a line and of a parcel: 1,000,000,000.</summary>
    public const long GramsMax = 1_000_000_000;

    /// <summary>Value of a line in millionths of its currency: 10^15, a thousand million units.</summary>
    public const long ValueMicrosMax = 1_000_000_000_000_000;

    /// <summary>A rate in thousand millionths: 10^15, a million to one.</summary>
    public const long RateNanosMax = 1_000_000_000_000_000;

    /// <summary>Findings that are kept: the first 50. A declaration with so many is wrong all the same.</summary>
    public const int FindingsMax = 50;
}
