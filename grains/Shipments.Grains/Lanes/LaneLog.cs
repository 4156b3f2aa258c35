using Microsoft.Extensions.Logging;
using Shipments.Domain.Choice;

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

    [LoggerMessage(4107, LogLevel.Warning, "The lane {Lane} shows {Detector} at {Stage}: {Observed} where {Expected} were to be expected in {Hours} hours.")]
    public static partial void Found(ILogger logger, string lane, LaneDetector detector, FlowStage stage, double observed, double expected, double hours);

    [LoggerMessage(4108, LogLevel.Information, "The lane {Lane} no longer shows {Detector} at {Stage}.")]
    public static partial void FindingOver(ILogger logger, string lane, LaneDetector detector, FlowStage stage);

    [LoggerMessage(4109, LogLevel.Debug, "The pool of the lane {Lane} did not answer; the lane is judged by itself.")]
    public static partial void PoolUnanswered(ILogger logger, Exception exception, string lane);

    [LoggerMessage(4110, LogLevel.Warning, "The lane {Lane} could not be looked at; it is tried again in the next half hour.")]
    public static partial void LookFailed(ILogger logger, Exception exception, string lane);
}
