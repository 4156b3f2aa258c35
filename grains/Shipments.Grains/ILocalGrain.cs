namespace Shipments.Grains;

/// <summary>A grain that can be called without a message.</summary>
internal interface ILocalGrain
{
    /// <summary>When it was last kept, as a timestamp.</summary>
    long KeptAt { get; }

    /// <summary>Keeps the activation although no message comes.</summary>
    /// <param name="time">For how long.</param>
    /// <param name="now">Now, as a timestamp.</param>
    void Keep(TimeSpan time, long now);
}
