namespace Shipments.Bench.Measuring;

/// <summary>The time of a run: seconds since its begin, of which those between warm-up and end count. Thread-safe.</summary>
internal sealed class RunClock(TimeProvider time, TimeSpan warmUp, TimeSpan duration)
{
    private readonly long _began = time.GetTimestamp();

    /// <summary>The clock under it.</summary>
    public TimeProvider Time => time;

    /// <summary>Not counted.</summary>
    public TimeSpan WarmUp => warmUp;

    /// <summary>Counted.</summary>
    public TimeSpan Duration => duration;

    /// <summary>Warm-up and duration: nothing is sent after.</summary>
    public TimeSpan Whole => warmUp + duration;

    /// <summary>How long ago the run began.</summary>
    public TimeSpan Now => time.GetElapsedTime(_began);

    /// <summary>Whether no more is to be sent.</summary>
    public bool IsOver => Now >= Whole;

    /// <summary>Whether what happens at a moment of the run counts.</summary>
    public bool Counts(TimeSpan at) => at >= warmUp && at < Whole;
}
