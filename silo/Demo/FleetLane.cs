namespace Shipments.Silo.Demo;

/// <summary>How parcels go on one of the lanes of the demo, from China.</summary>
/// <param name="Destination">Where to: two letters of ISO 3166-1.</param>
/// <param name="Service">By which service.</param>
/// <param name="Days">How many days half of the parcels take at most from door to door, roughly.</param>
/// <param name="PromiseDays">The carrier promises so many days from the pick-up.</param>
/// <param name="StoppedShare">The share the customs stop for some days, of 1.</param>
/// <param name="FailedShare">The share that misses its recipient at first, of 1.</param>
/// <param name="UnscannedShare">The share of scans of offices that nobody makes, of 1.</param>
/// <param name="Returned">How many parcels go back.</param>
/// <param name="Held">How many the customs hold now.</param>
/// <param name="Stuck">How many were last heard of when they left the country.</param>
internal sealed record FleetLane(
    string Destination, string Service, double Days, int PromiseDays, double StoppedShare, double FailedShare, double UnscannedShare, int Returned, int Held, int Stuck)
{
    /// <summary>Where they come from.</summary>
    public const string Origin = "CN";

    /// <summary>The lanes of the project's own payloads.</summary>
    public static IReadOnlyList<FleetLane> All { get; } =
    [
        new("CL", "cainiao-economy-plus", 25, 30, 0.15, 0.12, 0.12, 0, 1, 3),
        new("DE", "cainiao-standard", 9, 12, 0.06, 0.08, 0.02, 0, 0, 0),
        new("ES", "cainiao-standard", 11, 12, 0.08, 0.10, 0.05, 1, 0, 1),
        new("FR", "aliexpress-combined", 7, 9, 0.05, 0.06, 0.02, 0, 0, 0),
        new("TH", "cainiao-registered", 8, 12, 0.05, 0.15, 0.08, 0, 0, 1),
        new("US", "cainiao-standard", 12, 15, 0.20, 0.04, 0.04, 0, 1, 0),
    ];

    /// <summary>Its name: <c>lanes/CN-US/cainiao-standard</c>.</summary>
    public string Name => $"lanes/{Origin}-{Destination}/{Service}";
}
