using Shipments.Contracts;
using Shipments.Contracts.Calls;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Numbers;

namespace Shipments.Api.Numbers;

/// <summary>Calls tracking numbers as grains; a call that was MOVED is sent again by the helper of the contracts.</summary>
internal sealed class GrainNumberCalls(IGrainFactory grains, TimeProvider time) : INumberCalls
{
    private readonly GrainReferences<ITrackingNumberGrain> _numbers = new(grains);

    /// <inheritdoc/>
    public ValueTask<RouteReply> RecordOrRoute(string tenant, string number, RouteCommand command, CancellationToken cancellationToken) =>
        GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.RecordOrRoute(call.command, token), (Grain: Of(tenant, number), command), time, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<NoteNamesReply> NoteNames(string tenant, string number, NoteNamesCommand command, CancellationToken cancellationToken) =>
        GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.NoteNames(call.command, token), (Grain: Of(tenant, number), command), time, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<LookupNumberReply> Lookup(string tenant, string number, LookupNumberQuery query, CancellationToken cancellationToken) =>
        GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.Lookup(call.query, token), (Grain: Of(tenant, number), query), time, cancellationToken);

    private ITrackingNumberGrain Of(string tenant, string number) => _numbers.Of(ActorKeys.Number(tenant, number));
}
