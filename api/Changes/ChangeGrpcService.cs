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
            ? await places.FindAsync(earliest: false, context.CancellationToken)
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
        faults.ThrowIfAny();
        FeedCursor cursor = await places.FindAsync(request.Place == CursorPlace.Earliest, CallDeadline.Token(context));
        return new GetCursorResponse { Cursor = CursorCodec.Encode(cursor, Caller.Of(context).Tenant) };
    }
}
