using Grpc.Core;
using Shipments.Api.Authentication;
using Shipments.Api.Changes;
using Shipments.Api.Errors;
using Shipments.Api.Hosting;
using Shipments.Api.Limits;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Parcels;

/// <summary>Parcels: register them, read them, watch them.</summary>
internal sealed class ParcelGrpcService(
    IParcelCalls parcels, IFeedCalls feed, IIdSource ids, Draining draining, ApiInstruments instruments, TimeProvider time) : ParcelService.ParcelServiceBase
{
    /// <inheritdoc/>
    public override async Task<RegisterParcelResponse> RegisterParcel(RegisterParcelRequest request, ServerCallContext context)
    {
        string tenant = Caller.Of(context).Tenant;
        FieldFaults faults = new();
        RegisterCommand command = RegistrationReader.Read(request, time.GetUtcNow(), faults);
        faults.ThrowIfAny();
        bool named = request.ParcelId.Length > 0;
        bool repeatable = named || request.RequestId.Length > 0;
        command.FreshId = !repeatable;
        string id = named ? request.ParcelId : repeatable ? ParcelIds.FromRequest(tenant, request.RequestId) : ParcelIds.Random(ids);
        RegisterReply reply = await parcels.Register(tenant, id, command, CallDeadline.Token(context));
        return new RegisterParcelResponse { Parcel = reply.OrThrow(ParcelNames.Of(id)).Parcel, RetrySafe = repeatable };
    }

    /// <inheritdoc/>
    public override async Task<GetParcelResponse> GetParcel(GetParcelRequest request, ServerCallContext context)
    {
        string tenant = Caller.Of(context).Tenant;
        FieldFaults faults = new();
        ParcelNames.TryRead(faults, "name", request.Name, out string id);
        CheckView(faults, request.View);
        faults.ThrowIfAny();
        var query = new GetParcelQuery { Full = request.View == ParcelView.Full };
        GetParcelReply reply = await parcels.Get(tenant, id, query, CallDeadline.Token(context));
        return new GetParcelResponse { Parcel = reply.OrThrow(request.Name).Parcel };
    }

    /// <inheritdoc/>
    public override async Task WatchParcel(
        WatchParcelRequest request, IServerStreamWriter<WatchParcelResponse> responseStream, ServerCallContext context)
    {
        FieldFaults faults = new();
        ParcelNames.TryRead(faults, "name", request.Name, out string id);
        FieldRules.Line(faults, "etag", request.Etag, ApiLimits.EtagCharsMax);
        CheckView(faults, request.View);
        faults.ThrowIfAny();
        WatchedParcel parcel = new(Caller.Of(context).Tenant, id, request.View == ParcelView.Full);
        using ParcelWatch watch = new(parcels, feed, parcel, instruments, time, context.CancellationToken, draining.Token);
        await watch.RunAsync(request.Etag, responseStream);
    }

    private static void CheckView(FieldFaults faults, ParcelView view)
    {
        if (!Enum.IsDefined(view))
            faults.Add("view", ((int)view).ToString(System.Globalization.CultureInfo.InvariantCulture), "must be a ParcelView");
    }
}
