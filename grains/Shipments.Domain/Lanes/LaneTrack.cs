namespace Shipments.Domain.Lanes;

/// <summary>What a feeder knows of one lane.</summary>
internal sealed class LaneTrack(string key, long mark)
{
    public string Key { get; } = key;

    /// <summary>The last place the lane is known to have counted. What comes up to here is not sent.</summary>
    public long Mark { get; set; } = mark;

    /// <summary>What lies after <see cref="Mark"/>, or after the stretch under way, and is not sent.</summary>
    public LaneCells Pending { get; private set; } = new();

    /// <summary>Sent, and not answered for certain. It is sent again as it is until the lane answers.</summary>
    public LaneStretch? Sending { get; set; }

    public bool IsInFlight { get; set; }

    /// <summary>The lane has lost what was sent: its part of the journal is read again from <see cref="Mark"/>.</summary>
    public bool IsBehind { get; set; }

    /// <summary>The last entry that concerns the lane.</summary>
    public long LastTouched { get; private set; }

    /// <summary>No entry before this one concerns the lane without being saved there; 0 when all is saved.</summary>
    public long FirstUnsaved { get; private set; }

    /// <summary>The greatest mark that is known to lie in the lane's saved state.</summary>
    public long KnownSaved { get; private set; }

    /// <summary>Nothing is sent before this time.</summary>
    public long NextAtMs { get; set; }

    public int Failures { get; set; }

    private long _newestMs;
    private long _oldestMs;

    public void Touch(long seq)
    {
        LastTouched = Math.Max(LastTouched, seq);
        FirstUnsaved = FirstUnsaved == 0 ? seq : Math.Min(FirstUnsaved, seq);
    }

    public LaneCells Summing(long atMs)
    {
        _newestMs = Math.Max(_newestMs, atMs);
        _oldestMs = _oldestMs == 0 ? atMs : Math.Min(_oldestMs, atMs);
        return Pending;
    }

    public LaneStretch Take(long since)
    {
        Mark = Math.Max(Mark, since);
        LaneStretch stretch = new(Key, Mark, Math.Max(Mark, LastTouched), since, Pending.Encode(), _newestMs, _oldestMs);
        Forget();
        return stretch;
    }

    public void Forget()
    {
        Pending = new LaneCells();
        _newestMs = 0;
        _oldestMs = 0;
    }

    public void Saved(long saved)
    {
        KnownSaved = Math.Max(KnownSaved, saved);
        if (saved >= LastTouched)
            FirstUnsaved = 0;
        else if (FirstUnsaved != 0 && saved >= FirstUnsaved)
            FirstUnsaved = saved + 1;
    }
}
