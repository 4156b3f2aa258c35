using Shipments.Faults.History;

namespace Shipments.Faults.Checkers;

/// <summary>The law of lanes: the parcels of a lane in each phase are those that say they are there.</summary>
internal static class LaneChecker
{
    /// <param name="totals">How many parcels each lane counts in each phase; phases without any may be left out.</param>
    /// <param name="parcels">All parcels of the tenant.</param>
    public static IEnumerable<string> Check(IReadOnlyDictionary<(string Lane, string Phase), long> totals, IEnumerable<FinalParcel> parcels)
    {
        var counted = parcels.Where(parcel => parcel.Lane.Length > 0).CountBy(parcel => (parcel.Lane, parcel.Phase))
            .ToDictionary(pair => pair.Key, pair => (long)pair.Value);
        foreach (var place in totals.Keys.Union(counted.Keys).Order())
        {
            if (totals.GetValueOrDefault(place) is var said && counted.GetValueOrDefault(place) is var are && said != are)
                yield return $"lane off: {place.Lane} counts {said} parcels {place.Phase}, and there are {are}";
        }
    }
}
