using Microsoft.Extensions.Logging;
using Shipments.Api.Admission;

namespace Shipments.Api.Hosting;

/// <summary>What the front door logs; ids 5000 to 5999, never used twice.</summary>
internal static partial class ApiLog
{
    [LoggerMessage(5000, LogLevel.Error, "{Method} failed by a defect; its caller was told INTERNAL.", EventName = "CallFailed")]
    internal static partial void CallFailed(this ILogger logger, string method, Exception exception);

    [LoggerMessage(5001, LogLevel.Debug, "{Method} ended with its outcome unknown; its caller may repeat it.", EventName = "OutcomeUnknown")]
    internal static partial void OutcomeUnknown(this ILogger logger, string method, Exception exception);

    [LoggerMessage(5002, LogLevel.Information, "The front door drains: health is NOT_SERVING and streams end after what they have read.",
        EventName = "Draining")]
    internal static partial void Draining(this ILogger logger);

    [LoggerMessage(5003, LogLevel.Warning,
        "No API key is configured: callers on this machine are the tenant {Tenant}, and all others are refused.", EventName = "NoKeys")]
    internal static partial void NoKeys(this ILogger logger, string tenant);

    [LoggerMessage(5004, LogLevel.Information, "The vocabulary files of {Directory} are in force: {Files} files, version {Version}.", EventName = "VocabularyLoaded")]
    internal static partial void VocabularyLoaded(this ILogger logger, string directory, int files, string version);

    [LoggerMessage(5005, LogLevel.Warning, "The vocabulary files of {Directory} are wrong and change nothing: {Faults}", EventName = "VocabularyRefused")]
    internal static partial void VocabularyRefused(this ILogger logger, string directory, string faults);

    [LoggerMessage(5006, LogLevel.Information, "The files of lanes of {Directory} are in force: {Files} files.", EventName = "LaneDataLoaded")]
    internal static partial void LaneDataLoaded(this ILogger logger, string directory, int files);

    [LoggerMessage(5007, LogLevel.Warning, "The files of lanes of {Directory} are wrong and change nothing: {Faults}", EventName = "LaneDataRefused")]
    internal static partial void LaneDataRefused(this ILogger logger, string directory, string faults);

    [LoggerMessage(5010, LogLevel.Warning, "Health is {Status} from now on: {Reason}.", EventName = "ReadinessChanged")]
    internal static partial void ReadinessChanged(this ILogger logger, string status, string reason);

    [LoggerMessage(5011, LogLevel.Warning, "No silo can be reached; asking again each second. Last: {Fault}", EventName = "SilosAwaited")]
    internal static partial void SilosAwaited(this ILogger logger, string fault);

    [LoggerMessage(5020, LogLevel.Warning,
        "Calls stand in a queue: most of kind {Kind} take longer than {Target}. No more are let in than are done in that time; the others get SERVER_BUSY.",
        EventName = "QueueStands")]
    internal static partial void QueueStands(this ILogger logger, WorkKind kind, TimeSpan target);

    [LoggerMessage(5021, LogLevel.Information, "Calls of kind {Kind} stand in a queue no longer.", EventName = "QueueGone")]
    internal static partial void QueueGone(this ILogger logger, WorkKind kind);
}
