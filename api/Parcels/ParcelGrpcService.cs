using Grpc.Core;
using Shipments.Api.Authentication;
using Shipments.Api.Errors;
using Shipments.Api.Hosting;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Parcels;

/// <summary>Parcels: register them, read them.</summary>
internal sealed class ParcelGrpcService(IParcelCalls parcels, IIdSource ids, TimeProvider time) : ParcelService.ParcelServiceBase
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
        if (!Enum.IsDefined(request.View))
            faults.Add("view", ((int)request.View).ToString(System.Globalization.CultureInfo.InvariantCulture), "must be a ParcelView");
        faults.ThrowIfAny();
        var query = new GetParcelQuery { Full = request.View == ParcelView.Full };
        GetParcelReply reply = await parcels.Get(tenant, id, query, CallDeadline.Token(context));
        return new GetParcelResponse { Parcel = reply.OrThrow(request.Name).Parcel };
    }
}
