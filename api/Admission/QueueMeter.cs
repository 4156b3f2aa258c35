using Shipments.Api.Limits;

namespace Shipments.Api.Admission;

/// <summary>
/// Tells a queue that stands from a burst that passes: work stands when, over an interval, more calls took longer than the target than did not, or none
/// ended. Measures how fast work is done, and with it how much may be under way for the next call to be done within the target. Not thread-safe: its
/// gate's lock is held.
/// </summary>
/// <param name="target">How long a call should take at most.</param>
/// <param name="interval">Over how long that is looked at.</param>
internal sealed class QueueMeter(TimeSpan target, TimeSpan interval)
{
    /// <summary>After so many intervals without a refusal and without a queue, work stands no longer.</summary>
    internal const int CalmIntervals = 20;

    private const int RatesKept = 4;

    private readonly double[] _items = new double[RatesKept];
    private readonly double[] _calls = new double[RatesKept];
    private int _at;
    private TimeSpan _began;
    private TimeSpan _busySince = TimeSpan.MaxValue;
    private int _prompt;
    private int _slow;
    private long _done;
    private int _refused;
    private double _calm;

    /// <summary>Whether work stands in a queue.</summary>
    internal bool IsStanding { get; private set; }

    /// <summary>Calls done a second: the most of the last four intervals.</summary>
    internal double CallsPerSecond => _calls.Max();

    /// <summary>How many items may be under way. Never less than <see cref="ApiLimits.QueueItemsMin"/>, so that calls of any size get in.</summary>
    internal int ItemsAllowed => IsStanding ? (int)Math.Clamp(_items.Max() * target.TotalSeconds, ApiLimits.QueueItemsMin, int.MaxValue) : int.MaxValue;

    /// <summary>Ends the interval when it is over. To be called before each change.</summary>
    /// <param name="now">The time since some beginning.</param>
    internal void Roll(TimeSpan now)
    {
        TimeSpan elapsed = now - _began;
        if (elapsed < interval)
            return;
        _items[_at] = _done / elapsed.TotalSeconds;
        _calls[_at] = (_prompt + _slow) / elapsed.TotalSeconds;
        _at = (_at + 1) % RatesKept;
        bool hasStopped = _prompt + _slow == 0 && _busySince <= _began;
        bool isSlow = _slow > _prompt || hasStopped;
        _calm = isSlow || _refused > 0 ? 0 : _calm + (elapsed / interval);
        IsStanding = isSlow || (IsStanding && _calm < CalmIntervals);
        (_began, _prompt, _slow, _done, _refused) = (now, 0, 0, 0, 0);
    }

    /// <summary>From now on work is under way.</summary>
    internal void Busy(TimeSpan now) => _busySince = now;

    /// <summary>Nothing is under way any more.</summary>
    internal void Idle() => _busySince = TimeSpan.MaxValue;

    /// <summary>A call was done.</summary>
    internal void Done(TimeSpan took, int items)
    {
        if (took > target)
            _slow++;
        else
            _prompt++;
        _done += items;
    }

    /// <summary>A call was refused.</summary>
    internal void Refused() => _refused++;
}
