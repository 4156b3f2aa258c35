namespace Shipments.Api.Process;

/// <summary>
/// Ends the calls under way when a silo is lost. Orleans breaks such calls between silos, but a client is not told that the silo behind its
/// gateway is gone, and would wait for the response timeout. Nobody knows here which silo a call went to, so all under way end; the helper of the
/// contracts sends those again that may be repeated.
/// </summary>
internal sealed class LostSiloFilter(SilosReadiness silos) : IOutgoingGrainCallFilter
{
    /// <inheritdoc/>
    public Task Invoke(IOutgoingGrainCallContext context)
    {
        Task loss = silos.NextLoss;
        Task call = context.Invoke();
        return call.IsCompleted ? call : RaceAsync(call, loss);
    }

    private static async Task RaceAsync(Task call, Task loss)
    {
        if (await Task.WhenAny(call, loss) == call || call.IsCompleted)
        {
            await call;
            return;
        }

        // Nobody waits for it any more; what it throws is of no interest.
        _ = call.ContinueWith(
            static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        throw new SiloUnavailableException("A silo was lost while the call was under way.");
    }
}
