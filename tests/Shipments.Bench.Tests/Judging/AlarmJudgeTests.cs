using Shipments.Bench.Judging.Alarms;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Regimes;
using Shipments.Bench.Simulation.Worlds;
using Shipments.Bench.Tests.Simulation;
using Shipments.Domain.Lanes;

namespace Shipments.Bench.Tests.Judging;

public sealed class AlarmJudgeTests
{
    private const int Day = 86_400;
    private const string Strike = "strike\tcorreos\t+10\t+14\tcarrier=correos\t1\t\t\t";

    private readonly Dictionary<string, LaneState> _lanes = [];
    private readonly Told _told = new();
    private readonly AlarmJudge _judge;

    public AlarmJudgeTests()
    {
        Network network = Worlds.Network();
        RegimeSet regimes = Worlds.Regimes(Strike);
        WorldOptions options = new(200, 1, 20, Worlds.Start);
        Grounds idle = new(network, regimes, new Demand(network, regimes, options), options);
        _judge = new AlarmJudge(_told, network, regimes, new LaneTroubles(regimes, idle));
    }

    [Fact]
    public void An_alarm_on_a_struck_lane_is_none_too_many_and_counts_once()
    {
        Look(9 * Day);
        Look((10 * Day) + 30_000, "CN-ES/cainiao-standard");
        Look((10 * Day) + 31_800, "CN-ES/cainiao-standard");
        _judge.Raised.Should().ContainSingle().Which.Truth.Should().Be("correos");
        _judge.False.Should().BeEmpty();
        StrikeFinding found = _judge.Strikes().Should().ContainSingle().Subject;
        found.Lanes.Should().Be(3);
        found.Found.Should().Be(1);
        found.WithinTwoHours.Should().Be(found.FirstAfter <= 7_200 ? 1 : 0);
    }

    [Fact]
    public void An_alarm_on_a_lane_that_nothing_troubles_is_false_and_each_time_it_is_raised()
    {
        Look(Day, "CN-US/upu-ems");
        Look(Day + 1_800);
        Look(Day + 3_600, "CN-US/upu-ems");
        _judge.False.Should().HaveCount(2);
        _judge.Strikes().Should().ContainSingle().Which.FirstAfter.Should().BeNull();
    }

    [Fact]
    public void What_a_strike_held_back_excuses_an_alarm_for_five_days()
    {
        Look((14 * Day) + LaneTroubles.AfterSeconds - 1, "SG-ES/singpost-registered");
        Look((14 * Day) + LaneTroubles.AfterSeconds, "SG-ES/singpost-registered", "CN-ES/4px-standard");
        _judge.Raised.Select(alarm => alarm.Truth).Should().Equal("correos", "");
    }

    private void Look(int at, params string[] lanes)
    {
        _told.Lanes = [.. lanes.Select(lane => new LaneAlarm("sim/" + lane, "told"))];
        _judge.Look(_lanes, at, at * 1_000L);
    }

    private sealed class Told : ILaneDetector
    {
        public string Name => "told";

        public IReadOnlyList<LaneAlarm> Lanes { get; set; } = [];

        public IReadOnlyList<LaneAlarm> Look(IReadOnlyDictionary<string, LaneState> lanes, long nowMs) => Lanes;
    }
}
