using Orleans.Concurrency;
using Shipments.Contracts.Messages;

namespace Shipments.Contracts.Lanes;

/// <summary>The names of a tenant's lanes. Key: the tenant. A lane is added before its first state is saved, and never taken away.</summary>
[Alias("shipments.lane-index")]
public interface ILaneIndexGrain : IGrainWithStringKey
{
    /// <summary>Adds a lane, answered when it is saved. A known one changes nothing; past <see cref="LaneBounds.LanesMax"/> none is added.</summary>
    /// <param name="command">The lane.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [AlwaysInterleave]
    [Alias("add")]
    Task<AddLaneReply> Add(AddLaneCommand command, CancellationToken cancellationToken);

    /// <summary>Reads names in their order.</summary>
    /// <param name="query">From where and how many.</param>
    /// <param name="cancellationToken">Not heeded: nothing is awaited.</param>
    [AlwaysInterleave]
    [Alias("list")]
    Task<ListLanesReply> List(ListLanesQuery query, CancellationToken cancellationToken);
}
