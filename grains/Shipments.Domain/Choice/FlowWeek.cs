namespace Shipments.Domain.Choice;

/// <summary>The same stretch of one other week, as it grows backwards from its end.</summary>
/// <param name="back">How many weeks before.</param>
internal sealed class FlowWeek(int back)
{
    private const int DayBins = 48;

    private double _came;
    private long _mostInADay;
    private int? _end;
    private int _lastBin = int.MaxValue;

    /// <summary>How many weeks before.</summary>
    public int Back => back;

    /// <summary>How many half hours before, by the local clock.</summary>
    public int ShiftBins { get; set; }

    /// <summary>Whether it cannot be compared.</summary>
    public bool IsLost { get; set; }

    /// <summary>In how many bursts that came.</summary>
    public int Bursts { get; private set; }

    /// <summary>How many days' work came, rounded: all that came over the most that came in any 24 hours of it. A flight is one, whenever its parcels come.</summary>
    public int Days => _mostInADay == 0 ? 0 : (int)Math.Round(_came / _mostInADay, MidpointRounding.AwayFromZero);

    /// <summary>Adds the half hour before those that were added.</summary>
    /// <param name="bin">The half hour of this week it is compared with.</param>
    /// <param name="sums">What came.</param>
    /// <param name="knownShare">What part of it would be known by now.</param>
    /// <param name="gapBins">Two bursts lie further apart.</param>
    public void Add(int bin, FlowSums sums, double knownShare, int gapBins)
    {
        _end ??= bin - ShiftBins;
        long count = sums[bin - ShiftBins];
        if (count == 0)
            return;
        _came += count * knownShare;
        _mostInADay = Math.Max(_mostInADay, sums.Sum(bin - ShiftBins, Math.Min(bin - ShiftBins + DayBins - 1, _end.Value)));
        Bursts += _lastBin - (bin - ShiftBins) > gapBins ? 1 : 0;
        _lastBin = bin - ShiftBins;
    }

    /// <summary>What it lets expect of a stretch; below 0 when it cannot be compared.</summary>
    public double Expected(FlowSupply supply, int from, int to)
    {
        if (IsLost || _came == 0)
            return IsLost ? -1 : 0;
        double share = supply.ShareOf(from, to, back);
        return share < 0 ? -1 : _came * share;
    }
}
