using System.ComponentModel.DataAnnotations;

namespace Shipments.Grains.Silence;

/// <summary>How a silo wakes the actors of its shards whose time has come; section <c>Shipments:Due</c>.</summary>
public sealed class DueOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Shipments:Due";

    /// <summary>How many actors this silo wakes a second. With more due than that, those that have been due for longest come first.</summary>
    /// <value>0 to 1,000; 0 wakes none: parcels are not stalled and not expired, and held scans are kept. Default 200.</value>
    [Range(0, 1_000)]
    public int WakesPerSecondMax { get; set; } = 200;
}
