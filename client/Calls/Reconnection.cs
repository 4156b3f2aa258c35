using Grpc.Core;

namespace Shipments.Client;

/// <summary>When a stream that broke is opened again.</summary>
/// <param name="context">Options, clock and log.</param>
/// <param name="stream">Its name in the log.</param>
internal sealed class Reconnection(CallContext context, string stream)
{
    private long _since;

    /// <summary>Failures since the last message.</summary>
    public int Failures { get; private set; }

    /// <summary>A message came: the next failure is the first again.</summary>
    public void Succeeded() => Failures = 0;

    /// <summary>Waits until the stream may be opened again.</summary>
    /// <exception cref="ShipmentsCallException">It may not: repeating does not help, or the time for it is over.</exception>
    public async Task PauseAsync(CallFault fault, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Failures++ == 0)
            _since = context.Time.GetTimestamp();
        TimeSpan left = context.Options.ReconnectWithin - context.Time.GetElapsedTime(_since);
        StatusCode code = fault.Exception.StatusCode;
        if (fault.RetryAfter is not { } asked || context.Backoff.After(Failures, asked) is var pause && pause > left)
        {
            ClientLog.GivenUp(context.Log, stream, Failures, code, fault.Reason);
            throw fault.ToException(Failures);
        }

        ClientLog.Reopening(context.Log, stream, code, fault.Reason, pause, Failures);
        await Task.Delay(pause, context.Time, cancellationToken);
    }
}
