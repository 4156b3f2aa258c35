using Shipments.Contracts.Messages;

namespace Shipments.Api.Lanes;

/// <summary>The calls of the front door to lanes, so that its own logic runs without a silo in tests. All but one only read.</summary>
internal interface ILaneCalls
{
    /// <summary>Reads a lane.</summary>
    ValueTask<GetLaneReply> Get(string tenant, string lane, bool full, CancellationToken cancellationToken);

    /// <summary>Reads names of lanes.</summary>
    ValueTask<ListLanesReply> List(string tenant, ListLanesQuery query, CancellationToken cancellationToken);

    /// <summary>Takes what an operator says of a lane. A call that fails on its way throws: whether it took effect is unknown.</summary>
    Task<ChangeLaneReply> Update(string tenant, string lane, UpdateLaneCommand command, CancellationToken cancellationToken);

    /// <summary>Reads what a choice among lanes needs of one; of one that no parcel was ever on there are zeros.</summary>
    ValueTask<LaneChoiceReply> Choice(string tenant, string lane, CancellationToken cancellationToken);
}
