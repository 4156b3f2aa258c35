using Shipments.Bench.Judging.Deciding;
using Shipments.Bench.Judging.Forecasts;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;
using Shipments.Bench.Tests.Simulation;
using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Bench.Tests.Judging;

/// <summary>One parcel that is first tried ten days after the begin, and predictors that say what each test says.</summary>
public sealed class EtaJudgeTests
{
    private const long Day = 86_400_000;

    private static readonly long StartMs = Worlds.Start.ToUnixTimeMilliseconds();
    private static readonly TradeLane Lane = Worlds.Network().Lanes.First(lane => !lane.IsUntracked);

    private readonly SimParcel _truth = new(7, Lane, isGhost: false) { FirstAttemptAt = 10 * 86_400 };
    private readonly Told _product = new("product");
    private readonly Told _baseline = new("baseline");
    private readonly EtaJudge _judge;
    private readonly JudgedParcel _parcel;

    public EtaJudgeTests()
    {
        _judge = new EtaJudge([_product, _baseline], Worlds.Start);
        _parcel = new JudgedParcel(_truth, "parcel/sim/sim-7");
    }

    [Fact]
    public void A_milestone_is_asked_at_though_the_product_announces_nothing()
    {
        Commit(2, isAnnounced: false, MilestoneKind.PickedUp);
        Commit(3, isAnnounced: false, MilestoneKind.PickedUp, MilestoneKind.Departed);
        _judge.Ended(_truth);
        _judge.Announced.All[0].Count.Should().Be(0);
        _judge.Milestones.All.Select(score => score.Count).Should().Equal(2, 2);
        _judge.Milestones.Stages.Keys.Should().Equal((int)MilestoneKind.PickedUp, (int)MilestoneKind.Departed);
    }

    [Fact]
    public void Announcements_between_milestones_weigh_nothing_at_milestones()
    {
        Commit(2, isAnnounced: true, MilestoneKind.PickedUp);
        Commit(3, isAnnounced: true, MilestoneKind.PickedUp);
        Commit(4, isAnnounced: true, MilestoneKind.PickedUp);
        _judge.Ended(_truth);
        (_judge.Announced.All[0].Count, _judge.Milestones.All[0].Count).Should().Be((3, 1));
        _judge.Announced.Stages.Keys.Should().Equal((int)Phase.Departed);
    }

    [Fact]
    public void Several_milestones_told_at_once_are_one_moment_of_the_furthest()
    {
        Commit(2, isAnnounced: false, MilestoneKind.Departed, MilestoneKind.PickedUp);
        Commit(3, isAnnounced: false, MilestoneKind.Departed, MilestoneKind.PickedUp);
        _judge.Ended(_truth);
        _judge.Milestones.Stages.Keys.Should().Equal((int)MilestoneKind.Departed);
        _judge.Milestones.All[0].Count.Should().Be(1);
    }

    [Fact]
    public void Where_one_has_nothing_to_say_nobody_is_scored_and_it_is_counted()
    {
        _product.IsSilent = true;
        Commit(2, isAnnounced: false, MilestoneKind.PickedUp);
        _product.IsSilent = false;
        Commit(3, isAnnounced: false, MilestoneKind.PickedUp, MilestoneKind.Departed);
        _judge.Ended(_truth);
        _judge.Milestones.All.Select(score => score.Count).Should().Equal(1, 1);
        (_judge.Milestones.Silent, _judge.Milestones.SilentAt((int)MilestoneKind.PickedUp), _judge.Milestones.SilentAt((int)MilestoneKind.Departed)).Should().Be((1, 1, 0));
        _judge.Milestones.Firsts[0].Count.Should().Be(1);
    }

    [Fact]
    public void Nothing_is_asked_when_the_attempt_was_made_or_told()
    {
        Commit(11, isAnnounced: true, MilestoneKind.PickedUp);
        Commit(12, isAnnounced: true, MilestoneKind.Departed, MilestoneKind.FirstAttempt);
        _judge.Ended(_truth);
        (_judge.Announced.All[0].Count, _judge.Milestones.All[0].Count, _judge.Milestones.Silent).Should().Be((0, 0, 0));
    }

    [Fact]
    public void A_parcel_that_nobody_tried_is_left_out()
    {
        _truth.FirstAttemptAt = -1;
        Commit(2, isAnnounced: true, MilestoneKind.PickedUp);
        _judge.Ended(_truth);
        (_judge.Announced.All[0].Count, _judge.Milestones.All[0].Count).Should().Be((0, 0));
    }

    [Theory]
    [InlineData(EtaJudge.AnnouncementsMax)]
    [InlineData(EtaJudge.AnnouncementsMax + 1)]
    public void So_many_announcements_are_asked_at_and_milestones_all_the_same(int announcements)
    {
        for (int i = 0; i < announcements; i++)
            Commit(2 + (i / 100.0), isAnnounced: true, MilestoneKind.PickedUp);
        Commit(5, isAnnounced: true, MilestoneKind.PickedUp, MilestoneKind.Arrived);
        _judge.Ended(_truth);
        _judge.Announced.All[0].Count.Should().Be(EtaJudge.AnnouncementsMax);
        _judge.Milestones.Stages.Keys.Should().Equal((int)MilestoneKind.PickedUp, (int)MilestoneKind.Arrived);
    }

    private void Commit(double day, bool isAnnounced, params MilestoneKind[] reached)
    {
        long now = StartMs + (long)(day * Day);
        ParcelDecided decided = new() { Phase = (int)Phase.Departed };
        foreach (MilestoneKind kind in reached)
            decided.Milestones.Add(new MilestoneRecord { Kind = (int)kind, FirstMs = StartMs + Day });
        _judge.Committed(_parcel, new ParcelEntry { AtMs = now, Decided = decided }, isAnnounced, now);
    }

    private sealed class Told(string name) : IEtaPredictor
    {
        public bool IsSilent { get; set; }

        public string Name => name;

        public EtaGuess? Guess(in EtaQuestion question) => IsSilent ? null : new EtaGuess(question.NowMs + Day, question.NowMs + (2 * Day));

        public void Learn(in EtaQuestion question, long attemptMs)
        {
            // It says what it is told to say.
        }

        public void Refresh(IReadOnlyDictionary<string, LaneState> lanes, long nowMs)
        {
            // It looks at no lane.
        }
    }
}
