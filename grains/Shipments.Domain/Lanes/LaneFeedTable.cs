namespace Shipments.Domain.Lanes;

/// <summary>
/// The feeder's side of counting each entry once: it sums what the journal of one shard changes for each lane, says what to send, and how far
/// the durable cursor may rise. No clock, no call: its owner reads the journal and carries the stretches. Not thread-safe.
/// </summary>
public sealed class LaneFeedTable : LaneDeltas
{
    /// <summary>How many lanes are known at once before reading waits for the cursor: 20,000. One page of entries may go past it.</summary>
    public const int LanesMax = 20_000;

    /// <summary>The least time between two stretches to one lane, however few shards there are.</summary>
    public static readonly TimeSpan SendEveryMin = TimeSpan.FromMilliseconds(350);

    /// <summary>That time for each shard, where there are more: all shards together send a lane 1,000 / 5.5 = 181 calls a second at most.</summary>
    public static readonly TimeSpan SendEveryOfShard = TimeSpan.FromMilliseconds(5.5);

    /// <summary>The least time between two questions whether a lane has saved, unless <see cref="SendEvery"/> is longer.</summary>
    public static readonly TimeSpan AskEveryMin = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause after calls that failed, unless <see cref="SendEvery"/> is longer.</summary>
    public static readonly TimeSpan RetryMax = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, LaneTrack> _tracks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LaneTrack>.AlternateLookup<ReadOnlySpan<char>> _byKey;
    private bool _isReadingAgain;

    /// <summary>Begins after a durable cursor.</summary>
    /// <param name="cursor">Every lane has saved what concerns it up to here.</param>
    /// <param name="shards">How many shards send to the same lanes; positive.</param>
    public LaneFeedTable(long cursor, int shards)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shards);
        SendEvery = Greater(SendEveryMin, shards * SendEveryOfShard);
        AskEvery = Greater(AskEveryMin, SendEvery);
        _byKey = _tracks.GetAlternateLookup<ReadOnlySpan<char>>();
        Cursor = cursor;
        Position = cursor;
    }

    /// <summary>The least time between two stretches to one lane.</summary>
    public TimeSpan SendEvery { get; }

    /// <summary>The least time between two questions whether a lane has saved. They are calls too.</summary>
    public TimeSpan AskEvery { get; }

    /// <summary>The durable cursor.</summary>
    public long Cursor { get; private set; }

    /// <summary>The last place read.</summary>
    public long Position { get; private set; }

    /// <summary>Whether more may be read.</summary>
    public bool HasRoom => _tracks.Count < LanesMax;

    /// <summary>Whether something is to be sent, awaited or asked.</summary>
    public bool IsOpen
    {
        get
        {
            foreach (LaneTrack track in _tracks.Values)
            {
                if (track.FirstUnsaved != 0)
                    return true;
            }

            return false;
        }
    }

    /// <summary>How far the cursor may rise: every lane touched at or before it has saved it.</summary>
    public long SafeCursor
    {
        get
        {
            long safe = Position;
            foreach (LaneTrack track in _tracks.Values)
            {
                if (track.FirstUnsaved != 0)
                    safe = Math.Min(safe, track.FirstUnsaved - 1);
            }

            return safe;
        }
    }

    /// <summary>Notes that all up to a place was added.</summary>
    /// <param name="upTo">The place.</param>
    public void ReadTo(long upTo) => Position = Math.Max(Position, upTo);

    /// <summary>
    /// What to send now. Each is under way until <see cref="Answered"/> or <see cref="Failed"/>; a lane has one under way at most, so one that
    /// does not answer holds up no other.
    /// </summary>
    /// <param name="nowMs">The time now, in milliseconds of any clock that never goes back.</param>
    /// <param name="callsMax">At most so many.</param>
    public IReadOnlyList<LaneStretch> Due(long nowMs, int callsMax)
    {
        List<LaneStretch> due = [];
        foreach (LaneTrack track in _tracks.Values)
        {
            if (due.Count >= callsMax)
                break;
            if (track.IsInFlight || track.IsBehind || track.FirstUnsaved == 0 || nowMs < track.NextAtMs)
                continue;
            bool isNews = track.Sending is not null || track.LastTouched > track.Mark;
            track.Sending ??= track.Take(Cursor);
            track.IsInFlight = true;
            track.NextAtMs = nowMs + (long)(isNews ? SendEvery : AskEvery).TotalMilliseconds;
            due.Add(track.Sending);
        }

        return due;
    }

    /// <summary>A lane answered.</summary>
    /// <param name="stretch">What was sent.</param>
    /// <param name="mark">The lane's mark of this shard.</param>
    /// <param name="saved">The mark its saved state has; 0 for none.</param>
    /// <returns>Whether the stretch is counted; otherwise the lane stands elsewhere.</returns>
    public bool Answered(LaneStretch stretch, long mark, long saved)
    {
        LaneTrack track = _tracks[stretch.Lane];
        track.IsInFlight = false;
        track.Failures = 0;
        track.Sending = null;
        track.Saved(saved);
        if (mark == stretch.UpTo)
        {
            track.Mark = mark;
            return true;
        }

        // What the lane has saved is never sent again, even when an activation answers that does not know of it yet and cannot save: the place
        // before the stretch may rise with the cursor, and the stretch would then hold more than it says.
        track.Mark = Math.Max(mark, Math.Max(Cursor, track.KnownSaved));
        track.Forget();
        track.IsBehind = track.Mark < track.LastTouched;
        return false;
    }

    /// <summary>A call failed: what became of it is unknown, so the same is sent again after a pause.</summary>
    /// <param name="stretch">What was sent.</param>
    /// <param name="nowMs">The time now, as for <see cref="Due"/>.</param>
    /// <returns>How often in a row it failed.</returns>
    public int Failed(LaneStretch stretch, long nowMs)
    {
        LaneTrack track = _tracks[stretch.Lane];
        track.IsInFlight = false;
        track.Failures++;
        double pause = SendEvery.TotalMilliseconds * (1L << Math.Min(track.Failures, 10));
        track.NextAtMs = nowMs + (long)Math.Min(pause, Greater(RetryMax, SendEvery).TotalMilliseconds);
        return track.Failures;
    }

    /// <summary>Whether lanes have lost what was sent. Then the journal after the given place, up to <see cref="Position"/>, is added again.</summary>
    /// <param name="after">The place to read on from.</param>
    public bool TryBeginAgain(out long after)
    {
        after = long.MaxValue;
        foreach (LaneTrack track in _tracks.Values)
        {
            if (track.IsBehind)
                after = Math.Min(after, track.Mark);
        }

        _isReadingAgain = after != long.MaxValue;
        return _isReadingAgain;
    }

    /// <summary>The journal up to <see cref="Position"/> was added again.</summary>
    public void EndAgain()
    {
        _isReadingAgain = false;
        foreach (LaneTrack track in _tracks.Values)
            track.IsBehind = false;
    }

    /// <summary>The cursor was saved. Lanes of which nothing is open are forgotten.</summary>
    /// <param name="cursor">At most <see cref="SafeCursor"/>.</param>
    public void CursorSaved(long cursor)
    {
        Cursor = Math.Max(Cursor, cursor);
        foreach ((string key, LaneTrack track) in _tracks)
        {
            if (track is { FirstUnsaved: 0, IsInFlight: false, Sending: null, IsBehind: false } && track.Mark <= Cursor && track.LastTouched <= Cursor)
                _tracks.Remove(key);
        }
    }

    /// <inheritdoc/>
    protected override LaneCells? SumOf(ReadOnlySpan<char> key, long seq, long atMs)
    {
        if (!_byKey.TryGetValue(key, out LaneTrack? track))
        {
            string name = key.ToString();
            _tracks[name] = track = new LaneTrack(name, Cursor);
        }

        if (_isReadingAgain)
            return track.IsBehind && seq > track.Mark ? track.Summing(atMs) : null;
        track.Touch(seq);
        return seq > track.Mark && !track.IsBehind ? track.Summing(atMs) : null;
    }

    private static TimeSpan Greater(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
