using System.Globalization;
using Grpc.Core;
using Shipments.Api.Authentication;
using Shipments.Api.Errors;
using Shipments.Api.Hosting;
using Shipments.Api.Limits;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Lanes;

/// <summary>Lanes: read, list and watch them, say whether they are to be used, and choose among them.</summary>
internal sealed class LaneGrpcService(ILaneCalls lanes, LaneChoices choices, LaneWatches watches, Draining draining, TimeProvider time) : LaneService.LaneServiceBase
{
    /// <inheritdoc/>
    public override async Task<GetLaneResponse> GetLane(GetLaneRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        LaneNames.TryRead(faults, "name", request.Name, out string lane);
        bool full = IsFull(faults, request.View, unspecified: true);
        faults.ThrowIfAny();
        GetLaneReply reply = (await lanes.Get(Caller.Of(context).Tenant, lane, full, CallDeadline.Token(context))).OrThrow(request.Name);
        return new GetLaneResponse { Lane = reply.Lane ?? throw ErrorStatuses.Exception(ApiReason.LaneNotFound, subject: request.Name) };
    }

    /// <inheritdoc/>
    public override async Task<ListLanesResponse> ListLanes(ListLanesRequest request, ServerCallContext context)
    {
        string tenant = Caller.Of(context).Tenant;
        CancellationToken cancellationToken = CallDeadline.Token(context);
        ListLanesQuery query = ReadList(tenant, request, out bool full);
        ListLanesReply page = (await lanes.List(tenant, query, cancellationToken)).OrThrow(null);
        GetLaneReply[] found = await Task.WhenAll(page.Lanes.Select(lane => lanes.Get(tenant, lane, full, cancellationToken).AsTask()));
        ListLanesResponse response = new() { NextPageToken = page.More ? LanePageTokens.Write(tenant, page.Lanes[^1]) : "" };
        for (int i = 0; i < found.Length; i++)
        {
            // A lane is in the index before its first state is saved; one that died in between has nothing to show until it has counted again.
            if (found[i].OrThrow("lanes/" + page.Lanes[i]).Lane is { } lane)
                response.Lanes.Add(lane);
        }

        return response;
    }

    /// <inheritdoc/>
    public override async Task WatchLanes(
        WatchLanesRequest request, IServerStreamWriter<WatchLanesResponse> responseStream, ServerCallContext context)
    {
        FieldFaults faults = new();
        if (request.Names.Count is 0 or > ApiLimits.WatchedLanesMax)
        {
            faults.Add(
                "names", string.Create(CultureInfo.InvariantCulture, $"{request.Names.Count} items"),
                $"must be 1 to {ApiLimits.WatchedLanesMax}");
        }

        List<string> names = [];
        for (int i = 0; i < request.Names.Count && i < ApiLimits.WatchedLanesMax; i++)
        {
            if (LaneNames.TryRead(faults, string.Create(CultureInfo.InvariantCulture, $"names[{i}]"), request.Names[i], out string lane))
                names.Add(lane);
        }

        bool full = IsFull(faults, request.View, unspecified: false);
        faults.ThrowIfAny();
        using IDisposable place = watches.Enter();
        LaneWatch watch = new(lanes, Caller.Of(context).Tenant, names, full, time, context.CancellationToken, draining.Token);
        await watch.RunAsync(responseStream);
    }

    /// <inheritdoc/>
    public override async Task<UpdateLaneResponse> UpdateLane(UpdateLaneRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        UpdateLaneCommand command = LaneUpdates.Read(request, faults, time.GetUtcNow().ToUnixTimeMilliseconds(), out string lane);
        faults.ThrowIfAny();
        ChangeLaneReply reply = (await lanes.Update(Caller.Of(context).Tenant, lane, command, CallDeadline.Token(context))).OrThrow(request.Lane.Name);
        return new UpdateLaneResponse { Lane = reply.Lane ?? throw ErrorStatuses.Exception(ApiReason.LaneNotFound, subject: request.Lane.Name) };
    }

    /// <inheritdoc/>
    public override Task<EstimateDeliveryResponse> EstimateDelivery(EstimateDeliveryRequest request, ServerCallContext context) =>
        choices.Estimate(Caller.Of(context).Tenant, request, CallDeadline.Token(context));

    /// <inheritdoc/>
    public override Task<RankLanesResponse> RankLanes(RankLanesRequest request, ServerCallContext context) =>
        choices.Rank(Caller.Of(context).Tenant, request, CallDeadline.Token(context));

    private static ListLanesQuery ReadList(string tenant, ListLanesRequest request, out bool full)
    {
        FieldFaults faults = new();
        full = IsFull(faults, request.View, unspecified: false);
        ListLanesQuery query = new();
        if (request.PageToken.Length > 0)
        {
            if (LanePageTokens.Read(tenant, request.PageToken) is { } after)
                query.After = after;
            else
                faults.Add("page_token", request.PageToken, "must be one that was given for this list");
        }

        if (request.PageSize < 0)
            faults.Add("page_size", request.PageSize.ToString(CultureInfo.InvariantCulture), "must not be negative");
        faults.ThrowIfAny();
        query.LanesMax = request.PageSize == 0 ? ApiLimits.PageLanesDefault : Math.Min(request.PageSize, ApiLimits.PageLanesMax);
        return query;
    }

    private static bool IsFull(FieldFaults faults, LaneView view, bool unspecified)
    {
        if (!Enum.IsDefined(view))
            faults.Add("view", ((int)view).ToString(CultureInfo.InvariantCulture), "must be a LaneView");
        return view == LaneView.Full || (view == LaneView.Unspecified && unspecified);
    }
}
