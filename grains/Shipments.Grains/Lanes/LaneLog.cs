using Microsoft.Extensions.Logging;

namespace Shipments.Grains.Lanes;

internal static partial class LaneLog
{
    [LoggerMessage(4101, LogLevel.Warning, "The lane {Lane} could not be saved; what it counted since its last save is read from the journal again.")]
    public static partial void SaveFailed(ILogger logger, Exception exception, string lane);

    [LoggerMessage(4102, LogLevel.Warning, "The lane {Lane} has not answered the feeder of shard {Shard} {Tries} times; the other lanes go on and it is tried again.")]
    public static partial void LaneUnanswered(ILogger logger, Exception exception, string lane, int shard, int tries);

    [LoggerMessage(4103, LogLevel.Error, "The lanes' feeder of shard {Shard} stopped; it goes on from the saved cursor.")]
    public static partial void FeederStopped(ILogger logger, Exception exception, int shard);

    [LoggerMessage(4104, LogLevel.Error, "The journal of shard {Shard} was trimmed to {TrimmedTo} before lanes had counted it; they go on from there and lack what is gone.")]
    public static partial void Trimmed(ILogger logger, int shard, long trimmedTo);

    [LoggerMessage(4105, LogLevel.Warning, "The tenant {Tenant} has {Lanes} lanes, the most that are listed; {Lane} is counted and is not listed.")]
    public static partial void IndexFull(ILogger logger, string tenant, int lanes, string lane);

    [LoggerMessage(4106, LogLevel.Debug, "Lanes stood elsewhere than the feeder of shard {Shard} thought; it reads the journal again after {After}.")]
    public static partial void ReadingAgain(ILogger logger, int shard, long after);
}
