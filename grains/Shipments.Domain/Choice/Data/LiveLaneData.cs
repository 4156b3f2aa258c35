namespace Shipments.Domain.Choice.Data;

/// <summary>The files of lanes in force, which may be read anew while calls come in. Thread-safe.</summary>
public sealed class LiveLaneData
{
    private volatile LaneData _current;

    /// <summary>Begins without files.</summary>
    public LiveLaneData()
        : this(LaneData.Empty)
    {
    }

    /// <summary>Begins with files.</summary>
    /// <param name="first">What they say.</param>
    public LiveLaneData(LaneData first) => _current = first;

    /// <summary>Those in force now.</summary>
    public LaneData Current => _current;

    /// <summary>Puts others in force. A call that began goes on with those it began with.</summary>
    /// <param name="next">What they say.</param>
    public void Replace(LaneData next) => _current = next;
}
