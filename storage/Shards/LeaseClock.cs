namespace Shipments.Storage;

/// <summary>
/// Whether the lease is confirmed now, as this process sees it: counted from before its renewal was sent, on the monotonic and the wall clock,
/// whichever says more, so that neither a paused process nor a stopped counter serves on an old lease.
/// </summary>
internal sealed class LeaseClock(TimeProvider time, TimeSpan confirmedFor)
{
    private Mark? _mark;

    public bool IsConfirmed => Volatile.Read(ref _mark) is { } mark && Elapsed(mark) < confirmedFor;

    /// <summary>To be taken before a renewal is sent.</summary>
    public Mark Now() => new(time.GetTimestamp(), time.GetUtcNow());

    public void Confirm(Mark sent) => Volatile.Write(ref _mark, sent);

    public void Revoke() => Volatile.Write(ref _mark, null);

    private TimeSpan Elapsed(Mark mark)
    {
        TimeSpan monotonic = time.GetElapsedTime(mark.Ticks);
        TimeSpan wall = time.GetUtcNow() - mark.Wall;
        return monotonic > wall ? monotonic : wall;
    }

    /// <summary>A moment on both clocks.</summary>
    /// <param name="Ticks">Monotonic.</param>
    /// <param name="Wall">Wall.</param>
    internal sealed record Mark(long Ticks, DateTimeOffset Wall);
}
