namespace Shipments.Domain.Silence;

/// <summary>Knows for how long a parcel may be silent. Thread-safe, and waits for nothing.</summary>
public interface ISilenceLimits
{
    /// <summary>The limits of a parcel as they are now.</summary>
    /// <param name="terms">What of it counts.</param>
    SilenceLimit Of(in SilenceTerms terms);
}
