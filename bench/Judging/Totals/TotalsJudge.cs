using Shipments.Bench.Judging.Deciding;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;
using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Bench.Judging.Totals;

/// <summary>
/// Holds totals of lanes against two sums: over the parcels' last states, which they must equal cell by cell, and over the truth of those parcels
/// whose carriers made no fault.
/// </summary>
internal sealed class TotalsJudge
{
    private const int ToldMax = 10;

    // What is counted when it comes and never taken back is no sum over states: the latency of scans, who told of them, and by later versions the flow through stages.
    private static readonly int[] NotOfStates = [(int)LaneMeasure.Latency, (int)LaneMeasure.Teller, 32, 33];

    private readonly RecountedLanes _recount = new();
    private readonly Dictionary<string, LaneTruth> _truths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownDurations> _known = new(StringComparer.Ordinal);

    /// <summary>Parcels without a fault.</summary>
    public long Faithful { get; private set; }

    /// <summary>Those whose phase or first attempt is not the true one.</summary>
    public long Differing { get; private set; }

    /// <summary>The first of them, in words.</summary>
    public List<string> Told { get; } = [];

    /// <summary>By lane what truly happened.</summary>
    public IReadOnlyDictionary<string, LaneTruth> Truths => _truths;

    /// <summary>By lane what the product knows of its parcels; the same lanes.</summary>
    public IReadOnlyDictionary<string, KnownDurations> Known => _known;

    /// <summary>A parcel has ended.</summary>
    public void Ended(JudgedParcel parcel, long startMs)
    {
        _recount.Add(parcel);
        SimParcel truth = parcel.Truth;
        string key = $"{DomainDesk.Tenant}/{truth.Lane.Name}";
        if (!_truths.TryGetValue(key, out LaneTruth? lane))
        {
            _truths[key] = lane = new LaneTruth(truth.Lane);
            _known[key] = new KnownDurations();
        }

        lane.Add(truth);
        ParcelDecided decided = parcel.State.ReadSummary().Decided;
        _known[key].Add(decided);
        if (truth.IsUnfaithful || truth.Lane.IsUntracked || truth.LostBefore is not null)
            return;
        Faithful++;
        Phase phase = (Phase)decided.Phase;
        Compare(parcel, $"phase {phase}", IsTrue(phase, truth));
        long attempt = FirstAttemptMs(decided);
        long tried = truth.FirstAttemptAt < 0 ? 0 : startMs + (truth.FirstAttemptAt * 1_000L);
        Compare(parcel, $"first attempt {attempt}, truly {tried}", Math.Abs(attempt - tried) <= 60_000 || !TellsAttempts(truth));
    }

    /// <summary>The lanes whose counts are not the sums over their parcels, each with the first cell that differs.</summary>
    public IReadOnlyList<string> Differences(IReadOnlyDictionary<string, LaneState> lanes)
    {
        List<string> differences = [];
        foreach (string name in lanes.Keys.Union(_recount.Names).Order(StringComparer.Ordinal))
        {
            LaneCells counted = _recount.Of(name);
            if (!lanes.TryGetValue(name, out LaneState? lane))
            {
                differences.Add($"{name}: the lane was never told of");
                continue;
            }

            counted.FoldWeeks(lane.WeekFloor);
            HashSet<KeyValuePair<LaneCell, long>> ofLane = [.. lane.Cells.Sorted().Where(IsOfStates)];
            HashSet<KeyValuePair<LaneCell, long>> ofStates = [.. counted.Sorted().Where(IsOfStates)];
            ofLane.SymmetricExceptWith(ofStates);
            if (ofLane.Count > 0)
            {
                LaneCell cell = ofLane.MinBy(each => each.Key.Bits).Key;
                differences.Add($"{name}: {ofLane.Count} cells, the first {cell.Measure} of week {cell.Week}, part {cell.Part}, bucket {cell.Bucket}: lane {lane.Cells[cell]}, parcels {counted[cell]}");
            }
        }

        return differences;
    }

    /// <summary>When somebody first tried to deliver, as far as it was told; 0 for never.</summary>
    public static long FirstAttemptMs(ParcelDecided decided)
    {
        long first = 0;
        foreach (MilestoneRecord milestone in decided.Milestones)
        {
            bool isAttempt = (MilestoneKind)milestone.Kind is MilestoneKind.FirstAttempt or MilestoneKind.AvailableForPickup or MilestoneKind.Delivered;
            if (isAttempt && (first == 0 || milestone.FirstMs < first))
                first = milestone.FirstMs;
        }

        return first;
    }

    private static bool IsOfStates(KeyValuePair<LaneCell, long> cell) => !NotOfStates.Contains((int)cell.Key.Measure);

    // A return that was begun may be all that is told of one.
    private static bool IsTrue(Phase phase, SimParcel truth) => truth.Outcome switch
    {
        Outcome.Delivered => phase == Phase.Delivered,
        Outcome.Returned => phase is Phase.Returned or Phase.Returning || !IsTold(truth, Step.ReturnBegins),
        Outcome.Destroyed => phase == Phase.Destroyed || !IsTold(truth, Step.Destroyed),
        Outcome.Open or Outcome.Lost or Outcome.Stranded => true,
    };

    private static bool TellsAttempts(SimParcel truth) => truth.FirstAttemptAt < 0 || truth.Last.Scans.Any(scan => scan.Step >= Step.AttemptFailed);

    private static bool IsTold(SimParcel truth, Step step) =>
        truth.First.Scans.Any(scan => scan.Step == step) || truth.Last.Scans.Any(scan => scan.Step == step);

    private void Compare(JudgedParcel parcel, string seen, bool isTrue)
    {
        if (isTrue)
            return;
        Differing++;
        if (Told.Count < ToldMax)
            Told.Add($"{parcel.Key} on {parcel.Truth.Lane.Name}, truly {parcel.Truth.Outcome}: {seen}");
    }
}
