using Orleans.Services;
using Shipments.Contracts.Messages;

namespace Shipments.Grains.Placement;

/// <summary>What a silo tells the others of its shards. Each silo has one, reached by the silo's address.</summary>
[Alias("shipments.owner-service")]
internal interface IOwnerService : IGrainService
{
    /// <summary>The shards that this silo owns under a confirmed lease.</summary>
    [Alias("owned")]
    [ResponseTimeout("00:00:01")]
    Task<OwnedShardsReply> Owned();
}
