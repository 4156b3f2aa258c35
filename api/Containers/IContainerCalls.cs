using Shipments.Contracts.Messages;

namespace Shipments.Api.Containers;

/// <summary>Calls containers.</summary>
internal interface IContainerCalls
{
    /// <summary>Changes a container.</summary>
    ValueTask<ChangeContainerReply> Change(string tenant, string containerId, ChangeContainerCommand command, CancellationToken cancellationToken);

    /// <summary>Reads a container or its members.</summary>
    ValueTask<GetContainerReply> Get(string tenant, string containerId, GetContainerQuery query, CancellationToken cancellationToken);
}
