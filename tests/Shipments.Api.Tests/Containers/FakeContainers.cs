using System.Collections.Concurrent;
using Shipments.Api.Containers;
using Shipments.Contracts.Messages;

namespace Shipments.Api.Tests.Containers;

/// <summary>Containers behind the front door's own seam: every call is written down and answered as the test says.</summary>
internal sealed class FakeContainers : IContainerCalls
{
    public ConcurrentQueue<(string Tenant, string Id, ChangeContainerCommand Command)> Changes { get; } = [];

    public ConcurrentQueue<GetContainerQuery> Queries { get; } = [];

    public ChangeContainerReply ChangeReply { get; set; } = new() { Header = new CallHeader { Status = CallStatus.Ok } };

    public GetContainerReply GetReply { get; set; } = new() { Header = new CallHeader { Status = CallStatus.Ok } };

    public ValueTask<ChangeContainerReply> Change(string tenant, string containerId, ChangeContainerCommand command, CancellationToken cancellationToken)
    {
        Changes.Enqueue((tenant, containerId, command));
        return new ValueTask<ChangeContainerReply>(ChangeReply);
    }

    public ValueTask<GetContainerReply> Get(string tenant, string containerId, GetContainerQuery query, CancellationToken cancellationToken)
    {
        Queries.Enqueue(query);
        return new ValueTask<GetContainerReply>(GetReply);
    }
}
