using Orleans.Concurrency;
using Shipments.Contracts.Messages;

namespace Shipments.Contracts.Lanes;

/// <summary>
/// A lane. Key: <c>{tenant}/{origin}-{destination}/{service}</c>. It is fed by the journal alone, by the owners of the shards; nobody calls it
/// from a turn. It saves itself every few seconds; what it lost with an activation its feeders read again.
/// </summary>
[Alias("shipments.lane")]
public interface ILaneGrain : IGrainWithStringKey
{
    /// <summary>
    /// Counts a stretch of a shard's journal once. It is counted when it begins at the lane's mark; the answer is the mark, from which the feeder
    /// goes on whatever it sent.
    /// </summary>
    /// <param name="command">The stretch.</param>
    /// <param name="cancellationToken">Not heeded: the count is done at once.</param>
    [Alias("apply")]
    Task<ApplyLaneReply> Apply(ApplyLaneCommand command, CancellationToken cancellationToken);

    /// <summary>Saves what was counted, when it is not saved.</summary>
    /// <param name="cancellationToken">Not heeded: a save under way goes on.</param>
    [Alias("save")]
    Task Save(CancellationToken cancellationToken);

    /// <summary>Reads the lane as it is counted, saved or not.</summary>
    /// <param name="query">Nothing yet.</param>
    /// <param name="cancellationToken">Not heeded: nothing is awaited.</param>
    [AlwaysInterleave]
    [Alias("get")]
    Task<GetLaneReply> Get(GetLaneQuery query, CancellationToken cancellationToken);

    /// <summary>Takes what an operator says of the lane; answered when it is saved. UNAVAILABLE: whether it is saved is not known, ask again.</summary>
    /// <param name="command">The status.</param>
    /// <param name="cancellationToken">Not heeded: a save under way goes on.</param>
    [Alias("update")]
    Task<ChangeLaneReply> Update(UpdateLaneCommand command, CancellationToken cancellationToken);

    /// <summary>Reads what a choice among lanes needs.</summary>
    /// <param name="query">Nothing yet.</param>
    /// <param name="cancellationToken">Not heeded: nothing is awaited.</param>
    [AlwaysInterleave]
    [Alias("choice")]
    Task<LaneChoiceReply> GetChoice(GetLaneChoiceQuery query, CancellationToken cancellationToken);
}
