using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Shipments.Silo.Cluster;

/// <summary>
/// Who this silo is among the others. Of two silos at one endpoint Orleans takes the one with the lower generation for the predecessor, and ends
/// it; it numbers generations by the clock of the machine. A silo whose clock is set back would so be ended by its own past, so the database's
/// clock numbers them here.
/// </summary>
internal sealed class ClusterSiloDetails : ILocalSiloDetails
{
    /// <summary>Where Orleans counts the seconds of a generation from.</summary>
    private static readonly DateTimeOffset Epoch = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly EndpointOptions _endpoints;
    private SiloAddress? _address;

    /// <summary>Details of a silo that has no generation yet.</summary>
    /// <param name="silo">Its name.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <param name="endpoints">Its endpoints.</param>
    public ClusterSiloDetails(IOptions<Orleans.Configuration.SiloOptions> silo, IOptions<ClusterOptions> cluster, IOptions<EndpointOptions> endpoints)
    {
        _endpoints = endpoints.Value;
        Name = silo.Value.SiloName;
        ClusterId = cluster.Value.ClusterId;
        GatewayAddress = SiloAddress.New(new IPEndPoint(_endpoints.AdvertisedIPAddress, _endpoints.GatewayPort), 0);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string ClusterId { get; }

    /// <inheritdoc/>
    public string DnsHostName { get; } = Dns.GetHostName();

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The start is not known yet.</exception>
    public SiloAddress SiloAddress => _address ?? throw new InvalidOperationException("The silo is asked for its address before it was told when it starts.");

    /// <inheritdoc/>
    public SiloAddress GatewayAddress { get; }

    /// <summary>Says when the silo starts, by the clock of the cluster.</summary>
    /// <param name="time">The time at the database.</param>
    public void StartAt(DateTimeOffset time) =>
        _address = SiloAddress.New(new IPEndPoint(_endpoints.AdvertisedIPAddress, _endpoints.SiloPort), (int)(time - Epoch).TotalSeconds);
}
