namespace Shipments.Bench.Load;

/// <summary>When counting begins and when sending ends.</summary>
internal sealed class StreamClock(TimeProvider time, TimeSpan warmUp, TimeSpan duration)
{
    private readonly long _began = time.GetTimestamp();

    /// <summary>Whether the warm-up is over.</summary>
    public bool Counting => Elapsed >= warmUp && !Over;

    /// <summary>Whether no more is to be sent.</summary>
    public bool Over => Elapsed >= warmUp + duration;

    /// <summary>The clock of latencies.</summary>
    public TimeProvider Time => time;

    private TimeSpan Elapsed => time.GetElapsedTime(_began);
}
