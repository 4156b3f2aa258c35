using Shipments.Api.Limits;

namespace Shipments.Api.Admission;

/// <summary>
/// Tells each refused call a time of its own to come again: after what is under way, and one after another at the rate at which calls are done. Told
/// all the same time, they would come again all at once. Not thread-safe: its gate's lock is held.
/// </summary>
internal sealed class RetrySlots
{
    private TimeSpan _promised;

    /// <summary>The next slot, from now.</summary>
    /// <param name="now">The time since some beginning.</param>
    /// <param name="calls">How many calls are under way.</param>
    /// <param name="callsPerSecond">How many are done a second, as measured.</param>
    internal TimeSpan Next(TimeSpan now, int calls, double callsPerSecond)
    {
        double rate = Math.Max(1, callsPerSecond);
        TimeSpan latest = now + ApiLimits.RetryAfterMax;
        TimeSpan drained = now + TimeSpan.FromSeconds(Math.Min(calls / rate, ApiLimits.RetryAfterMax.TotalSeconds));
        TimeSpan slot = (_promised > drained ? _promised : drained) + TimeSpan.FromSeconds(1 / rate);
        _promised = slot < latest ? slot : latest;
        TimeSpan delay = _promised - now;
        return delay > ApiLimits.RetryAfterMin ? delay : ApiLimits.RetryAfterMin;
    }
}
