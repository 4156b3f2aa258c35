namespace Shipments.Bench.Traffic;

/// <summary>Who delivers on a lane.</summary>
internal enum LastMile
{
    /// <summary>A partner of Cainiao, with Cainiao's codes.</summary>
    Partner,

    /// <summary>USPS.</summary>
    Usps,

    /// <summary>Correos.</summary>
    Correos,
}
