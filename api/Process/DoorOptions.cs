using System.ComponentModel.DataAnnotations;
using Shipments.Api.Hosting;

namespace Shipments.Api.Process;

/// <summary>Options of the front door as a process of its own; section <c>Shipments:Door</c>.</summary>
internal sealed class DoorOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Shipments:Door";

    /// <summary>Where it listens.</summary>
    /// <value>An IP address of this machine, 0.0.0.0 or :: for all of them. Default 127.0.0.1.</value>
    [Required]
    [IpAddress]
    public string DoorAddress { get; set; } = "127.0.0.1";

    /// <summary>The gRPC port.</summary>
    /// <value>0 to 65,535; 0 takes a free one. Default 5080.</value>
    [Range(0, 65_535)]
    public int Port { get; set; } = 5080;

    /// <summary>The port of JSON over HTTP/1.1, of health over HTTP and of the documentation page.</summary>
    /// <value>0 to 65,535; 0 takes a free one. Default 5081.</value>
    [Range(0, 65_535)]
    public int JsonPort { get; set; } = 5081;

    /// <summary>How often the list of silos is read from the database. A silo that leaves says so itself.</summary>
    /// <value>200 ms to 1 minute. Default 2 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:01:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan SilosReadEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a call to a silo waits for its answer; then its outcome is unknown to the caller.</summary>
    /// <value>1 s to 5 minutes. Default 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
