using Shipments.Contracts;
using Shipments.Contracts.Calls;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Numbers;

namespace Shipments.Api.Numbers;

/// <summary>Calls tracking numbers as grains; a call that was MOVED is sent again by the helper of the contracts.</summary>
internal sealed class GrainNumberCalls(IGrainFactory grains, TimeProvider time, ILocalGrains? local = null) : INumberCalls
{
    private readonly GrainReferences<ITrackingNumberGrain> _numbers = new(grains, local);

    /// <inheritdoc/>
    public ValueTask<RouteReply> RecordOrRoute(string tenant, string number, RouteCommand command, CancellationToken cancellationToken) =>
        _numbers.InvokeAsync(
            ActorKeys.Number(tenant, number), static (grain, sent, token) => grain.RecordOrRoute(sent, token), command, time, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<NoteNamesReply> NoteNames(string tenant, string number, NoteNamesCommand command, CancellationToken cancellationToken) =>
        GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.NoteNames(call.command, token), (Grain: Of(tenant, number), command), time, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<LookupNumberReply> Lookup(string tenant, string number, LookupNumberQuery query, CancellationToken cancellationToken) =>
        _numbers.InvokeAsync(
            ActorKeys.Number(tenant, number), static (grain, sent, token) => grain.Lookup(sent, token), query, time, cancellationToken);

    private ITrackingNumberGrain Of(string tenant, string number) => _numbers.Of(ActorKeys.Number(tenant, number));
}
