using Shipments.Contracts;
using Shipments.Contracts.Calls;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Parcels;

namespace Shipments.Api.Parcels;

/// <summary>Calls parcels as grains; a call that was MOVED is sent again by the helper of the contracts.</summary>
internal sealed class GrainParcelCalls(
    IGrainFactory grains, TimeProvider time, ILocalGrains? local = null, ILocalRegistrations? registrations = null)
    : IParcelCalls
{
    private readonly GrainReferences<IParcelGrain> _parcels = new(grains, local);
    private readonly GrainReferences<IParcelListGrain> _lists = new(grains);
    private readonly ILocalRegistrations? _registrations = registrations;

    /// <inheritdoc/>
    public ValueTask<RegisterReply> Register(string tenant, string parcelId, RegisterCommand command, CancellationToken cancellationToken) =>
        GrainCalls.InvokeAsync(
            static (call, token) => call.SendAsync(token), new Registration(this, ActorKeys.Parcel(tenant, parcelId), command), time, cancellationToken,
            isRepeatable: command.RequestId.Length > 0);

    /// <inheritdoc/>
    public ValueTask<RecordReply> Record(string tenant, string parcelId, RecordCommand command, CancellationToken cancellationToken) =>
        _parcels.InvokeAsync(
            ActorKeys.Parcel(tenant, parcelId), static (parcel, sent, token) => parcel.Record(sent, token), command, time, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<LinkNumbersReply> LinkNumbers(
        string tenant, string parcelId, LinkNumbersCommand command, CancellationToken cancellationToken) =>
        GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.LinkNumbers(call.command, token), (Grain: Of(tenant, parcelId), command), time, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ChangeParcelReply> AttachNumber(
        string tenant, string parcelId, ParcelNumberCommand command, CancellationToken cancellationToken) =>
        GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.AttachNumber(call.command, token), (Grain: Of(tenant, parcelId), command), time, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ChangeParcelReply> DetachNumber(
        string tenant, string parcelId, ParcelNumberCommand command, CancellationToken cancellationToken) =>
        GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.DetachNumber(call.command, token), (Grain: Of(tenant, parcelId), command), time, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ChangeParcelReply> Cancel(
        string tenant, string parcelId, CancelParcelCommand command, CancellationToken cancellationToken) =>
        GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.Cancel(call.command, token), (Grain: Of(tenant, parcelId), command), time, cancellationToken,
            isRepeatable: command.RequestId.Length > 0);

    /// <inheritdoc/>
    public ValueTask<ChangeParcelReply> Update(
        string tenant, string parcelId, UpdateParcelCommand command, CancellationToken cancellationToken) =>
        GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.Update(call.command, token), (Grain: Of(tenant, parcelId), command), time, cancellationToken,
            isRepeatable: command.RequestId.Length > 0);

    /// <inheritdoc/>
    public ValueTask<ChangeParcelReply> Merge(
        string tenant, string parcelId, MergeParcelsCommand command, CancellationToken cancellationToken) =>
        GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.Merge(call.command, token), (Grain: Of(tenant, parcelId), command), time, cancellationToken,
            isRepeatable: command.RequestId.Length > 0);

    /// <inheritdoc/>
    public ValueTask<ChangeParcelReply> Split(
        string tenant, string parcelId, SplitParcelCommand command, CancellationToken cancellationToken) =>
        GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.Split(call.command, token), (Grain: Of(tenant, parcelId), command), time, cancellationToken,
            isRepeatable: command.RequestId.Length > 0);

    /// <inheritdoc/>
    public ValueTask<ListParcelsReply> List(string tenant, ListParcelsQuery query, CancellationToken cancellationToken) =>
        GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.List(call.query, token),
            (Grain: _lists.Of(tenant), query), time, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<GetParcelReply> Get(string tenant, string parcelId, GetParcelQuery query, CancellationToken cancellationToken) =>
        _parcels.InvokeAsync(
            ActorKeys.Parcel(tenant, parcelId), static (parcel, sent, token) => parcel.Get(sent, token), query, time, cancellationToken);

    private IParcelGrain Of(string tenant, string parcelId) => _parcels.Of(ActorKeys.Parcel(tenant, parcelId));

    // An id is fresh once: a repeated call may find what the one before it did. It goes by a message too, which finds the parcel wherever it is.
    private sealed class Registration(GrainParcelCalls calls, string key, RegisterCommand command)
    {
        private bool _isSent;

        public Task<RegisterReply> SendAsync(CancellationToken cancellationToken)
        {
            RegisterCommand next = command;
            if (_isSent && command.FreshId)
            {
                next = command.Clone();
                next.FreshId = false;
            }

            Task<RegisterReply>? here = _isSent ? null : calls._registrations?.TryRegister(key, next, cancellationToken);
            _isSent = true;
            return here ?? calls._parcels.Of(key).Register(next, cancellationToken);
        }
    }
}
