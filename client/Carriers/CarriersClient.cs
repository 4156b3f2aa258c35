using Shipments.V1;

namespace Shipments.Client;

/// <summary>Sends carriers' payloads as they are.</summary>
public sealed class CarriersClient
{
    private readonly CarrierService.CarrierServiceClient _service;
    private readonly UnaryCalls _unary;

    internal CarriersClient(CarrierService.CarrierServiceClient service, UnaryCalls unary)
    {
        _service = service;
        _unary = unary;
    }

    /// <summary>Reads a payload and records what it says.</summary>
    /// <param name="request">The payload, at most 1 MiB. Without a request id it is sent with one made here.</param>
    /// <param name="cancellationToken">Ends the call; what was sent takes effect or not.</param>
    /// <returns>An item for each shipment of the payload, with an outcome for each of its events.</returns>
    /// <exception cref="ShipmentsCallException">Such as <c>PAYLOAD_MALFORMED</c>; or the call ended for good.</exception>
    public Task<IngestPayloadResponse> IngestAsync(IngestPayloadRequest request, CancellationToken cancellationToken = default) =>
        _unary.RunAsync(
            _service.IngestPayloadAsync, new IngestPayloadRequest(request) { RequestId = RequestIds.OrNew(request.RequestId) }, cancellationToken);

    /// <summary>Lists the codes of this tenant's scans that no vocabulary knew since the server started, most frequent first, at most 1,000.</summary>
    /// <param name="carrier">Only this carrier's; empty for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ShipmentsCallException">The call ended for good.</exception>
    public async Task<IReadOnlyList<UnmappedCode>> ListUnmappedCodesAsync(string carrier = "", CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(_service.ListUnmappedCodesAsync, new ListUnmappedCodesRequest { Carrier = carrier }, cancellationToken)).Codes;
}
