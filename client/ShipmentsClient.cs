using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using Shipments.V1;

namespace Shipments.Client;

/// <summary>
/// The front door of Shipments, as an application calls it. Thread-safe; one for an application is enough. Made by
/// <see cref="ShipmentsClientServiceCollectionExtensions.AddShipmentsClient"/>.
/// </summary>
/// <remarks>
/// Every unary call has a deadline and is repeated while repeating helps. That is safe: every write carries a request id, made here where the
/// caller gave none, and keeps it over all attempts. What ends for good is a <see cref="ShipmentsCallException"/>.
/// </remarks>
public sealed class ShipmentsClient : IDisposable
{
    private readonly GrpcChannel _channel;

    internal ShipmentsClient(ShipmentsClientOptions options, TimeProvider time, Jitter jitter, ILoggerFactory loggers)
    {
        _channel = ClientChannel.Open(options);
        CallContext context = new(options, new Backoff(options, jitter), time, loggers.CreateLogger("Shipments.Client"));
        UnaryCalls unary = new(context);
        ServerStreams streams = new(context);
        Parcels = new ParcelsClient(new ParcelService.ParcelServiceClient(_channel), context, unary, streams);
        Scans = new ScansClient(new ScanService.ScanServiceClient(_channel), context, unary);
        Carriers = new CarriersClient(new CarrierService.CarrierServiceClient(_channel), unary);
        Lanes = new LanesClient(new LaneService.LaneServiceClient(_channel), unary, streams);
        Containers = new ContainersClient(new ContainerService.ContainerServiceClient(_channel), unary);
        Changes = new ChangesClient(new ChangeService.ChangeServiceClient(_channel), unary, streams);
    }

    /// <summary>Registers, reads, lists, changes and watches parcels.</summary>
    public ParcelsClient Parcels { get; }

    /// <summary>Sends scans.</summary>
    public ScansClient Scans { get; }

    /// <summary>Sends carriers' payloads as they are.</summary>
    public CarriersClient Carriers { get; }

    /// <summary>Reads what parcels of one way and service add up to.</summary>
    public LanesClient Lanes { get; }

    /// <summary>Fills, seals and scans bags, dispatches, consignments and air waybills.</summary>
    public ContainersClient Containers { get; }

    /// <summary>Reads what happened to the caller's parcels.</summary>
    public ChangesClient Changes { get; }

    /// <summary>Closes the connections. Calls under way end.</summary>
    public void Dispose() => _channel.Dispose();
}
