namespace Shipments.Domain.Choice;

/// <summary>What came at a stage in a stretch of time, and what was to be expected by the same stretch of other weeks.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="FromBin">The first half hour of it.</param>
/// <param name="ToBin">The last half hour of it.</param>
/// <param name="Observed">What came.</param>
/// <param name="Weeks">
/// What was to be expected by each of the <see cref="WeeksMax"/> weeks before, the last one first: what came in it, as far as it would be known by now, and no more of it
/// than came through the stage before. Below 0 when the week cannot be compared.
/// </param>
/// <param name="Bursts">In how many bursts that came in each of these weeks: a flight is one, however many parcels it has. Of releases, on how many days.</param>
public sealed record FlowWindow(FlowStage Stage, int FromBin, int ToBin, long Observed, IReadOnlyList<double> Weeks, IReadOnlyList<int> Bursts)
{
    /// <summary>Weeks that are compared: 4.</summary>
    public const int WeeksMax = LaneFlow.WeeksMax - 1;

    /// <summary>How many weeks can be compared.</summary>
    public int WeeksKnown
    {
        get
        {
            int known = 0;
            for (int week = 0; week < Weeks.Count; week++)
                known += Weeks[week] >= 0 ? 1 : 0;
            return known;
        }
    }

    /// <summary>The length, in half hours.</summary>
    public int Bins => ToBin - FromBin + 1;

    /// <summary>The length, in hours.</summary>
    public double Hours => Bins * 0.5;

    /// <summary>The least that weeks let expect, of all four the second least: one of them may have had a strike itself. 0 when none can be compared.</summary>
    public double Least
    {
        get
        {
            Span<double> known = stackalloc double[WeeksKnown];
            Sort(known);
            return known.Length == 0 ? 0 : known[known.Length / WeeksMax];
        }
    }

    /// <summary>The middle of what weeks let expect; 0 when none can be compared.</summary>
    public double Middle
    {
        get
        {
            Span<double> known = stackalloc double[WeeksKnown];
            Sort(known);
            return known.Length == 0 ? 0 : (known[(known.Length - 1) / 2] + known[known.Length / 2]) / 2;
        }
    }

    /// <summary>The fewest bursts of weeks that can be compared, of all four the second fewest; 0 when none can.</summary>
    public int BurstsLeast
    {
        get
        {
            Span<int> known = stackalloc int[WeeksKnown];
            int next = 0;
            for (int week = 0; week < Weeks.Count; week++)
            {
                if (Weeks[week] >= 0)
                    known[next++] = Bursts[week];
            }

            known.Sort();
            return known.Length == 0 ? 0 : known[known.Length / WeeksMax];
        }
    }

    /// <summary>The chance that so few of the least come, if each parcel came by itself. Those of a bag do not: it says how thin the evidence is, and decides nothing.</summary>
    public double Chance => CountChances.AtMost(Observed, Least, 0);

    private void Sort(Span<double> known)
    {
        int next = 0;
        for (int week = 0; week < Weeks.Count; week++)
        {
            if (Weeks[week] >= 0)
                known[next++] = Weeks[week];
        }

        known.Sort();
    }
}
