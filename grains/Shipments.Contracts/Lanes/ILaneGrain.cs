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
}
