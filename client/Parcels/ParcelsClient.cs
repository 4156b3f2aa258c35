using System.Runtime.CompilerServices;
using Grpc.Core;
using Shipments.V1;

namespace Shipments.Client;

/// <summary>Registers, reads, lists, changes and watches parcels. Requests are never changed; a missing request id is filled into a copy.</summary>
public sealed class ParcelsClient
{
    private readonly ParcelService.ParcelServiceClient _service;
    private readonly UnaryCalls _unary;
    private readonly ServerStreams _streams;
    private readonly ParcelRegistrations _registrations;
    private readonly ParcelListing _listing;

    internal ParcelsClient(ParcelService.ParcelServiceClient service, CallContext context, UnaryCalls unary, ServerStreams streams)
    {
        _service = service;
        _unary = unary;
        _streams = streams;
        _registrations = new ParcelRegistrations(service, context, unary);
        _listing = new ParcelListing(service, context, unary);
    }

    /// <summary>Registers a parcel. The same request id with the same content gives the same parcel, for ever.</summary>
    /// <param name="request">What is registered.</param>
    /// <param name="cancellationToken">Ends the call; what was sent takes effect or not.</param>
    /// <returns>The parcel as it is now.</returns>
    /// <exception cref="ShipmentsCallException">Such as <c>PARCEL_EXISTS</c>; or the call ended for good.</exception>
    public async Task<Parcel> RegisterAsync(RegisterParcelRequest request, CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(
            _service.RegisterParcelAsync, new RegisterParcelRequest(request) { RequestId = RequestIds.OrNew(request.RequestId) }, cancellationToken)).Parcel;

    /// <summary>Registers up to 1,000 parcels. Items whose outcome the server did not know are sent again, with the ids they had.</summary>
    /// <param name="requests">What is registered.</param>
    /// <param name="cancellationToken">Ends the call; what was sent takes effect or not.</param>
    /// <returns>A parcel or an error for each request, in its order. An error with <c>RetryInfo</c> was not settled within the deadline.</returns>
    /// <exception cref="ShipmentsCallException">The call as a whole ended for good; what was sent took effect or not.</exception>
    public Task<IReadOnlyList<RegisteredParcel>> RegisterBatchAsync(
        IReadOnlyList<RegisterParcelRequest> requests, CancellationToken cancellationToken = default) =>
        _registrations.RunAsync(requests, cancellationToken);

    /// <summary>Reads a parcel.</summary>
    /// <param name="name"><c>parcels/{parcel_id}</c>.</param>
    /// <param name="view">Whether its scans are wanted too.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ShipmentsCallException">Such as <c>PARCEL_NOT_FOUND</c>; or the call ended for good.</exception>
    public async Task<Parcel> GetAsync(string name, ParcelView view = ParcelView.Basic, CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(_service.GetParcelAsync, new GetParcelRequest { Name = name, View = view }, cancellationToken)).Parcel;

    /// <summary>Reads up to 1,000 parcels, or up to 10 with their scans.</summary>
    /// <param name="names"><c>parcels/{parcel_id}</c> of each.</param>
    /// <param name="view">Whether their scans are wanted too.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A parcel or an error for each name, in its order.</returns>
    /// <exception cref="ShipmentsCallException">The call as a whole ended for good.</exception>
    public async Task<IReadOnlyList<FoundParcel>> GetBatchAsync(
        IEnumerable<string> names, ParcelView view = ParcelView.Basic, CancellationToken cancellationToken = default)
    {
        BatchGetParcelsRequest request = new() { Names = { names }, View = view };
        return (await _unary.RunAsync(_service.BatchGetParcelsAsync, request, cancellationToken)).Results;
    }

    /// <summary>Finds the parcels that hold or held tracking numbers.</summary>
    /// <param name="trackingNumbers">1 to 100.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What is known of each number, in the order given.</returns>
    /// <exception cref="ShipmentsCallException">The call ended for good.</exception>
    public async Task<IReadOnlyList<NumberLookup>> LookupAsync(IEnumerable<string> trackingNumbers, CancellationToken cancellationToken = default)
    {
        LookupParcelsRequest request = new() { TrackingNumbers = { trackingNumbers } };
        return (await _unary.RunAsync(_service.LookupParcelsAsync, request, cancellationToken)).Results;
    }

    /// <summary>Lists a page of parcels.</summary>
    /// <param name="request">Filter, order and place.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ShipmentsCallException">The call ended for good.</exception>
    public Task<ListParcelsResponse> ListAsync(ListParcelsRequest request, CancellationToken cancellationToken = default) =>
        _listing.PageAsync(request, cancellationToken);

    /// <summary>Lists parcels to the end, page after page.</summary>
    /// <param name="request">Filter, order, page size and where to begin.</param>
    /// <param name="asOf">
    /// First waits, up to <see cref="ShipmentsClientOptions.ReconnectWithin"/>, until all that was committed up to then is in the list, by the
    /// server's clock. Null: the list as it is.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ShipmentsCallException">A page could not be read, or the list did not come that far.</exception>
    public IAsyncEnumerable<Parcel> ListAllAsync(
        ListParcelsRequest request, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default) =>
        _listing.AllAsync(request, asOf, cancellationToken);

    /// <summary>Changes what was registered of a parcel.</summary>
    /// <param name="request">The parcel with its name and the values, the mask that says which count, and the etag that was read.</param>
    /// <param name="cancellationToken">Ends the call; what was sent takes effect or not.</param>
    /// <returns>The parcel as it is now.</returns>
    /// <exception cref="ShipmentsCallException">Such as <c>ETAG_MISMATCH</c>; or the call ended for good.</exception>
    public async Task<Parcel> UpdateAsync(UpdateParcelRequest request, CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(
            _service.UpdateParcelAsync, new UpdateParcelRequest(request) { RequestId = RequestIds.OrNew(request.RequestId) }, cancellationToken)).Parcel;

    /// <summary>Cancels a parcel before it moves.</summary>
    /// <param name="request">Which, why, and the etag that was read.</param>
    /// <param name="cancellationToken">Ends the call; what was sent takes effect or not.</param>
    /// <returns>The parcel as it is now.</returns>
    /// <exception cref="ShipmentsCallException">Such as <c>PARCEL_PHASE</c>; or the call ended for good.</exception>
    public async Task<Parcel> CancelAsync(CancelParcelRequest request, CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(
            _service.CancelParcelAsync, new CancelParcelRequest(request) { RequestId = RequestIds.OrNew(request.RequestId) }, cancellationToken)).Parcel;

    /// <summary>Merges parcels into one. What has not followed when this returns follows by itself; <c>merged_parcels</c> says how far each has come.</summary>
    /// <param name="request">Into which, and 1 to 16 others.</param>
    /// <param name="cancellationToken">Ends the call; what was sent takes effect or not.</param>
    /// <returns>The parcel the others are merged into, as it is now.</returns>
    /// <exception cref="ShipmentsCallException">Such as <c>PARCEL_MERGED</c>; or the call ended for good.</exception>
    public async Task<Parcel> MergeAsync(MergeParcelsRequest request, CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(
            _service.MergeParcelsAsync, new MergeParcelsRequest(request) { RequestId = RequestIds.OrNew(request.RequestId) }, cancellationToken)).Parcel;

    /// <summary>Makes a merged parcel a parcel of its own again.</summary>
    /// <param name="request">Which.</param>
    /// <param name="cancellationToken">Ends the call; what was sent takes effect or not.</param>
    /// <returns>The parcel as it is now.</returns>
    /// <exception cref="ShipmentsCallException">Such as <c>PARCEL_NOT_MERGED</c>; or the call ended for good.</exception>
    public async Task<Parcel> SplitAsync(SplitParcelRequest request, CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(
            _service.SplitParcelAsync, new SplitParcelRequest(request) { RequestId = RequestIds.OrNew(request.RequestId) }, cancellationToken)).Parcel;

    /// <summary>Gives a parcel a further tracking number, or one back that was taken away. Scans that wait under it follow within moments.</summary>
    /// <param name="request">Which parcel, and the number.</param>
    /// <param name="cancellationToken">Ends the call; what was sent takes effect or not.</param>
    /// <returns>The parcel as it is now.</returns>
    /// <exception cref="ShipmentsCallException">Such as <c>PARCEL_NUMBERS_FULL</c>; or the call ended for good.</exception>
    public async Task<Parcel> AttachNumberAsync(AttachNumberRequest request, CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(
            _service.AttachNumberAsync, new AttachNumberRequest(request) { RequestId = RequestIds.OrNew(request.RequestId) }, cancellationToken)).Parcel;

    /// <summary>Takes a tracking number away from a parcel, as if it had never been its. Scans that came under it alone leave the parcel.</summary>
    /// <param name="request">Which parcel, and the number.</param>
    /// <param name="cancellationToken">Ends the call; what was sent takes effect or not.</param>
    /// <returns>The parcel as it is now.</returns>
    /// <exception cref="ShipmentsCallException">Such as <c>NUMBER_NOT_ATTACHED</c>; or the call ended for good.</exception>
    public async Task<Parcel> DetachNumberAsync(DetachNumberRequest request, CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(
            _service.DetachNumberAsync, new DetachNumberRequest(request) { RequestId = RequestIds.OrNew(request.RequestId) }, cancellationToken)).Parcel;

    /// <summary>
    /// Gives a parcel as it is, then each of its changes, in order and each once, without an end. A stream that breaks is opened again with the
    /// etag that was seen last; when the parcel has changed meanwhile it is given whole, as it is then. Signs of life have neither.
    /// </summary>
    /// <param name="name"><c>parcels/{parcel_id}</c>.</param>
    /// <param name="etag">The etag seen last; empty for none.</param>
    /// <param name="view">How much of the parcel is wanted where it is given whole.</param>
    /// <param name="cancellationToken">Ends the watch with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ShipmentsCallException">Such as <c>PARCEL_NOT_FOUND</c>; or the server did not come back in time.</exception>
    public async IAsyncEnumerable<WatchParcelResponse> WatchAsync(
        string name, string etag = "", ParcelView view = ParcelView.Basic, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string seen = etag;
        AsyncServerStreamingCall<WatchParcelResponse> Open(CallOptions options) =>
            _service.WatchParcel(new WatchParcelRequest { Name = name, Etag = seen, View = view }, options);
        await foreach (WatchParcelResponse message in _streams.ReadAsync("WatchParcel", Open, cancellationToken))
        {
            seen = message.Etag;
            yield return message;
        }
    }
}
