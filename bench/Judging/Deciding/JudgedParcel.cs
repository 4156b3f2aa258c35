using Shipments.Bench.Simulation.Worlds;
using Shipments.Domain.Parcels;

namespace Shipments.Bench.Judging.Deciding;

/// <summary>A parcel of the world as the product sees it.</summary>
internal sealed class JudgedParcel(SimParcel truth, string key)
{
    public SimParcel Truth => truth;

    /// <summary>The actor's key.</summary>
    public string Key => key;

    public ParcelState State { get; set; } = ParcelState.Empty;

    public long Version { get; set; }
}
