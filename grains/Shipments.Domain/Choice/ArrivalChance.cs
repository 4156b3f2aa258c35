namespace Shipments.Domain.Choice;

/// <summary>How likely a parcel is tried in time, and of how many parcels that is known.</summary>
/// <param name="Likely">The share, 0 to 1.</param>
/// <param name="Observations">Of how many, parents included; 0 when nothing is known.</param>
public readonly record struct ArrivalChance(double Likely, double Observations)
{
    // The days to come differ from those that were counted, on every lane: by so much of all parcels.
    private const double DaysDeviation = 0.05;

    /// <summary>It is never in time.</summary>
    public static ArrivalChance Never => default;

    /// <summary>The lower bound: nine in ten that it is not less.</summary>
    public double AtLeast => CountChances.ShareAtLeast(Likely * Observations, Observations);

    /// <summary>How far the share may be off: one standard deviation, of chance and of days that differ.</summary>
    public double Deviation
    {
        get
        {
            // One hit and one miss more than were seen: of a few that were all in time it does not follow that all will be.
            double share = ((Likely * Observations) + 1) / (Observations + 2);
            return Math.Sqrt((share * (1 - share) / (Observations + 1)) + (DaysDeviation * DaysDeviation));
        }
    }

    /// <summary>What lies between two chances.</summary>
    /// <param name="least">The one.</param>
    /// <param name="most">The other.</param>
    /// <param name="part">How far it is to the other, 0 to 1.</param>
    public static ArrivalChance Between(ArrivalChance least, ArrivalChance most, double part) =>
        new(least.Likely + (part * (most.Likely - least.Likely)), least.Observations + (part * (most.Observations - least.Observations)));
}
