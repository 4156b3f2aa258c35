namespace Shipments.Bench.Simulation.Worlds;

/// <summary>What one carrier says of one parcel.</summary>
internal sealed class CarrierView
{
    /// <summary>All it ever says, in the order in which it happened.</summary>
    public List<SimScan> Scans { get; } = new(12);

    /// <summary>When it is asked next; never when no question is due.</summary>
    public int NextPollAt { get; set; } = SimScan.Never;

    /// <summary>Up to when what it says was had.</summary>
    public int SeenUpTo { get; set; } = -1;

    /// <summary>How many answers it gave.</summary>
    public int Answers { get; set; }

    /// <summary>When the next thing becomes visible or is put right that was not had yet; never when there is none.</summary>
    public int NextNewsAt()
    {
        int next = SimScan.Never;
        foreach (SimScan scan in Scans)
        {
            if (scan.VisibleAt > SeenUpTo)
                next = Math.Min(next, scan.VisibleAt);
            else if (scan.MendedAt > SeenUpTo)
                next = Math.Min(next, scan.MendedAt);
        }

        return next;
    }
}
