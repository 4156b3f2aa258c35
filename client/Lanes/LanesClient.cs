using System.Runtime.CompilerServices;
using Shipments.V1;

namespace Shipments.Client;

/// <summary>Reads lanes: what the caller's parcels from one country to another by one service add up to.</summary>
public sealed class LanesClient
{
    private readonly LaneService.LaneServiceClient _service;
    private readonly UnaryCalls _unary;
    private readonly ServerStreams _streams;

    internal LanesClient(LaneService.LaneServiceClient service, UnaryCalls unary, ServerStreams streams)
    {
        _service = service;
        _unary = unary;
        _streams = streams;
    }

    /// <summary>Reads a lane.</summary>
    /// <param name="name"><c>lanes/{origin}-{destination}/{service}</c>.</param>
    /// <param name="view">How much of it is wanted.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ShipmentsCallException">Such as <c>LANE_NOT_FOUND</c>; or the call ended for good.</exception>
    public async Task<Lane> GetAsync(string name, LaneView view = LaneView.Unspecified, CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(_service.GetLaneAsync, new GetLaneRequest { Name = name, View = view }, cancellationToken)).Lane;

    /// <summary>Lists a page of lanes, by name.</summary>
    /// <param name="request">Page size, place and view.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ShipmentsCallException">The call ended for good.</exception>
    public Task<ListLanesResponse> ListAsync(ListLanesRequest request, CancellationToken cancellationToken = default) =>
        _unary.RunAsync(_service.ListLanesAsync, request, cancellationToken);

    /// <summary>Lists lanes to the end, page after page.</summary>
    /// <param name="view">How much of each is wanted.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ShipmentsCallException">A page could not be read.</exception>
    public async IAsyncEnumerable<Lane> ListAllAsync(
        LaneView view = LaneView.Unspecified, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ListLanesRequest next = new() { View = view };
        do
        {
            ListLanesResponse page = await ListAsync(next, cancellationToken);
            foreach (Lane lane in page.Lanes)
                yield return lane;
            next = new ListLanesRequest(next) { PageToken = page.NextPageToken };
        }
        while (next.PageToken.Length > 0);
    }

    /// <summary>Sets whether a lane is to be used, or takes that back.</summary>
    /// <param name="request">The lane with its status; without a request id a new one is made, so that the call may be repeated.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ShipmentsCallException">Such as <c>LANE_NOT_FOUND</c> or <c>ETAG_MISMATCH</c>; or the call ended for good.</exception>
    public async Task<Lane> UpdateAsync(UpdateLaneRequest request, CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(
            _service.UpdateLaneAsync, new UpdateLaneRequest(request) { RequestId = RequestIds.OrNew(request.RequestId) }, cancellationToken)).Lane;

    /// <summary>Estimates when a parcel arrives by a service, and what it costs when the server knows tariffs.</summary>
    /// <param name="request">From where, to where, by what, when and how heavy.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ShipmentsCallException">The call ended for good.</exception>
    public async Task<LaneArrival> EstimateDeliveryAsync(EstimateDeliveryRequest request, CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(_service.EstimateDeliveryAsync, request, cancellationToken)).Estimate;

    /// <summary>Ranks the lanes a parcel may take, the best first; those that are not to be had come last, with the reason.</summary>
    /// <param name="request">From where, to where, when, how heavy, and what counts.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ShipmentsCallException">The call ended for good.</exception>
    public async Task<IReadOnlyList<RankedLane>> RankAsync(RankLanesRequest request, CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(_service.RankLanesAsync, request, cancellationToken)).Lanes;

    /// <summary>
    /// Gives lanes as they are, then each again when its figures change, at most once a second, without an end. A stream that breaks is opened
    /// again, and gives all of them anew.
    /// </summary>
    /// <param name="names">1 to 100 names of lanes; one that does not exist yet is given when it does.</param>
    /// <param name="view">How much of each is wanted.</param>
    /// <param name="cancellationToken">Ends the watch with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ShipmentsCallException">A name is none; or the server did not come back in time.</exception>
    public async IAsyncEnumerable<Lane> WatchAsync(
        IEnumerable<string> names, LaneView view = LaneView.Unspecified, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        WatchLanesRequest request = new() { Names = { names }, View = view };
        await foreach (WatchLanesResponse message in _streams.ReadAsync("WatchLanes", options => _service.WatchLanes(request, options), cancellationToken))
        {
            foreach (Lane lane in message.Lanes)
                yield return lane;
        }
    }
}
