namespace Shipments.Bench.Baselines;

/// <summary>What the stock grain keeps in Orleans' storage.</summary>
[GenerateSerializer]
[Alias("shipments.bench.stock-parcel-state")]
internal sealed class StockParcelState
{
    /// <summary>0: nobody registered it.</summary>
    [Id(0)]
    public long Version { get; set; }

    /// <summary>The parcel's encoded row.</summary>
    [Id(1)]
    public byte[] Bytes { get; set; } = [];
}
