using Shipments.V1;

namespace Shipments.Client;

/// <summary>Sends scans. A scan that has an outcome other than refused is durable; one that was sent twice counts once.</summary>
public sealed class ScansClient
{
    private readonly ScanService.ScanServiceClient _service;
    private readonly CallContext _context;
    private readonly UnaryCalls _unary;

    internal ScansClient(ScanService.ScanServiceClient service, CallContext context, UnaryCalls unary)
    {
        _service = service;
        _context = context;
        _unary = unary;
    }

    /// <summary>Records up to 1,000 scans in one call.</summary>
    /// <param name="scans">1 to 1,000.</param>
    /// <param name="requestId">1 to 64 characters; empty: one is made.</param>
    /// <param name="cancellationToken">Ends the call; what was sent is recorded or not.</param>
    /// <returns>An outcome for each scan, in its order. A refused one has its error and spoils no other.</returns>
    /// <exception cref="ShipmentsCallException">The call as a whole ended for good.</exception>
    public async Task<IReadOnlyList<ScanOutcome>> RecordAsync(
        IEnumerable<Scan> scans, string requestId = "", CancellationToken cancellationToken = default)
    {
        RecordScansRequest request = new() { RequestId = RequestIds.OrNew(requestId), Scans = { scans } };
        return (await _unary.RunAsync(_service.RecordScansAsync, request, cancellationToken)).Outcomes;
    }

    /// <summary>Opens a stream of batches, each acknowledged after its commit. It connects with its first batch.</summary>
    public ScanStream OpenStream() => new(_service, _context);

    /// <summary>
    /// Sends all scans of a source through a stream of its own and gives each with its outcome, in order. What waits goes as one batch, so a
    /// fast source makes large batches and a slow one is not delayed. The source is read no further than the window allows.
    /// </summary>
    /// <param name="scans">The source; may be without an end.</param>
    /// <param name="cancellationToken">Ends the sending; scans without an outcome are recorded or not.</param>
    /// <exception cref="ShipmentsCallException">A batch was refused as a whole, or the server did not come back in time.</exception>
    public IAsyncEnumerable<IngestedScan> IngestAsync(IAsyncEnumerable<Scan> scans, CancellationToken cancellationToken = default) =>
        new ScanIngest(OpenStream, _context.Options).RunAsync(scans, cancellationToken);
}
