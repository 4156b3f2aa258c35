using Shipments.Domain.Choice;
using Shipments.Domain.Lanes;

namespace Shipments.Domain.Tests.Lanes;

/// <summary>
/// Feeders, lanes and what lies between them, driven by one seeded sequence of steps: calls get lost before or after the lane, come twice, late
/// and out of order; lanes die unsaved and live twice; feeders begin again at their saved cursor.
/// </summary>
internal sealed class LaneSimulation(int seed)
{
    private const int Shards = 3;

    private readonly Random _random = new(seed);
    private readonly RandomJournal _journal = new(seed, Shards);
    private readonly SortedDictionary<string, SimulatedLane> _lanes = new(StringComparer.Ordinal);
    private readonly long[] _cursors = new long[Shards];
    private readonly LaneFeedTable[] _tables = [.. Enumerable.Range(0, Shards).Select(_ => new LaneFeedTable(0, Shards))];
    private readonly List<(int Shard, LaneStretch Stretch)> _stale = [];
    private long _nowMs;

    /// <summary>How often each kind of trouble came, so that a test can see that it did.</summary>
    public SortedDictionary<string, int> Troubles { get; } = new(StringComparer.Ordinal);

    public void Run(int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            _nowMs += _random.Next(200);
            int shard = _random.Next(Shards);
            switch (_random.Next(20))
            {
                case < 6:
                    _journal.Write();
                    break;
                case < 10:
                    Read(shard);
                    break;
                case < 15:
                    Feed(shard, faults: true);
                    break;
                case 15:
                    SaveCursor(shard);
                    break;
                case 16 when _random.Next(3) == 0:
                    _tables[shard] = new LaneFeedTable(_cursors[shard], Shards);
                    Count("feeder died");
                    break;
                case 17 when _stale.Count > 0:
                    (int from, LaneStretch stretch) = _stale[_random.Next(_stale.Count)];
                    Send(from, stretch);
                    Count("came again late");
                    break;
                default:
                    Trouble();
                    break;
            }
        }
    }

    /// <summary>Lets everything arrive, with no further trouble.</summary>
    public void Settle()
    {
        for (int round = 0; round < 200; round++)
        {
            _nowMs += 10_000;
            for (int shard = 0; shard < Shards; shard++)
            {
                Read(shard);
                Feed(shard, faults: false);
                SaveCursor(shard);
            }

            foreach (SimulatedLane lane in _lanes.Values)
            {
                while (lane.Live > 1)
                    lane.Kill(1);
                if (lane.Live == 1)
                    lane.Save(0);
            }

            if (Enumerable.Range(0, Shards).All(shard => _cursors[shard] == _journal.Head(shard)))
                return;
        }

        throw new InvalidOperationException($"Not settled: cursors {string.Join(", ", _cursors)}, seed {seed}.");
    }

    /// <summary>Every lane's row is the sum of the journal cut at its own marks.</summary>
    public void CheckRows()
    {
        foreach ((string name, SimulatedLane lane) in _lanes)
        {
            LaneState row = lane.Row;
            LaneCells expected = new();
            for (int shard = 0; shard < Shards; shard++)
            {
                SimpleDeltas deltas = new();
                for (long seq = 1; seq <= row.MarkOf(shard); seq++)
                    deltas.Add("acme", seq, _journal.Entry(shard, seq));
                if (deltas.Lanes.TryGetValue(name, out LaneCells? part))
                    expected.Add(part);
            }

            CheckFlow(name, row, expected);
            expected.FoldWeeks(row.WeekFloor);
            SimpleDeltas.Describe(row.Cells).Should().Be(SimpleDeltas.Describe(expected), $"lane {name}, seed {seed}");
        }
    }

    // What passed is exact too, as far back as it is held; it is taken out of what the other counts are compared with.
    private void CheckFlow(string name, LaneState row, LaneCells expected)
    {
        LaneFlow flow = new();
        foreach ((LaneCell cell, long count) in expected.Sorted())
        {
            if (flow.TryAdd(cell, count))
                expected.Add(cell, -count);
        }

        for (FlowStage stage = FlowStage.Registered; (int)stage < FlowStages.Count; stage++)
        {
            for (int bin = flow.Newest - LaneFlow.BinsMax; bin <= flow.Newest; bin++)
            {
                if (row.Flow[stage, bin] != flow[stage, bin])
                    throw new InvalidOperationException($"{row.Flow[stage, bin]} of {stage} in {bin}, not {flow[stage, bin]}: lane {name}, seed {seed}.");
            }
        }
    }

    /// <summary>Every parcel is counted in its lane once, and nowhere else.</summary>
    public void CheckAgainstParcels()
    {
        SortedDictionary<string, LaneCells> sums = _journal.SumOverParcels();
        foreach (string name in _lanes.Keys.Union(sums.Keys))
        {
            LaneState row = _lanes[name].Row;
            LaneCells expected = sums.GetValueOrDefault(name) ?? new LaneCells();
            expected.FoldWeeks(row.WeekFloor);
            SimpleDeltas.DescribeParcels(row.Cells).Should().Be(SimpleDeltas.DescribeParcels(expected), $"lane {name}, seed {seed}");
        }
    }

    private void Read(int shard)
    {
        LaneFeedTable table = _tables[shard];
        long upTo = Math.Min(_journal.Head(shard), table.Position + _random.Next(1, 30));
        for (long seq = table.Position + 1; seq <= upTo; seq++)
            table.Add("acme", seq, _journal.Entry(shard, seq));
        table.ReadTo(upTo);
    }

    private void Feed(int shard, bool faults)
    {
        LaneFeedTable table = _tables[shard];
        if (table.TryBeginAgain(out long after))
        {
            for (long seq = after + 1; seq <= table.Position; seq++)
                table.Add("acme", seq, _journal.Entry(shard, seq));
            table.EndAgain();
            Count("read again");
        }

        foreach (LaneStretch stretch in table.Due(_nowMs, callsMax: 1 + _random.Next(8)))
        {
            CheckStretch(shard, stretch);
            Carry(shard, table, stretch, faults ? _random.Next(8) : 7);
        }
    }

    // A stretch holds what lies between its ends, and nothing else.
    private void CheckStretch(int shard, LaneStretch stretch)
    {
        SimpleDeltas deltas = new();
        for (long seq = stretch.After + 1; seq <= stretch.UpTo && seq <= _journal.Head(shard); seq++)
            deltas.Add("acme", seq, _journal.Entry(shard, seq));
        string expected = deltas.Lanes.TryGetValue(stretch.Lane, out LaneCells? cells) ? SimpleDeltas.Describe(cells) : "";
        SimpleDeltas.Describe(LaneCells.Decode(stretch.Cells.Span)).Should().Be(expected, $"{stretch.Lane} ({stretch.After}, {stretch.UpTo}], seed {seed}");
    }

    private void Carry(int shard, LaneFeedTable table, LaneStretch stretch, int luck)
    {
        _stale.Add((shard, stretch));
        if (luck == 0)
        {
            table.Failed(stretch, _nowMs);
            Count("lost before the lane");
            return;
        }

        (long mark, long saved) = Send(shard, stretch);
        if (luck == 1)
        {
            table.Failed(stretch, _nowMs);
            Count("lost after the lane");
            return;
        }

        if (luck == 2)
        {
            (mark, saved) = Send(shard, stretch);
            Count("came twice");
        }

        if (!table.Answered(stretch, mark, saved))
            Count("stood elsewhere");
    }

    private (long Mark, long Saved) Send(int shard, LaneStretch stretch)
    {
        if (!_lanes.TryGetValue(stretch.Lane, out SimulatedLane? lane))
            _lanes[stretch.Lane] = lane = new SimulatedLane();
        if (lane.Live == 0)
            lane.Activate();
        return lane.Apply(_random.Next(lane.Live), shard, stretch);
    }

    private void SaveCursor(int shard)
    {
        _cursors[shard] = _tables[shard].SafeCursor;
        _tables[shard].CursorSaved(_cursors[shard]);
    }

    private void Trouble()
    {
        if (_lanes.Count == 0)
            return;
        SimulatedLane lane = _lanes.Values.ElementAt(_random.Next(_lanes.Count));
        int what = _random.Next(5);
        if (lane.Live == 0 || (what == 0 && lane.Live == 1))
        {
            Count(lane.Live == 1 ? "lived twice" : "activated");
            lane.Activate();
        }
        else if (what == 1)
        {
            lane.Kill(_random.Next(lane.Live));
            Count("died unsaved");
        }
        else
        {
            lane.Save(_random.Next(lane.Live));
            Count("saved");
        }
    }

    private void Count(string trouble) => Troubles[trouble] = Troubles.GetValueOrDefault(trouble) + 1;
}
