using Shipments.Contracts;
using Shipments.Contracts.Calls;
using Shipments.Contracts.Containers;
using Shipments.Contracts.Messages;

namespace Shipments.Api.Containers;

/// <summary>Calls containers as grains; a call that was MOVED is sent again by the helper of the contracts.</summary>
internal sealed class GrainContainerCalls(IGrainFactory grains, TimeProvider time) : IContainerCalls
{
    private readonly GrainReferences<IContainerGrain> _containers = new(grains);

    /// <inheritdoc/>
    public ValueTask<ChangeContainerReply> Change(
        string tenant, string containerId, ChangeContainerCommand command, CancellationToken cancellationToken) =>
        GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.Change(call.command, token), (Grain: Of(tenant, containerId), command), time, cancellationToken,
            isRepeatable: command.RequestId.Length > 0);

    /// <inheritdoc/>
    public ValueTask<GetContainerReply> Get(string tenant, string containerId, GetContainerQuery query, CancellationToken cancellationToken) =>
        GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.Get(call.query, token), (Grain: Of(tenant, containerId), query), time, cancellationToken);

    private IContainerGrain Of(string tenant, string containerId) => _containers.Of(ActorKeys.Container(tenant, containerId));
}
