using System.Globalization;
using Google.Rpc;
using Grpc.Core;

namespace Shipments.Client;

/// <summary>What a failed call said.</summary>
/// <param name="Exception">As it came.</param>
/// <param name="Reason">The reason of the server's ErrorInfo; empty when the failure is the transport's.</param>
/// <param name="Subject">What the error is about; empty when it does not say.</param>
/// <param name="Fields">The wrong fields.</param>
/// <param name="RetryAfter">The least pause before a repetition; null: repeating does not help.</param>
internal sealed record CallFault(
    RpcException Exception, string Reason, string Subject, IReadOnlyList<WrongField> Fields, TimeSpan? RetryAfter)
{
    private const string Domain = "shipments";
    private const string PushbackTrailer = "grpc-retry-pushback-ms";

    // The one error whose repetition helps though the server does not say when: the caller may have more time left.
    private const string DeadlineReason = "DEADLINE_EXCEEDED";

    public static CallFault Of(RpcException exception)
    {
        Google.Rpc.Status? details = exception.GetRpcStatus();
        ErrorInfo? info = details?.GetDetail<ErrorInfo>() is { Domain: Domain } own ? own : null;
        WrongField[] fields = [.. (details?.GetDetail<BadRequest>()?.FieldViolations ?? []).Select(field => new WrongField(field.Field, field.Description))];
        TimeSpan? after = info is null
            ? TransportRetry(exception)
            : details!.GetDetail<RetryInfo>()?.RetryDelay?.ToTimeSpan() ?? (info.Reason == DeadlineReason ? TimeSpan.Zero : null);
        if (exception.Trailers.GetValue(PushbackTrailer) is { } pushback)
            after = Pushback(pushback, after);
        return new CallFault(exception, info?.Reason ?? "", info?.Metadata.GetValueOrDefault("subject") ?? "", fields, after);
    }

    /// <summary>A failure that this side states.</summary>
    public static CallFault Of(StatusCode code, string text) => Of(new RpcException(new Grpc.Core.Status(code, text)));

    /// <summary>As it is thrown to the caller.</summary>
    /// <param name="attempts">How often the call was sent.</param>
    public ShipmentsCallException ToException(int attempts) =>
        Reason == CursorResetException.ResetReason ? new CursorResetException(this, attempts) : new ShipmentsCallException(this, attempts);

    // Without details the server said nothing, so it is the way that broke: whether the call took effect is unknown, and repeating settles it.
    private static TimeSpan? TransportRetry(RpcException exception) => exception.StatusCode switch
    {
        StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled => TimeSpan.Zero,
        StatusCode.Internal when exception.Status.DebugException is HttpRequestException or IOException => TimeSpan.Zero,
        _ => null,
    };

    // As gRPC has it: a number is the pause, anything else says do not repeat.
    private static TimeSpan? Pushback(string text, TimeSpan? after)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds))
            return null;
        var pushed = TimeSpan.FromMilliseconds(milliseconds);
        return after > pushed ? after : pushed;
    }
}
