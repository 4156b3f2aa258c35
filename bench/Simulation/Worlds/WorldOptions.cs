namespace Shipments.Bench.Simulation.Worlds;

/// <summary>How a world is made.</summary>
/// <param name="Parcels">How many parcels are sent when no regime changes the demand.</param>
/// <param name="Seed">What chance follows from.</param>
/// <param name="Days">On how many days parcels are sent.</param>
/// <param name="From">The first of these days, at midnight UTC.</param>
/// <param name="GhostShare">Share of parcels that are also sent, as ghosts, on every other lane of their corridor.</param>
internal sealed record WorldOptions(int Parcels, long Seed, int Days, DateTimeOffset From, double GhostShare = 0)
{
    /// <summary>Most parcels: 1,000,000.</summary>
    public const int ParcelsMax = 1_000_000;

    /// <summary>Most days: 400.</summary>
    public const int DaysMax = 400;

    /// <summary>After the last parcel was sent the world goes on for at most so many days: 120.</summary>
    public const int DrainDays = 120;

    /// <summary>The whole world's days.</summary>
    public int HorizonDays => Days + DrainDays;

    /// <summary>What is wrong; empty when nothing is.</summary>
    public string Problem()
    {
        if (Parcels is < 1 or > ParcelsMax)
            return $"There are 1 to {ParcelsMax} parcels, not {Parcels}.";
        if (Days is < 1 or > DaysMax)
            return $"There are 1 to {DaysMax} days, not {Days}.";
        if (From.Year is < 2016 or > 2058)
            return $"The first day lies in the years 2016 to 2058, not in {From.Year}.";
        return GhostShare is < 0 or > 1 ? $"A share is from 0 to 1, not {GhostShare}." : "";
    }
}
