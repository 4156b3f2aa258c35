using Shipments.Bench.Traffic;

namespace Shipments.Bench.Driving;

/// <summary>
/// Which parcels a load meets. Without a working set: any, at random. With one: those of the set, at random; and for a share of the scans the others,
/// one after another, each once before any comes again, so that it has left memory meanwhile, or never was in it. Thread-safe.
/// </summary>
/// <param name="parcels">The parcels of the run.</param>
/// <param name="workingSet">How many are in the set, spread over all; 0 for no set.</param>
/// <param name="cold">The share that goes to the others, 0 to 1.</param>
/// <param name="seed">Decides which are in the set.</param>
internal sealed class ParcelChoice(ParcelRange parcels, int workingSet = 0, double cold = 0, int seed = 1)
{
    private readonly Shuffle? _order = workingSet > 0 ? new Shuffle(parcels.Capacity, seed) : null;
    private readonly int _others = workingSet > 0 ? parcels.Capacity - workingSet : 0;
    private long _met;

    /// <summary>Parcels that may be met.</summary>
    public int Registered => parcels.Registered;

    /// <summary>How many are in the working set; 0 for no set.</summary>
    public int WorkingSet => workingSet;

    /// <summary>How many scans went to the others.</summary>
    public long Met => Volatile.Read(ref _met);

    /// <summary>The parcel of the working set at a place of it.</summary>
    /// <param name="place">From 0.</param>
    public int InSet(int place) => _order is { } order ? order.At(place) : place;

    /// <summary>The next parcel.</summary>
    /// <param name="random">The caller's own.</param>
    public int Next(Random random)
    {
        if (_order is not { } order)
            return random.Next(parcels.Registered);
        if (_others > 0 && cold > 0 && random.NextDouble() < cold)
            return order.At(workingSet + ((Interlocked.Increment(ref _met) - 1) % _others));
        return order.At(random.Next(workingSet));
    }
}
