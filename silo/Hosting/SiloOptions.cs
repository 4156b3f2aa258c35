using System.ComponentModel.DataAnnotations;

namespace Shipments.Silo.Hosting;

/// <summary>Options of the process; section <c>Shipments:Silo</c>.</summary>
internal sealed class SiloOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Shipments:Silo";

    /// <summary>The gRPC port on 127.0.0.1.</summary>
    /// <value>0 to 65,535; 0 takes a free one. Default 5080.</value>
    [Range(0, 65_535)]
    public int Port { get; set; } = 5080;

    /// <summary>The port of JSON over HTTP/1.1 and of the documentation page, on 127.0.0.1.</summary>
    /// <value>0 to 65,535; 0 takes a free one. Default 5081.</value>
    [Range(0, 65_535)]
    public int JsonPort { get; set; } = 5081;

    /// <summary>The port between silos on 127.0.0.1.</summary>
    /// <value>0 to 65,535; 0 takes a free one. Default 0.</value>
    [Range(0, 65_535)]
    public int SiloPort { get; set; }

    /// <summary>The port for Orleans clients on 127.0.0.1.</summary>
    /// <value>0 to 65,535; 0 takes a free one. Default 0.</value>
    [Range(0, 65_535)]
    public int GatewayPort { get; set; }

    /// <summary>An actor that nobody called for so long leaves memory.</summary>
    /// <value>1 minute to 1 day. Default 2 minutes.</value>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan IdleAfter { get; set; } = TimeSpan.FromMinutes(2);
}
