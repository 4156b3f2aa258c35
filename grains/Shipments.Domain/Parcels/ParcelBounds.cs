namespace Shipments.Domain.Parcels;

/// <summary>What is bounded in a parcel. Past a bound the rule named refuses.</summary>
public static class ParcelBounds
{
    /// <summary>A parcel has at most so many tracking numbers; <see cref="Rejection.ParcelNumbersFull"/>.</summary>
    public const int NumbersMax = 32;

    /// <summary>A parcel keeps at most so many whole scans; past that the oldest uninformative ones are compacted.</summary>
    public const int WholeScansMax = 500;

    /// <summary>A parcel keeps at most so many scans, compacted ones included, beside those that a number held for it; <see cref="Rejection.ParcelScansFull"/>.</summary>
    public const int ScansMax = 5_000;

    /// <summary>A parcel shows at most so many containers it is or was in: those with the newest moves. It keeps the scans of all.</summary>
    public const int ContainersMax = 32;

    /// <summary>One step carries at most so many scans; more go in further steps.</summary>
    public const int StepScansMax = 100;

    /// <summary>Of so many answers of carriers a parcel keeps what they listed; of more the oldest is forgotten.</summary>
    public const int PollsMax = 64;

    /// <summary>An answer that lists more scans than this is not compared with others.</summary>
    public const int PollScansMax = 500;

    /// <summary>One event is told by at most so many carriers; a further one counts as an event of its own.</summary>
    public const int WitnessesMax = 8;
}
