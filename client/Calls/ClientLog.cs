using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Shipments.Client;

/// <summary>What the client logs.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(EventId = 3100, Level = LogLevel.Debug,
        Message = "A call ended {Code} {Reason} at attempt {Attempt}; it is sent again in {Pause}.")]
    public static partial void Repeating(ILogger logger, StatusCode code, string reason, int attempt, TimeSpan pause);

    [LoggerMessage(EventId = 3101, Level = LogLevel.Information,
        Message = "The stream {Stream} ended {Code} {Reason}; it is opened again in {Pause}, after failure {Failures} in a row.")]
    public static partial void Reopening(ILogger logger, string stream, StatusCode code, string reason, TimeSpan pause, int failures);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Warning, Message = "The stream {Stream} is given up after {Failures} failures: {Code} {Reason}.")]
    public static partial void GivenUp(ILogger logger, string stream, int failures, StatusCode code, string reason);
}
