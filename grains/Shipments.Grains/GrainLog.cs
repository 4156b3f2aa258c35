using Microsoft.Extensions.Logging;

namespace Shipments.Grains;

internal static partial class GrainLog
{
    [LoggerMessage(4001, LogLevel.Error, "A drain of {Actor} with {Items} items broke on a fault of the program; its callers were told and its state is read anew.")]
    public static partial void DrainBroke(ILogger logger, Exception exception, string actor, int items);

    [LoggerMessage(4002, LogLevel.Warning, "The state of {Actor} could not be read; its callers were told to try again.")]
    public static partial void LoadFailed(ILogger logger, Exception exception, string actor);

    [LoggerMessage(4003, LogLevel.Warning, "Step {Ordinal} of entry {Version} of {Source} to {Target} was not answered {Tries} times; it is tried again.")]
    public static partial void StepUnanswered(ILogger logger, int ordinal, long version, string source, string target, int tries);

    [LoggerMessage(4004, LogLevel.Warning, "Step {Ordinal} of entry {Version} of {Source} to {Target} was refused for good: {Reason}.")]
    public static partial void StepRefused(ILogger logger, int ordinal, long version, string source, string target, string reason);

    [LoggerMessage(4005, LogLevel.Error, "The steps of shard {Shard} stopped; they go on from the saved cursor.")]
    public static partial void StepsStopped(ILogger logger, Exception exception, int shard);

    [LoggerMessage(4006, LogLevel.Debug, "A step of {Source} to {Target} failed on its way; it is tried again.")]
    public static partial void StepCallFailed(ILogger logger, Exception exception, string source, string target);

    [LoggerMessage(4007, LogLevel.Warning, "The due actors could not be claimed; they stay due.")]
    public static partial void DueFailed(ILogger logger, Exception exception);

    [LoggerMessage(4010, LogLevel.Warning, "A list of the parcels of {Tenant} could not be read; its caller was told to try again.")]
    public static partial void ListFailed(ILogger logger, Exception exception, string tenant);

    [LoggerMessage(4020, LogLevel.Error, "A step of {Source} to {Target} broke on a fault of the program; it is tried again.")]
    public static partial void StepCallBroke(ILogger logger, Exception exception, string source, string target);

    [LoggerMessage(4021, LogLevel.Error, "The due actor {Actor} broke on a fault of the program; it stays due and the others go on.")]
    public static partial void DueActorBroke(ILogger logger, Exception exception, string actor);

    [LoggerMessage(4022, LogLevel.Debug, "Silo {Silo} did not say which shards it owns; it is asked again.")]
    public static partial void OwnerSilent(ILogger logger, Exception exception, string silo);

    [LoggerMessage(4023, LogLevel.Warning, "The due actor {Actor} did not answer, or not well, {Tries} times; it stays due and is woken again after {NotBefore}.")]
    public static partial void DueActorUnanswered(ILogger logger, Exception? exception, string actor, int tries, DateTimeOffset notBefore);

    [LoggerMessage(4024, LogLevel.Warning, "What tenants have held could not be counted; it is counted again.")]
    public static partial void HeldNotCounted(ILogger logger, Exception exception);

    [LoggerMessage(4025, LogLevel.Debug, "The lane {Lane} did not say how long its parcels stay at their milestones; the table of silence counts until it does.")]
    public static partial void LaneDwellsUnread(ILogger logger, Exception exception, string lane);

    [LoggerMessage(4045, LogLevel.Warning, "The steps of shard {Shard} are full: {Entries} entries wait for their receivers, the oldest for {Seconds} s; reading waits for room.")]
    public static partial void StepsFull(ILogger logger, int shard, int entries, double seconds);
}
