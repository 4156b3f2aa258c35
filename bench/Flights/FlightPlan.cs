using Shipments.Bench.Traffic;
using Shipments.Domain.Containers;

namespace Shipments.Bench.Flights;

/// <summary>Which parcels lie in which receptacles of the dispatch that departs. Pure.</summary>
internal static class FlightPlan
{
    /// <summary>Parcels of the flight.</summary>
    public const int Parcels = 10_000;

    /// <summary>Receptacles of the dispatch.</summary>
    public const int Receptacles = 10;

    /// <summary>Parcels of a receptacle.</summary>
    public const int ParcelsPerReceptacle = Parcels / Receptacles;

    private const int Letters = 26;
    private const int SerialMax = 9_999;

    /// <summary>The dispatch of a run. Its office of exchange follows from the run, so that two runs hardly ever share one.</summary>
    public static DispatchId DispatchOf(Population population)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in population.Run)
            hash = unchecked((hash ^ c) * 1099511628211);
        string place = string.Concat(Enumerable.Range(0, 3).Select(i => (char)('A' + (int)((hash >> (8 * i)) % Letters))));
        return new DispatchId($"CN{place}A", "USLAXA", 'A', "CN", population.Began.Year % 10, (int)((hash >> 32) % SerialMax) + 1);
    }

    /// <summary>A receptacle of the dispatch.</summary>
    /// <param name="dispatch">The dispatch.</param>
    /// <param name="index">From 0.</param>
    public static ReceptacleId ReceptacleOf(DispatchId dispatch, int index) =>
        new(dispatch, index + 1, IsLast: index == Receptacles - 1, HoldsRegistered: false, WeightHectograms: 120);

    /// <summary>The parcels of a receptacle.</summary>
    public static IEnumerable<int> ParcelsOf(int receptacle) => Enumerable.Range(receptacle * ParcelsPerReceptacle, ParcelsPerReceptacle);
}
