using System.Globalization;
using Grpc.Core;
using Shipments.Api.Authentication;
using Shipments.Api.Errors;
using Shipments.Api.Hosting;
using Shipments.Api.Limits;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Changes;

/// <summary>Changes of all of a tenant's parcels, as a stream from a cursor.</summary>
internal sealed class ChangeGrpcService(IFeedCalls feed, FeedPlaces places, Draining draining, ApiInstruments instruments, TimeProvider time)
    : ChangeService.ChangeServiceBase
{
    /// <inheritdoc/>
    public override async Task ReadChanges(
        ReadChangesRequest request, IServerStreamWriter<ReadChangesResponse> responseStream, ServerCallContext context)
    {
        string tenant = Caller.Of(context).Tenant;
        FieldFaults faults = new();
        FieldRules.Line(faults, "cursor", request.Cursor, ApiLimits.CursorCharsMax);
        faults.ThrowIfAny();
        FeedCursor cursor = request.Cursor.Length == 0
            ? await places.FindEndAsync(context.CancellationToken)
            : await places.ResumeAsync(request.Cursor, tenant, context.CancellationToken);
        ReadShardQuery wanted = new() { Tenant = tenant, PhaseChangesOnly = request.PhaseChangesOnly };
        using ChangeStream stream = new(feed, cursor, wanted, instruments, time, context.CancellationToken, draining.Token);
        await stream.RunAsync(responseStream);
    }

    /// <inheritdoc/>
    public override async Task<GetCursorResponse> GetCursor(GetCursorRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        if (!Enum.IsDefined(request.Place))
            faults.Add("place", ((int)request.Place).ToString(CultureInfo.InvariantCulture), "must be a CursorPlace");
        long atMs = request.Time is null ? 0 : ReadTime(request, faults);
        faults.ThrowIfAny();
        CancellationToken token = CallDeadline.Token(context);
        FeedCursor cursor = request.Time is not null ? await places.FindAsync(atMs, token)
            : request.Place == CursorPlace.Earliest ? await places.FindEarliestAsync(token)
            : await places.FindEndAsync(token);
        return new GetCursorResponse { Cursor = CursorCodec.Encode(cursor, Caller.Of(context).Tenant) };
    }

    private long ReadTime(GetCursorRequest request, FieldFaults faults)
    {
        if (request.Place != CursorPlace.Unspecified)
            faults.Add("place", request.Place.ToString(), "must be left out where time is given");
        if (FieldRules.Instant(faults, "time", request.Time, out long atMs) && atMs > time.GetUtcNow().ToUnixTimeMilliseconds())
            faults.Add("time", FieldRules.Shown(request.Time), "must not be in the future");
        return atMs;
    }
}
