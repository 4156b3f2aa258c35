using Grpc.Core;

namespace Shipments.Api.Hosting;

/// <summary>How long a call may take: what its caller said, within what the server allows.</summary>
/// <param name="token">Ends when the caller goes away or the time is up.</param>
/// <param name="timer">Ends when the server's own bound is reached.</param>
internal sealed class CallDeadline(CancellationToken token, CancellationToken timer)
{
    /// <summary>The token to hand on to every call made for this one.</summary>
    internal static CancellationToken Token(ServerCallContext context) =>
        context.GetHttpContext().Features.Get<CallDeadline>()?.Linked ?? context.CancellationToken;

    /// <summary>Whether the server's own bound ended the call.</summary>
    internal static bool Expired(ServerCallContext context) =>
        context.GetHttpContext().Features.Get<CallDeadline>()?.Timer.IsCancellationRequested ?? false;

    private CancellationToken Linked => token;

    private CancellationToken Timer => timer;
}
