using Google.Rpc;
using Grpc.Core;

namespace Shipments.Bench.Driving;

/// <summary>Why a call failed, from a small set of words.</summary>
internal static class FailureReason
{
    /// <summary>The status, the reason the server gives, and for what may be repeated whether it said when.</summary>
    public static string Of(RpcException exception)
    {
        Google.Rpc.Status? status = exception.GetRpcStatus();
        string reason = status?.GetDetail<ErrorInfo>()?.Reason is { Length: > 0 } named ? $" ({named})" : "";
        bool owesTime = exception.StatusCode == StatusCode.ResourceExhausted;
        return $"{exception.StatusCode}{reason}{(owesTime && status?.GetDetail<RetryInfo>() is null ? " without RetryInfo" : "")}";
    }
}
