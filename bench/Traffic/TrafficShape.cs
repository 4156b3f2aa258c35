namespace Shipments.Bench.Traffic;

/// <summary>What of the traffic is out of the ordinary. Shares are of 1.</summary>
internal sealed record TrafficShape
{
    /// <summary>Scans that name a tracking number instead of the parcel.</summary>
    public double ByNumber { get; init; } = 0.5;

    /// <summary>Scans sent once more after they were acknowledged.</summary>
    public double Duplicates { get; init; } = 0.02;

    /// <summary>Scans that come after the one that followed them.</summary>
    public double Late { get; init; } = 0.05;

    /// <summary>Scans under numbers nobody registered.</summary>
    public double Unknown { get; init; } = 0.005;

    /// <summary>All parcels are on the first lane.</summary>
    public bool OneLane { get; init; }

    /// <summary>Tracking numbers a parcel is registered with, 0 to 2.</summary>
    public int Numbers { get; init; } = 2;

    /// <summary>Scans that can be had of one parcel, 1 to 480: below what a parcel keeps whole, so that each can be read back.</summary>
    public int StepsMax { get; init; } = 64;
}
