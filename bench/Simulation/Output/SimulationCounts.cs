using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Simulation.Output;

/// <summary>How much came out of a world.</summary>
internal sealed class SimulationCounts
{
    private readonly long[] _outcomes = new long[(int)Outcome.Stranded + 1];

    public long Parcels { get; set; }

    public long Payloads { get; set; }

    public long PayloadBytes { get; set; }

    /// <summary>Payloads broken on purpose.</summary>
    public long Torn { get; set; }

    public long Events { get; private set; }

    public long Ended { get; private set; }

    public long Ghosts { get; private set; }

    /// <summary>How many parcels came to an end of a kind.</summary>
    public long this[Outcome outcome] => _outcomes[(int)outcome];

    public void Add(SimParcel parcel)
    {
        if (parcel.IsGhost)
        {
            Ghosts++;
            return;
        }

        Ended++;
        Events += parcel.Events.Count;
        _outcomes[(int)parcel.Outcome]++;
    }
}
