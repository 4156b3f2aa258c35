using System.ComponentModel.DataAnnotations;
using Shipments.Api.Hosting;

namespace Shipments.Silo.Hosting;

/// <summary>Options of the process; section <c>Shipments:Silo</c>.</summary>
internal sealed class SiloOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Shipments:Silo";

    /// <summary>Where the front door listens, for gRPC and for JSON.</summary>
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

    /// <summary>The address by which other silos and Orleans clients reach this silo; written into the database.</summary>
    /// <value>An IP address, not 0.0.0.0 or ::. Default 127.0.0.1.</value>
    [Required]
    [IpAddress(Reachable = true)]
    public string AdvertisedAddress { get; set; } = "127.0.0.1";

    /// <summary>Where the ports for silos and for Orleans clients listen.</summary>
    /// <value>An IP address of this machine, 0.0.0.0 or :: for all of them. Default 127.0.0.1.</value>
    [Required]
    [IpAddress]
    public string ListenAddress { get; set; } = "127.0.0.1";

    /// <summary>The port between silos.</summary>
    /// <value>0 to 65,535; 0 takes a free one. Default 0.</value>
    [Range(0, 65_535)]
    public int SiloPort { get; set; }

    /// <summary>The port for Orleans clients, such as a front door of its own.</summary>
    /// <value>0 to 65,535; 0 takes a free one. Default 0.</value>
    [Range(0, 65_535)]
    public int GatewayPort { get; set; }

    /// <summary>An actor that nobody called for so long leaves memory.</summary>
    /// <value>1 minute to 1 day. Default 2 minutes.</value>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan IdleAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a call between silos waits for its answer. A call to a silo that is declared dead ends at once.</summary>
    /// <value>1 s to 5 minutes. Default 15 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(15);
}
