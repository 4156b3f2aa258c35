namespace Shipments.Bench.Checking;

/// <summary>What was found when everything acknowledged was read back.</summary>
internal sealed record ReadBackResult
{
    /// <summary>Parcels read, all that a scan was sent to.</summary>
    public long Parcels { get; init; }

    /// <summary>Scans that were acknowledged to be taken, each looked for by its time.</summary>
    public long Acknowledged { get; init; }

    /// <summary>Of these, scans that are there.</summary>
    public long Found { get; init; }

    /// <summary>Acknowledged and not there.</summary>
    public long Lost { get; init; }

    /// <summary>There twice, or never sent.</summary>
    public long Invented { get; init; }

    /// <summary>There without an acknowledgement: what became of calls that failed.</summary>
    public long Unacknowledged { get; init; }

    /// <summary>Numbers of nobody whose scans were looked for, and those with fewer than were acknowledged.</summary>
    public long NumbersOfNobody { get; init; }

    /// <summary>Numbers of nobody with fewer scans than were acknowledged.</summary>
    public long NumbersWrong { get; init; }

    /// <summary>How long it took.</summary>
    public double Seconds { get; init; }

    /// <summary>Nothing was lost and nothing invented.</summary>
    public bool IsGood => Lost == 0 && Invented == 0 && NumbersWrong == 0;
}
