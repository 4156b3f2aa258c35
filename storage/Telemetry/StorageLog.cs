using Microsoft.Extensions.Logging;

namespace Shipments.Storage;

/// <summary>The log lines of storage: ids 2000 to 2999, never re-used.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(2000, LogLevel.Information, "Storage opened database {DatabaseId} with {ShardCount} shards as {Address}.")]
    public static partial void Opened(ILogger log, string databaseId, int shardCount, string address);

    [LoggerMessage(2001, LogLevel.Information, "Storage flushed everything and closed.")]
    public static partial void Closed(ILogger log);

    [LoggerMessage(2002, LogLevel.Warning, "Storage could not flush within {StopWithin}; the next start replays {DirtyStates} states from the journal.")]
    public static partial void ClosedDirty(ILogger log, TimeSpan stopWithin, long dirtyStates);

    [LoggerMessage(2003, LogLevel.Debug, "Took shard {Shard}: entries {LowWater} to {Head} were read from the journal for {Actors} actors.")]
    public static partial void ShardTaken(ILogger log, int shard, long lowWater, long head, int actors);

    [LoggerMessage(2004, LogLevel.Warning, "Lost shard {Shard}: writer {Writer} owns it no more.")]
    public static partial void ShardLost(ILogger log, int shard, long writer);

    [LoggerMessage(2005, LogLevel.Information, "Handed over {Shards} shards to writer {Writer}.")]
    public static partial void HandedOver(ILogger log, int shards, long writer);

    [LoggerMessage(2006, LogLevel.Warning, "The outcome of a commit of writer {Writer} is unknown and will be settled.")]
    public static partial void CommitUnknown(ILogger log, long writer, Exception failure);

    [LoggerMessage(2007, LogLevel.Warning, "The unknown commit of writer {Writer} is settled: landed {Landed}; writer {Next} goes on.")]
    public static partial void CommitSettled(ILogger log, long writer, bool landed, long next);

    [LoggerMessage(2008, LogLevel.Warning, "Settling a commit of writer {Writer} failed and is tried again in {Delay}.")]
    public static partial void SettleFailed(ILogger log, long writer, TimeSpan delay, Exception failure);

    [LoggerMessage(2009, LogLevel.Warning, "Renewing lease {Lease} failed; it is tried again.")]
    public static partial void RenewFailed(ILogger log, long lease, Exception failure);

    [LoggerMessage(2010, LogLevel.Error, "Lease {Lease} is gone: every shard is let go and a new lease is acquired.")]
    public static partial void LeaseLost(ILogger log, long lease);

    [LoggerMessage(2011, LogLevel.Warning, "Writing {Rows} state rows failed; they stay in memory and are tried again in {Delay}.")]
    public static partial void FlushFailed(ILogger log, int rows, TimeSpan delay, Exception failure);

    [LoggerMessage(2012, LogLevel.Error, "The state of actor {Key} cannot be folded or encoded; its row stays behind and holds back shard {Shard}'s low water.")]
    public static partial void ActorPoisoned(ILogger log, string key, int shard, Exception failure);

    [LoggerMessage(2013, LogLevel.Error, "Actor {Key} was opened as new and has a row already: its id is not unique.")]
    public static partial void NewActorHasRow(ILogger log, string key);

    [LoggerMessage(2014, LogLevel.Warning, "Reader {Consumer} holds back retention of shard {Shard} at entry {Seq} of {Head}.")]
    public static partial void RetentionHeld(ILogger log, string consumer, int shard, long seq, long head);

    [LoggerMessage(2015, LogLevel.Warning, "Trimming the journal failed; it is tried again at the next turn.")]
    public static partial void TrimFailed(ILogger log, Exception failure);

    [LoggerMessage(2016, LogLevel.Debug, "Trimmed {Blocks} blocks of the journal.")]
    public static partial void Trimmed(ILogger log, int blocks);

    [LoggerMessage(2017, LogLevel.Warning, "Reading {Rows} state rows failed.")]
    public static partial void LoadFailed(ILogger log, int rows, Exception failure);

    [LoggerMessage(2018, LogLevel.Critical, "A loop of storage ended by a fault that is not the store's; restart this silo.")]
    public static partial void LoopFailed(ILogger log, Exception failure);

    [LoggerMessage(2020, LogLevel.Warning, "Levelling the shards between silos failed; it is tried again.")]
    public static partial void BalanceFailed(ILogger logger, Exception failure);

    [LoggerMessage(2021, LogLevel.Warning, "Handing the shards over before the stop did not end; the rest goes with the stop.")]
    public static partial void LeaveFailed(ILogger logger, Exception failure);

    [LoggerMessage(2022, LogLevel.Information, "This silo leaves: {Given} of its {Owned} shards are handed over.")]
    public static partial void Left(ILogger logger, int given, int owned);

    [LoggerMessage(2024, LogLevel.Warning, "Let go of {Shards} shards: the lease is not confirmed, and silo {Owner} says that it owns them.")]
    public static partial void OwnerHeard(ILogger log, int shards, string owner);

    [LoggerMessage(2025, LogLevel.Warning, "Shards were given to writer {Stray} of this silo, which commits as {Writer}: that one takes them.")]
    public static partial void StrayWriter(ILogger log, long stray, long writer);

    [LoggerMessage(2026, LogLevel.Warning, "Joining the silos failed; it is tried again in {Delay}.")]
    public static partial void JoinFailed(ILogger log, TimeSpan delay, Exception failure);

    [LoggerMessage(2023, LogLevel.Debug, "Changes of owners cannot be heard of; the next renewal of the lease finds them.")]
    public static partial void NewsFailed(ILogger logger, Exception failure);
}
