namespace Shipments.Client;

/// <summary>How long to pause before the next attempt.</summary>
internal sealed class Backoff(ShipmentsClientOptions options, Jitter jitter)
{
    // 2^40 of the shortest first pause is far above the longest pause.
    private const int DoublingsMax = 40;

    /// <summary>What the server asked for, and on top of it half of the doubled pause and a random part of its other half.</summary>
    /// <param name="failures">Failures in a row, from 1.</param>
    /// <param name="asked">What the server asked for.</param>
    public TimeSpan After(int failures, TimeSpan asked)
    {
        double doubled = options.BackoffFirst.TotalMilliseconds * Math.Pow(2, Math.Min(failures - 1, DoublingsMax));
        double own = Math.Min(doubled, options.BackoffMax.TotalMilliseconds);
        // Timers count whole milliseconds.
        return asked + TimeSpan.FromMilliseconds(Math.Ceiling((own / 2) + (own / 2 * jitter.Next())));
    }
}
