namespace Shipments.Bench.Traffic;

/// <summary>A lane and its part of all parcels.</summary>
/// <param name="Origin">ISO 3166-1 alpha-2.</param>
/// <param name="Destination">ISO 3166-1 alpha-2.</param>
/// <param name="Service">The service.</param>
/// <param name="Weight">Its share, relative to the other lanes.</param>
/// <param name="LastMile">The carrier that delivers.</param>
/// <param name="Untracked">The service has no scans after the line haul.</param>
internal sealed record LaneShare(string Origin, string Destination, string Service, double Weight, LastMile LastMile, bool Untracked = false)
{
    /// <summary>The lane's resource name.</summary>
    public string Name => $"lanes/{Origin}-{Destination}/{Service}";
}
