using Shipments.Bench.Simulation.Networks;

namespace Shipments.Bench.Simulation.Worlds;

/// <summary>A parcel of the world: the truth of it, and what carriers say.</summary>
internal sealed class SimParcel(int id, TradeLane lane, bool isGhost)
{
    /// <summary>Its number in the world, from 0. A ghost has that of the parcel it stands for.</summary>
    public int Id => id;

    public TradeLane Lane => lane;

    /// <summary>It shows how the parcel would fare on another lane: it takes nobody's place and nobody scans it.</summary>
    public bool IsGhost => isGhost;

    public List<TrueEvent> Events { get; } = new(16);

    public CarrierView First { get; private init; } = new();

    /// <summary>The same as <see cref="First"/> where one carrier reports all the way.</summary>
    public CarrierView Last { get; private init; } = new();

    public string PlatformNumber { get; set; } = "";

    public string LastMileNumber { get; set; } = "";

    public int Depot { get; set; }

    /// <summary>Its flight among those of the route; −1 before.</summary>
    public int Flight { get; set; } = -1;

    public int Bag { get; set; }

    public int Tries { get; set; }

    /// <summary>It will be lost before this step is told.</summary>
    public Step? LostBefore { get; set; }

    public int PickedUpAt { get; set; } = -1;

    /// <summary>When somebody first tried to deliver it, or it first lay at a counter; −1 for never.</summary>
    public int FirstAttemptAt { get; set; } = -1;

    public Outcome Outcome { get; set; }

    public int EndedAt { get; set; } = -1;

    /// <summary>Something of it was not told, told wrong, or told late: what is known of it may differ from the truth.</summary>
    public bool IsUnfaithful { get; set; }

    /// <summary>A file that is not sent yet tells of it.</summary>
    public bool IsInFile { get; set; }

    /// <summary>Its end was told.</summary>
    public bool IsToldEnded { get; set; }

    /// <summary>A parcel of which one carrier reports all the way.</summary>
    public static SimParcel OfOneCarrier(int id, TradeLane lane, bool isGhost)
    {
        CarrierView view = new();
        return new SimParcel(id, lane, isGhost) { First = view, Last = view };
    }

    /// <summary>The last thing that happened before a time; null before the first.</summary>
    public TrueEvent? LastAt(int at)
    {
        TrueEvent? last = null;
        foreach (TrueEvent happened in Events)
        {
            if (happened.At <= at)
                last = happened;
        }

        return last;
    }
}
