using Shipments.Bench.Simulation.Networks;

namespace Shipments.Bench.Judging.Choices;

/// <summary>What a seller noted of the first weeks: how long each lane's own parcels took to the first attempt.</summary>
internal sealed class WarmUp
{
    private readonly Dictionary<string, List<int>> _posted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(int Posted, int Tried)>> _tried = new(StringComparer.Ordinal);

    /// <summary>A parcel is posted.</summary>
    public void Posted(TradeLane lane, int day) => Of(_posted, lane).Add(day);

    /// <summary>A parcel was tried for the first time.</summary>
    public void Tried(TradeLane lane, int postedDay, int triedDay) => Of(_tried, lane).Add((postedDay, triedDay));

    /// <summary>The share of its parcels that was tried within some days, of those posted longer ago; one half of none.</summary>
    public double ShareOf(TradeLane lane, int days, int today)
    {
        int all = Of(_posted, lane).Count(posted => posted + days < today);
        return all == 0 ? 0.5 : (double)Of(_tried, lane).Count(parcel => parcel.Posted + days < today && parcel.Tried - parcel.Posted <= days) / all;
    }

    private static List<T> Of<T>(Dictionary<string, List<T>> lanes, TradeLane lane)
    {
        if (!lanes.TryGetValue(lane.Name, out List<T>? known))
            lanes[lane.Name] = known = [];
        return known;
    }
}
