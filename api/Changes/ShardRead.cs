using Shipments.Contracts.Messages;

namespace Shipments.Api.Changes;

/// <summary>How a read of a shard ended: with a reply or with an exception.</summary>
internal readonly record struct ShardRead(int Shard, ReadShardReply? Reply, Exception? Fault);
