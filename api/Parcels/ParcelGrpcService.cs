using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Shipments.Api.Authentication;
using Shipments.Api.Changes;
using Shipments.Api.Errors;
using Shipments.Api.Hosting;
using Shipments.Api.Limits;
using Shipments.Contracts.Messages;
using Shipments.V1;
using Enum = System.Enum;

namespace Shipments.Api.Parcels;

/// <summary>Parcels: register, read, list, watch, change, cancel, merge and split them, one or many at a time.</summary>
internal sealed class ParcelGrpcService(
    IParcelCalls parcels, IFeedCalls feed, ParcelRegistrar registrar, ParcelBatches batches, ParcelMerges merges, NumberLookups lookups, Draining draining,
    ApiInstruments instruments, TimeProvider time) : ParcelService.ParcelServiceBase
{
    /// <inheritdoc/>
    public override async Task<RegisterParcelResponse> RegisterParcel(RegisterParcelRequest request, ServerCallContext context)
    {
        string tenant = Caller.Of(context).Tenant;
        FieldFaults faults = new();
        ReadRegistration registration = registrar.Read(tenant, request, faults);
        faults.ThrowIfAny();
        RegisterReply reply = await registrar.SendAsync(tenant, registration, CallDeadline.Token(context));
        return new RegisterParcelResponse
        {
            Parcel = reply.OrThrow(ParcelNames.Of(registration.ParcelId)).Parcel,
            RetrySafe = registration.RetrySafe,
        };
    }

    /// <inheritdoc/>
    public override async Task<BatchRegisterParcelsResponse> BatchRegisterParcels(BatchRegisterParcelsRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        BatchItems.Count(faults, "requests", request.Requests.Count, ApiLimits.BatchParcelsMax);
        faults.ThrowIfAny();
        RegisteredParcel[] results = await batches.RegisterAsync(Caller.Of(context).Tenant, request.Requests, CallDeadline.Token(context));
        return new BatchRegisterParcelsResponse { Results = { results } };
    }

    /// <inheritdoc/>
    public override async Task<GetParcelResponse> GetParcel(GetParcelRequest request, ServerCallContext context)
    {
        string tenant = Caller.Of(context).Tenant;
        FieldFaults faults = new();
        ParcelNames.TryRead(faults, "name", request.Name, out string id);
        CheckView(faults, request.View);
        ParcelTexts.Check(faults, "language", request.Language);
        faults.ThrowIfAny();
        var query = new GetParcelQuery { Full = request.View == ParcelView.Full };
        GetParcelReply reply = await parcels.Get(tenant, id, query, CallDeadline.Token(context));
        return new GetParcelResponse { Parcel = ParcelTexts.In(request.Language, reply.OrThrow(request.Name).Parcel, instruments) };
    }

    /// <inheritdoc/>
    public override async Task<BatchGetParcelsResponse> BatchGetParcels(BatchGetParcelsRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        bool full = request.View == ParcelView.Full;
        BatchItems.Count(faults, "names", request.Names.Count, full ? ApiLimits.BatchFullParcelsMax : ApiLimits.BatchParcelsMax);
        CheckView(faults, request.View);
        faults.ThrowIfAny();
        FoundParcel[] results = await batches.GetAsync(Caller.Of(context).Tenant, request.Names, full, CallDeadline.Token(context));
        return new BatchGetParcelsResponse { Results = { results } };
    }

    /// <inheritdoc/>
    public override async Task<ListParcelsResponse> ListParcels(ListParcelsRequest request, ServerCallContext context)
    {
        string tenant = Caller.Of(context).Tenant;
        FieldFaults faults = new();
        ListParcelsQuery query = ListReader.Read(tenant, request, faults);
        faults.ThrowIfAny();
        ListParcelsReply reply = (await parcels.List(tenant, query, CallDeadline.Token(context))).OrThrow(null);
        return new ListParcelsResponse
        {
            Parcels = { reply.Parcels },
            NextPageToken = reply.Next is null ? "" : PageTokens.Write(tenant, query, reply.Next),
            ReadTime = reply.ReadMs == 0 ? null : Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(reply.ReadMs)),
        };
    }

    /// <inheritdoc/>
    public override async Task<UpdateParcelResponse> UpdateParcel(UpdateParcelRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        UpdateParcelCommand command = ChangeReader.Read(request, faults, out string id);
        faults.ThrowIfAny();
        ChangeParcelReply reply = await parcels.Update(Caller.Of(context).Tenant, id, command, CallDeadline.Token(context));
        return new UpdateParcelResponse { Parcel = reply.OrThrow(request.Parcel.Name).Parcel };
    }

    /// <inheritdoc/>
    public override async Task<CancelParcelResponse> CancelParcel(CancelParcelRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        CancelParcelCommand command = ChangeReader.Read(request, faults, out string id);
        faults.ThrowIfAny();
        ChangeParcelReply reply = await parcels.Cancel(Caller.Of(context).Tenant, id, command, CallDeadline.Token(context));
        return new CancelParcelResponse { Parcel = reply.OrThrow(request.Name).Parcel };
    }

    /// <inheritdoc/>
    public override async Task<ExportParcelHistoryResponse> ExportParcelHistory(ExportParcelHistoryRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        ParcelNames.TryRead(faults, "name", request.Name, out string id);
        faults.ThrowIfAny();
        var query = new GetParcelQuery { Epcis = true };
        GetParcelReply reply = (await parcels.Get(Caller.Of(context).Tenant, id, query, CallDeadline.Token(context))).OrThrow(request.Name);
        return new ExportParcelHistoryResponse { Document = reply.EpcisDocument, EventCount = reply.EpcisEvents, LeftOutCount = reply.EpcisLeftOut };
    }

    /// <inheritdoc/>
    public override async Task<MergeParcelsResponse> MergeParcels(MergeParcelsRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        MergeParcelsCommand command = MergeReader.Read(request, faults, out string id);
        faults.ThrowIfAny();
        return new MergeParcelsResponse { Parcel = await merges.MergeAsync(Caller.Of(context).Tenant, id, command, CallDeadline.Token(context)) };
    }

    /// <inheritdoc/>
    public override async Task<SplitParcelResponse> SplitParcel(SplitParcelRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        SplitParcelCommand command = MergeReader.Read(request, faults, out string id);
        faults.ThrowIfAny();
        ChangeParcelReply reply = await parcels.Split(Caller.Of(context).Tenant, id, command, CallDeadline.Token(context));
        return new SplitParcelResponse { Parcel = reply.OrThrow(request.Name).Parcel };
    }

    /// <inheritdoc/>
    public override async Task<AttachNumberResponse> AttachNumber(AttachNumberRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        ParcelNumberCommand command = NumberChangeReader.Read(request, time.GetUtcNow(), faults, out string id);
        faults.ThrowIfAny();
        ChangeParcelReply reply = await parcels.AttachNumber(Caller.Of(context).Tenant, id, command, CallDeadline.Token(context));
        return new AttachNumberResponse { Parcel = reply.OrThrow(request.Name).Parcel };
    }

    /// <inheritdoc/>
    public override async Task<DetachNumberResponse> DetachNumber(DetachNumberRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        ParcelNumberCommand command = NumberChangeReader.Read(request, faults, out string id);
        faults.ThrowIfAny();
        ChangeParcelReply reply = await parcels.DetachNumber(Caller.Of(context).Tenant, id, command, CallDeadline.Token(context));
        return new DetachNumberResponse { Parcel = reply.OrThrow(request.Name).Parcel };
    }

    /// <inheritdoc/>
    public override async Task<LookupParcelsResponse> LookupParcels(LookupParcelsRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        BatchItems.Count(faults, "tracking_numbers", request.TrackingNumbers.Count, ApiLimits.LookupNumbersMax);
        faults.ThrowIfAny();
        NumberLookup[] results = await lookups.LookupAsync(Caller.Of(context).Tenant, request.TrackingNumbers, CallDeadline.Token(context));
        return new LookupParcelsResponse { Results = { results } };
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
            faults.Add("view", ((int)view).ToString(CultureInfo.InvariantCulture), "must be a ParcelView");
    }
}
