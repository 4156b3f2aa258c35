using Shipments.Bench.Judging;
using Shipments.Bench.Judging.Alarms;
using Shipments.Bench.Judging.Choices;
using Shipments.Bench.Judging.Deciding;
using Shipments.Bench.Judging.Forecasts;
using Shipments.Bench.Judging.Goals;
using Shipments.Bench.Simulation.Output;
using Shipments.Bench.Tests.Simulation;
using Shipments.Domain.Parcels;

namespace Shipments.Bench.Tests.Judging;

/// <summary>A world of thirty days in which each goal is met or missed as a test says.</summary>
public sealed class JudgeGoalsTests
{
    private const long Day = 86_400_000;

    private static readonly WorldArguments.World Asked = Worlds.Asked(10, 6, 30);
    private static readonly ChoiceResult Choice = new("", "fastest as sold", "RankLanes", "a", 100, 10, 0.8, 0.8, 4, 4, 0.9);
    private static readonly StrikeFinding Strike = new("strike", 0, 3, 7_200, 2, 3);

    private static readonly JudgedWorld Good = new()
    {
        Seed = 6, Days = 30, Counts = new DeskCounts(), Announced = Scores(80, 1), Milestones = Scores(80, 1), Faithful = 100, Differing = 0, DifferingTold = [], LaneDifferences = [],
        Lanes = [], Raised = [], Strikes = [], Choices = [], Backlog = [], Regimes = [],
    };

    [Fact]
    public void What_was_not_measured_is_neither_met_nor_missed()
    {
        Judged(Good, "strike").Should().BeEquivalentTo(new { Value = "no strike", IsMet = (bool?)null, Verdict = "not judged" });
        Judged(Good, "RankLanes").Should().BeEquivalentTo(new { Value = "no choice", IsMet = (bool?)null });
    }

    [Theory]
    [InlineData(76, false)]
    [InlineData(77, true)]
    [InlineData(83, true)]
    [InlineData(84, false)]
    public void A_P80_holds_four_in_five_or_nearly_so(int inP80, bool isMet)
    {
        Goal milestones = Judged(Good with { Milestones = Scores(inP80, 1) }, "by the P80, at milestones");
        (milestones.Value, milestones.IsMet).Should().Be(($"{inP80}.0 %", isMet));
        Judged(Good with { Milestones = Scores(inP80, 1) }, "by the P80, at announcements").IsMet.Should().BeTrue("announcements are judged apart");
        Judged(Good with { Announced = Scores(inP80, 1) }, "by the P80, at announcements").IsMet.Should().Be(isMet);
    }

    [Theory]
    [InlineData(1.5, "25.0 % below second", true)]
    [InlineData(1.52, "24.0 % below second", false)]
    [InlineData(3, "-50.0 % below second", false)]
    public void An_error_is_a_quarter_below_the_best_baseline(double days, string value, bool isMet)
    {
        Goal goal = Judged(Good with { Milestones = Scores(80, days) }, "Error of the P50 at least 25 % below the best baseline, at milestones");
        (goal.Value, goal.IsMet).Should().Be((value, isMet));
    }

    [Fact]
    public void Each_strike_is_told_within_two_hours()
    {
        Judged(Good with { Strikes = [Strike, Strike] }, "strike").Should().BeEquivalentTo(new { Value = "2 of 2; of their lanes 4 of 6", IsMet = (bool?)true });
        Judged(Good with { Strikes = [Strike, Strike with { FirstAfter = 7_201 }] }, "strike").Should().BeEquivalentTo(new { Value = "1 of 2; of their lanes 4 of 6", IsMet = (bool?)false });
        Judged(Good with { Strikes = [Strike with { FirstAfter = null }] }, "strike").IsMet.Should().BeFalse();
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void One_false_alarm_a_month_and_no_more(int alarms, bool isMet)
    {
        RaisedAlarm[] raised = [new RaisedAlarm("a", 0, "found", "a strike"), .. Enumerable.Range(0, alarms).Select(i => new RaisedAlarm("a", i, "found", ""))];
        Goal goal = Judged(Good with { Raised = raised }, "false alarm");
        (goal.Value, goal.IsMet).Should().Be(($"{alarms}.00", isMet));
    }

    [Theory]
    [InlineData(0.8, 4, "0.0 points in time, 0.00 USD a parcel", false)]
    [InlineData(0.81, 4, "+1.0 points in time, 0.00 USD a parcel", true)]
    [InlineData(0.8, 3.9, "0.0 points in time, −0.10 USD a parcel", true)]
    [InlineData(0.81, 4.1, "+1.0 points in time, +0.10 USD a parcel", false)]
    [InlineData(0.793, 3.9, "−0.7 points in time, −0.10 USD a parcel", false)]
    public void A_choice_is_better_in_time_or_cost_and_worse_in_neither(double inTime, double cost, string value, bool isMet)
    {
        Goal goal = Judged(Good with { Choices = [Choice with { ChosenOnTime = inTime, ChosenCost = cost }] }, "“fastest as sold”");
        (goal.Value, goal.IsMet).Should().Be((value, isMet));
    }

    [Fact]
    public void Each_way_to_pick_once_has_a_line_and_corridors_have_none()
    {
        ChoiceResult[] choices = [.. ChoicePolicy.All.SelectMany(policy => new[] { Choice with { Policy = policy.Name }, Choice with { Policy = policy.Name, Corridor = "CN-US" } })];
        JudgeGoals.Of(Of(Good with { Choices = choices })).Count(goal => goal.Name.StartsWith("RankLanes", StringComparison.Ordinal)).Should().Be(4);
    }

    [Fact]
    public void A_process_ends_well_when_totals_are_exact_and_nothing_whole_is_refused_whatever_else_is_missed()
    {
        Of(Good with { Milestones = Scores(10, 9), Strikes = [Strike with { FirstAfter = null }] }).ExitCode.Should().Be(0);
        Of(Good with { Counts = new DeskCounts { Torn = 2, TornRefused = 2 } }).ExitCode.Should().Be(0);
    }

    [Fact]
    public void A_total_that_differs_ends_the_process_with_1()
    {
        foreach (JudgedWorld world in new[] { Good with { LaneDifferences = ["sim/CN-US/a: 1 cells"] }, Good with { Differing = 1 } })
        {
            Of(world).ExitCode.Should().Be(1);
            Judged(world, "Totals exact").IsMet.Should().BeFalse();
            new Judgement(Asked, [Good, world], "judge", TimeSpan.Zero).ExitCode.Should().Be(1, "one world of several is enough");
        }
    }

    [Fact]
    public void A_refused_payload_or_scan_ends_the_process_with_1()
    {
        DeskCounts refused = new();
        refused.Add(new ScanVerdict(ScanResultKind.Refused, 0, Phase.None, false, default, ""));
        foreach (JudgedWorld world in new[] { Good with { Counts = new DeskCounts { WholeRefused = 1 } }, Good with { Counts = refused } })
        {
            Of(world).ExitCode.Should().Be(1);
            Judged(world, "Totals exact").Value.Should().Be("0 lanes and 0 parcels differ, 1 refused");
        }
    }

    [Fact]
    public void A_weak_milestone_is_named_and_a_good_or_thin_one_is_not()
    {
        Judgement judgement = Of(Good with { Milestones = Scores(70, 1.8) });
        ForecastGoals.Weakness(judgement, judgement.Milestones.Stages[(int)MilestoneKind.Departed]).Should().Be("error 10.0 % below, P80 70.0 %");
        judgement = Of(Good with { Milestones = Scores(80, 2.2) });
        ForecastGoals.Weakness(judgement, judgement.Milestones.Stages[(int)MilestoneKind.Departed]).Should().Be("error 10.0 % above");
        judgement = Of(Good);
        ForecastGoals.Weakness(judgement, judgement.Milestones.Stages[(int)MilestoneKind.Departed]).Should().BeEmpty();
        judgement = Of(Good with { Milestones = Scores(10, 9, guesses: 49) });
        ForecastGoals.Weakness(judgement, judgement.Milestones.Stages[(int)MilestoneKind.Departed]).Should().BeEmpty("fewer than fifty say nothing");
    }

    private static Goal Judged(JudgedWorld world, string name) => JudgeGoals.Of(Of(world)).Single(goal => goal.Name.Contains(name, StringComparison.Ordinal));

    private static Judgement Of(JudgedWorld world) => new(Asked, [world], "judge", TimeSpan.FromSeconds(1));

    // The product is so many days off, the baselines 3, 2 and 4.
    private static EtaScores Scores(int inP80, double days, int guesses = 100)
    {
        EtaScores scores = new(["product", "first", "second", "third"]);
        long attempt = 20_000 * Day;
        for (int i = 0; i < guesses; i++)
        {
            long p50 = attempt - (long)(days * Day);
            scores.Add([new EtaGuess(p50, i < inP80 ? attempt : attempt - 1), Off(3), Off(2), Off(4)], attempt, (int)MilestoneKind.Departed, 0, isFirst: true);
        }

        return scores;

        EtaGuess Off(int off) => new(attempt + (off * Day), 0);
    }
}
