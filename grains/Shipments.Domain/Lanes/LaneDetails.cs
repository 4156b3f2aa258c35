using Shipments.Domain.Eta;
using Shipments.Domain.Parcels;

namespace Shipments.Domain.Lanes;

/// <summary>All figures of a lane that want more than a count of phases. Times are summed over the weeks that are kept apart.</summary>
public sealed class LaneDetails
{
    private const int Kinds = (int)MilestoneKind.Delivered + 1;

    private LaneDetails(long nowMs) => Backlog = new LaneBacklog(nowMs);

    /// <summary>Parcels on their way, by phase and age.</summary>
    public LaneBacklog Backlog { get; }

    /// <summary>What was promised and kept.</summary>
    public LanePromises Promises { get; } = new();

    /// <summary>What the lane's own windows said and how it came.</summary>
    public LaneEstimates Estimates { get; } = new();

    /// <summary>Of the parcels picked up, those that the customs ever stopped.</summary>
    public long EverStopped { get; private set; }

    /// <summary>All of them.</summary>
    public long StoppedOf { get; private set; }

    /// <summary>By the week of the pick-up, oldest first.</summary>
    public SortedDictionary<int, LaneCohort> Cohorts { get; } = [];

    /// <summary>By <see cref="LaneLeg"/>.</summary>
    public IReadOnlyList<QuantileSketch> Legs { get; } = [.. Enumerable.Range(0, (int)LaneLeg.Delivery + 1).Select(_ => new QuantileSketch())];

    /// <summary>The same by the period they began in, oldest first within a leg; only those that were measured. Made anew at each call.</summary>
    public SortedDictionary<(LaneLeg Leg, int Period), QuantileSketch> LegsByPeriod()
    {
        SortedDictionary<(LaneLeg Leg, int Period), QuantileSketch> legs = [];
        foreach ((LaneCell cell, long count) in _legs)
        {
            (LaneLeg, int) key = ((LaneLeg)cell.Part, cell.Week);
            if (!legs.TryGetValue(key, out QuantileSketch? leg))
                legs[key] = leg = new QuantileSketch();
            leg.AddBucket(cell.Bucket, count);
        }

        return legs;
    }

    /// <summary>By the milestone they begin at; only those that were measured.</summary>
    public SortedDictionary<MilestoneKind, QuantileSketch> Dwells { get; } = [];

    /// <summary>Parcels on their way, by their status at the customs.</summary>
    public SortedDictionary<CustomsStatus, long> Customs { get; } = [];

    /// <summary>From the start at the import customs to the release.</summary>
    public QuantileSketch Release { get; } = new();

    /// <summary>From a scan's event to its receipt.</summary>
    public QuantileSketch Latency { get; } = new();

    /// <summary>Delivered parcels that reached each milestone; all of them reached <see cref="MilestoneKind.Delivered"/>.</summary>
    public IReadOnlyList<long> Scanned => _scanned;

    private readonly long[] _scanned = new long[Kinds];
    private readonly List<(LaneCell Cell, long Count)> _legs = [];

    /// <summary>Adds up counts.</summary>
    /// <param name="cells">A lane's counts; not changed.</param>
    /// <param name="nowMs">The time now, in milliseconds since 1970-01-01 UTC: ages count back from it.</param>
    public static LaneDetails Of(LaneCells cells, long nowMs)
    {
        LaneDetails details = new(nowMs);
        foreach ((LaneCell cell, long count) in cells.Sorted())
            details.Add(cell, count);
        return details;
    }

    private void Add(LaneCell cell, long count)
    {
        bool isKept = cell.Week != LaneCell.OlderWeek;
        switch (cell.Measure)
        {
            case LaneMeasure.Backlog:
                Backlog.Add(cell, count);
                break;
            case LaneMeasure.OpenPromise:
                Promises.AddOpen(cell, count, Backlog.Today);
                break;
            case LaneMeasure.Customs:
                Customs[(CustomsStatus)cell.Bucket] = Customs.GetValueOrDefault((CustomsStatus)cell.Bucket) + count;
                break;
            case LaneMeasure.DoorToDoor or LaneMeasure.DoorToDoorDays or LaneMeasure.AttemptDays or LaneMeasure.Outcome when isKept:
                CohortOf(cell.Week).Add(cell, count);
                break;
            case LaneMeasure.Attempt or LaneMeasure.FirstAttempt or LaneMeasure.PromiseGap or LaneMeasure.PromiseInside when isKept:
                Promises.Add(cell, count);
                break;
            case LaneMeasure.Leg when isKept && cell.Part < Legs.Count:
                Legs[cell.Part].AddBucket(cell.Bucket, count);
                _legs.Add((cell, count));
                break;
            case LaneMeasure.Dwell when isKept:
                DwellOf((MilestoneKind)cell.Part).AddBucket(cell.Bucket, count);
                break;
            case LaneMeasure.Release when isKept:
                Release.AddBucket(cell.Bucket, count);
                break;
            case LaneMeasure.Compliance when isKept && cell.Part < Kinds:
                _scanned[cell.Part] += count;
                break;
            case LaneMeasure.Window or LaneMeasure.EstimateGap or LaneMeasure.Announcements when isKept:
                Estimates.Add(cell, count);
                break;
            case LaneMeasure.CustomsStopped when isKept:
                EverStopped += cell.Part == 1 ? count : 0;
                StoppedOf += count;
                break;
            case LaneMeasure.Latency when isKept:
                Latency.AddBucket(cell.Bucket, count);
                break;
            default:
                break;
        }
    }

    private LaneCohort CohortOf(int week)
    {
        if (!Cohorts.TryGetValue(week, out LaneCohort? cohort))
            Cohorts[week] = cohort = new LaneCohort();
        return cohort;
    }

    private QuantileSketch DwellOf(MilestoneKind kind)
    {
        if (!Dwells.TryGetValue(kind, out QuantileSketch? dwell))
            Dwells[kind] = dwell = new QuantileSketch();
        return dwell;
    }
}
