using Shipments.Bench.Judging;
using Shipments.Bench.Judging.Choices;
using Shipments.Bench.Judging.Forecasts;
using Shipments.Bench.Simulation.Output;
using Shipments.Bench.Tests.Simulation;
using Shipments.Domain.Lanes;

namespace Shipments.Bench.Tests.Judging;

public sealed class JudgeRunTests
{
    private static readonly JudgedWorld Usual = Judge(1_000, seed: 2, isFaithful: false);

    [Fact]
    public void Totals_of_lanes_are_the_sums_over_their_parcels()
    {
        Usual.LaneDifferences.Should().BeEmpty();
        Usual.Counts.WholeRefused.Should().Be(0);
        Usual.Counts.Refused.Should().Be(0, Usual.Counts.FirstRefusal);
        Usual.Lanes.Sum(lane => lane.Parcels).Should().BeInRange(960, 1_000);
    }

    [Fact]
    public void Questions_are_asked_and_all_baselines_answer_them()
    {
        foreach (EtaScores scores in new[] { Usual.Announced, Usual.Milestones })
        {
            scores.All[^1].Count.Should().BeGreaterThan(250);
            scores.All.Select(score => score.Count).Distinct().Should().ContainSingle();
            scores.All.Select(score => score.MeanAbsoluteDays).Should().OnlyContain(days => days > 0.2 && days < 6);
        }
    }

    [Fact]
    public void A_lanes_quantiles_are_as_near_to_the_exact_ones_of_the_same_times_as_its_sketch_states()
    {
        Usual.Lanes.Where(lane => lane.KnownDays[0] is not null).Should().HaveCountGreaterThan(5);
        Usual.SketchError.Should().BeInRange(0.0001, LogBuckets.RelativeError + 1e-6, "bounds of buckets are whole milliseconds");
        Usual.TruthError.Should().BeGreaterThan(Usual.SketchError, "scans are missing, late and wrong");
    }

    [Fact]
    public void Lanes_are_looked_at_as_callers_see_them_while_parcels_are_on_their_way()
    {
        LaneVerdict[] seen = [.. Usual.Lanes.Where(lane => lane.View is not null)];
        seen.Should().HaveCountGreaterThan(5);
        seen.Sum(lane => lane.View!.Backlog.Sum(phase => phase.Parcels)).Should().BeInRange(300, 1_000, "they are looked at when the last parcel is sent");
        seen.Sum(lane => lane.View!.FirstAttempt.Attempted).Should().BeInRange(50, 700);
    }

    [Fact]
    public void Of_carriers_without_a_fault_the_product_knows_the_truth()
    {
        JudgedWorld world = Judge(900, seed: 3, isFaithful: true);
        world.DifferingTold.Should().BeEmpty();
        world.Differing.Should().Be(0);
        world.Faithful.Should().BeGreaterThan(720);
        world.LaneDifferences.Should().BeEmpty();
        world.Lanes.Where(lane => !lane.IsUntracked && lane.Parcels > 30).Should().HaveCountGreaterThan(5).And.OnlyContain(lane => lane.TruthError < 0.011);
    }

    /// <summary>The only one with all parts: detectors look at each lane each half hour, which takes most of a run.</summary>
    [Fact]
    public void The_same_world_is_judged_alike_twice()
    {
        (JudgedWorld one, JudgedWorld two) = (Judge(250, 4, false, Parts(), days: 6), Judge(250, 4, false, Parts(), days: 6));
        one.Choices.Should().BeEmpty("choices begin after the weeks in which lanes are measured");
        two.Counts.Should().BeEquivalentTo(one.Counts);
        two.Announced.All.Should().BeEquivalentTo(one.Announced.All);
        two.Milestones.All.Should().BeEquivalentTo(one.Milestones.All);
        two.Raised.Should().Equal(one.Raised);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1,x")]
    [InlineData("-1")]
    public void Seeds_that_are_none_are_refused(string text) =>
        FluentActions.Invoking(() => JudgeCommand.SeedsOf(text)).Should().Throw<ArgumentException>();

    [Fact]
    public void So_many_seeds_and_no_more()
    {
        JudgeCommand.SeedsOf(string.Join(',', Enumerable.Range(1, JudgeCommand.SeedsMax))).Should().HaveCount(JudgeCommand.SeedsMax);
        FluentActions.Invoking(() => JudgeCommand.SeedsOf(string.Join(',', Enumerable.Range(1, JudgeCommand.SeedsMax + 1)))).Should().Throw<ArgumentException>();
    }

    private static JudgedWorld Judge(int parcels, long seed, bool isFaithful)
    {
        JudgeParts all = Parts();
        return Judge(parcels, seed, isFaithful, new JudgeParts { Predictors = all.Predictors, Announces = all.Announces, Forecasts = all.Forecasts }, days: 12);
    }

    private static JudgedWorld Judge(int parcels, long seed, bool isFaithful, JudgeParts parts, int days) =>
        new JudgeRun(Worlds.Asked(parcels, seed, days, isFaithful: isFaithful, ghosts: 0.05), parts).Run(CancellationToken.None);

    private static JudgeParts Parts() => JudgeParts.Make(LaneFolder.Read(DataFolder.Lanes));
}
