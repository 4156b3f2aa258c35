namespace Shipments.Storage;

/// <summary>The pauses between tries that must succeed in the end: each twice the last, 20 ms to 2 s.</summary>
internal sealed class RetryPause(TimeProvider time)
{
    private static readonly TimeSpan _max = TimeSpan.FromSeconds(2);

    /// <summary>How long the next pause is.</summary>
    public TimeSpan Next { get; private set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Pauses; false when <paramref name="stopping"/> ended it.</summary>
    public async Task<bool> TryAsync(CancellationToken stopping)
    {
        try
        {
            await Task.Delay(Next, time, stopping);
            Next = Next + Next < _max ? Next + Next : _max;
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }
}
