using Shipments.Contracts.Messages;

namespace Shipments.Api.Lanes;

/// <summary>The calls of the front door to lanes, so that its own logic runs without a silo in tests. All of them only read.</summary>
internal interface ILaneCalls
{
    /// <summary>Reads a lane.</summary>
    ValueTask<GetLaneReply> Get(string tenant, string lane, bool full, CancellationToken cancellationToken);

    /// <summary>Reads names of lanes.</summary>
    ValueTask<ListLanesReply> List(string tenant, ListLanesQuery query, CancellationToken cancellationToken);
}
