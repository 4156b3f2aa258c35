using Shipments.Bench.Judging.Alarms;
using Shipments.Bench.Judging.Deciding;
using Shipments.Bench.Simulation.Output;
using Shipments.Bench.Simulation.Worlds;
using Shipments.Bench.Tests.Simulation;
using Shipments.Domain.Choice;
using Shipments.Domain.Lanes;
using Shipments.Journal.V1;

namespace Shipments.Bench.Tests.Judging;

public sealed class AlarmsRunTests
{
    /// <summary>
    /// Goal: lanes that are told passages alone count what they do behind adapters and parcels. Method: a world of carriers without faults is run both ways, and each stage of each lane is
    /// compared over all half hours.
    /// </summary>
    [Fact]
    public void Lanes_that_are_told_passages_count_what_the_product_s_lanes_do()
    {
        WorldArguments.World asked = Worlds.Asked(600, 5, 8, isFaithful: true);
        Both both = new(asked);
        new World(asked.Network, asked.Regimes, asked.Places, asked.Options, both).Run(CancellationToken.None);
        both.Lanes.Carry(both.Ms(both.At + 1));
        List<Passage> passages = [.. both.Passages.OrderBy(passage => passage.ToldAt)];
        PassageDesk desk = new(asked.Network, passages, asked.Options.From.ToUnixTimeMilliseconds());
        desk.Carry(int.MaxValue / 2);

        List<string> differing = [];
        foreach ((string name, LaneState lane) in both.Lanes.Lanes)
        {
            foreach (FlowStage stage in Enum.GetValues<FlowStage>())
            {
                int from = lane.Flow.Newest - LaneFlow.BinsMax + 1;
                for (int bin = from; bin <= lane.Flow.Newest; bin++)
                {
                    if (lane.Flow[stage, bin] != desk.Lanes[name].Flow[stage, bin])
                        differing.Add($"{name} {stage} {bin}: {lane.Flow[stage, bin]} and {desk.Lanes[name].Flow[stage, bin]}");
                }
            }
        }

        differing.Should().BeEmpty();
        Tellers(both.Lanes.Lanes).Should().Equal(Tellers(desk.Lanes));
        LaneTellers.Of(both.Lanes.Lanes["sim/CN-US/cainiao-standard"].Cells).Should().Be(new LaneTellers("cainiao", "usps"));
        long Counted(FlowStage stage) => both.Lanes.Lanes.Values.Sum(lane => lane.Flow.Sum(stage, lane.Flow.Newest - LaneFlow.BinsMax, lane.Flow.Newest));
        FlowStages.Watched.Select(Counted).Should().OnlyContain(count => count > 100, "each stage is put to the test");
    }

    [Fact]
    public void The_same_world_is_judged_alike_twice_and_a_strike_is_told_with_what_it_keeps_back()
    {
        WorldArguments.World asked = Worlds.Asked(300, 6, 20, "strike\tSorting in Britain\t+10.3\t+14\tcountry=GB role=sort,depot\t1\t\t\t");
        (AlarmsVerdict one, AlarmsVerdict two) = (new AlarmsRun(asked).Run(CancellationToken.None), new AlarmsRun(asked).Run(CancellationToken.None));
        two.Raised.Should().Equal(one.Raised);
        two.Strikes.Should().Equal(one.Strikes);
        StrikeFinding strike = one.Strikes.Should().ContainSingle().Subject;
        (strike.Name, strike.Lanes).Should().Be(("Sorting in Britain", 5));
        strike.MissingAfter.Should().BeGreaterThan(0).And.BeLessThan(2 * 86_400);
        strike.FirstAfter.Should().BeNull("of so few parcels nothing can be told");
    }

    // Who told how often, whatever the week: the desk was told all at once.
    private static IReadOnlyList<string> Tellers(IReadOnlyDictionary<string, LaneState> lanes) =>
    [
        .. lanes.SelectMany(lane => lane.Value.Cells.Sorted().Where(cell => cell.Key.Measure == LaneMeasure.Teller), (lane, cell) => (Lane: lane.Key, cell.Key.Part, cell.Key.Bucket, cell.Value))
            .GroupBy(told => (told.Lane, told.Part, told.Bucket)).Select(told => $"{told.Key}: {told.Sum(each => each.Value)}").Order(StringComparer.Ordinal),
    ];

    // Tells the same world to the product's lanes and to a reader of passages.
    private sealed class Both : IWorldWatcher, IDecisionWatcher
    {
        private readonly DateTimeOffset _start;
        private readonly DomainDesk _desk;
        private readonly PassageReader _reader;

        public Both(WorldArguments.World asked)
        {
            _start = asked.Options.From;
            _desk = new DomainDesk(_start, Lanes, this);
            _reader = new PassageReader(asked.Network, asked.Options.Seed);
        }

        public LaneDesk Lanes { get; } = new();

        public List<Passage> Passages { get; } = [];

        public int At { get; private set; }

        public long Ms(int at) => _start.ToUnixTimeMilliseconds() + (at * 1_000L);

        public void Registered(SimParcel parcel, int at)
        {
            _desk.Register(parcel, at);
            Passages.Add(new Passage(at, at, parcel.Lane.Index, FlowStage.Registered));
        }

        public void Received(in Received received) => _desk.Receive(received);

        public void Ended(SimParcel parcel, int at)
        {
            _reader.Add(parcel, Passages);
            _desk.Forget(parcel);
        }

        public void Tick(int at)
        {
            At = at;
            Lanes.Carry(Ms(at));
        }

        public void Committed(JudgedParcel parcel, ParcelEntry entry, long nowMs)
        {
            // Only lanes are looked at.
        }
    }
}
