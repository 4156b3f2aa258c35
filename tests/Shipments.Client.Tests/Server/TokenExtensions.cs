namespace Shipments.Client.Tests.Server;

internal static class TokenExtensions
{
    /// <summary>Completes when the token is cancelled: for methods that never answer.</summary>
    public static Task WaitHandleAsync(this CancellationToken token)
    {
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        token.Register(cancelled.SetResult);
        return cancelled.Task;
    }
}
