using System.Text;
using Shipments.Bench.Judging.Deciding;
using Shipments.Bench.Simulation.Networks;
using Shipments.Domain.Choice;
using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;

namespace Shipments.Bench.Judging.Alarms;

/// <summary>Lanes that are told nothing but what passed their stages and what legs took: all that detectors of stops and backlogs look at.</summary>
internal sealed class PassageDesk(Network network, IReadOnlyList<Passage> passages, long startMs)
{
    private const int Shard = 0;

    private readonly SortedDictionary<string, LaneState> _lanes = new(StringComparer.Ordinal);
    private readonly string[] _keys = [.. network.Lanes.Select(lane => $"{DomainDesk.Tenant}/{lane.Name}")];
    private readonly byte[][] _carriers = [.. network.Carriers.Select(carrier => Encoding.UTF8.GetBytes(carrier.Name))];
    private int _next;

    /// <summary>By the whole key.</summary>
    public IReadOnlyDictionary<string, LaneState> Lanes => _lanes;

    /// <summary>Tells what was told up to a time.</summary>
    public void Carry(int at)
    {
        Dictionary<int, LaneCells> deltas = [];
        for (; _next < passages.Count && passages[_next].ToldAt <= at; _next++)
        {
            Passage passage = passages[_next];
            if (!deltas.TryGetValue(passage.Lane, out LaneCells? delta))
                deltas[passage.Lane] = delta = new LaneCells();
            if (passage.Carrier >= 0)
            {
                LaneTellers.Write(delta, passage.Stage == FlowStage.PickedUp ? MilestoneKind.PickedUp : MilestoneKind.OutForDelivery, _carriers[passage.Carrier], Ms(passage.ToldAt));
                continue;
            }

            LaneFlow.Write(delta, passage.Stage, Ms(passage.At), Ms(passage.ToldAt));
            if (passage.Leg != LaneLeg.None)
                delta.Add(new LaneCell(LaneMeasure.Leg, LaneWeeks.PeriodOf(Ms(passage.At - passage.LegSeconds)), (int)passage.Leg, LogBuckets.Of(passage.LegSeconds * 1_000L)), 1);
        }

        foreach ((int lane, LaneCells delta) in deltas)
            Apply(_keys[lane], delta, Ms(at));
    }

    private void Apply(string key, LaneCells delta, long nowMs)
    {
        if (!_lanes.TryGetValue(key, out LaneState? lane))
            _lanes[key] = lane = new LaneState();
        long mark = lane.MarkOf(Shard);
        lane.Apply(Shard, mark, mark + 1, 0, delta, nowMs, nowMs);
    }

    private long Ms(int at) => startMs + (at * 1_000L);
}
