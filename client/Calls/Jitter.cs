namespace Shipments.Client;

/// <summary>The part of a pause that is left to chance, so that many clients do not come back in one moment. Thread-safe.</summary>
internal sealed class Jitter(int seed)
{
    private readonly Lock _lock = new();

#pragma warning disable CA5394 // It spreads callers; it keeps no secret.
    private readonly Random _random = new(seed);

    /// <summary>From 0 to below 1.</summary>
    public double Next()
    {
        lock (_lock)
            return _random.NextDouble();
    }
#pragma warning restore CA5394 // The rest of the file.
}
