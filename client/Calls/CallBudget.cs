namespace Shipments.Client;

/// <summary>What is left of a call's time and attempts.</summary>
internal sealed class CallBudget(TimeProvider time, ShipmentsClientOptions options)
{
    private readonly long _began = time.GetTimestamp();

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; private set; }

    private TimeSpan Left => options.Deadline - time.GetElapsedTime(_began);

    /// <summary>Counts an attempt and gives its deadline.</summary>
    public DateTime NextAttempt()
    {
        Attempts++;
        TimeSpan left = Left;
        return (time.GetUtcNow() + (left < options.AttemptDeadline ? left : options.AttemptDeadline)).UtcDateTime;
    }

    /// <summary>Whether another attempt may follow after this pause.</summary>
    public bool Allows(TimeSpan wanted, out TimeSpan pause)
    {
        pause = wanted;
        return Attempts < options.AttemptsMax && wanted < Left;
    }
}
