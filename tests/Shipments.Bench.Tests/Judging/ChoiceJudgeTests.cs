using Shipments.Bench.Judging.Choices;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Output;
using Shipments.Bench.Simulation.Worlds;
using Shipments.Bench.Tests.Simulation;
using Shipments.Domain.Choice.Data;
using Shipments.Domain.Lanes;

namespace Shipments.Bench.Tests.Judging;

/// <summary>Choices among the three tracked services from China to the United States, whose parcels fare as each test says.</summary>
public sealed class ChoiceJudgeTests
{
    private const int Day = 86_400;
    private const string Slow = "CN-US/cainiao-standard";
    private const string Fast = "CN-US/upu-ems";

    private static readonly Network Net = Worlds.Network();
    private static readonly LaneData Terms = LaneFolder.Read(DataFolder.Lanes);

    [Fact]
    public void One_who_takes_the_lane_picked_once_fares_as_that_lane()
    {
        ChoiceResult result = Judge(new Told(question => question.Candidates.OrderBy(lane => lane.PromiseDays).First()), parcels: 40, lane => lane == Fast)
            .Single(found => found is { Policy: "fastest as sold", Corridor: "" });
        (result.Parcels, result.Moved, result.StaticOnTime, result.ChosenOnTime, result.BestOnTime).Should().Be((40, 0, 1, 1, 1));
        (result.StaticLane, result.Chooser, result.ChosenCost).Should().Be(("upu-ems", "told", result.StaticCost));
    }

    [Fact]
    public void One_who_moves_to_a_lane_that_is_late_loses_time_and_saves_money()
    {
        ChoiceResult result = Judge(new Told(question => question.Candidates.Single(lane => lane.Name == Slow)), 40, lane => lane == Fast)
            .Single(found => found is { Policy: "fastest as sold", Corridor: "CN-US" });
        (result.Moved, result.StaticOnTime, result.ChosenOnTime, result.BestOnTime).Should().Be((40, 1, 0, 1));
        result.ChosenCost.Should().BeLessThan(result.StaticCost / 1.2);
    }

    [Fact]
    public void One_who_chooses_nothing_keeps_the_lane_picked_once() =>
        Judge(new Told(_ => null), 10, _ => true).Should().OnlyContain(result => result.Moved == 0 && result.ChosenOnTime == 1);

    [Fact]
    public void The_same_choices_are_judged_alike_twice()
    {
        IReadOnlyList<ChoiceResult> Once() => Judge(new Told(question => question.Candidates.Single(lane => lane.Name == Slow)), 30, lane => lane == Fast);
        Once().Should().NotBeEmpty().And.Equal(Once());
    }

    [Fact]
    public void Parcels_of_the_first_weeks_are_measured_and_not_judged() =>
        Judge(new Told(_ => null), 10, _ => true, fromDay: ChoiceJudge.WarmUpDays - 1).Should().BeEmpty();

    [Fact]
    public void Nobody_spends_more_than_the_lanes_picked_once()
    {
        IReadOnlyList<ChoiceResult> results = Judge(
            new Told(question => question.Candidates.OrderByDescending(lane => PriceOf(lane, question.Grams)).First(lane => PriceOf(lane, question.Grams) <= question.CostMax)),
            200, lane => lane == Fast);
        results.Where(result => result.Corridor.Length == 0).Should().HaveCount(4).And.OnlyContain(result => result.ChosenCost <= result.StaticCost + 1e-9);
        results.Single(result => result is { Policy: "fastest as sold", Corridor: "" }).Moved.Should().Be(0, "nothing is dearer than the fastest");
    }

    [Theory]
    [InlineData("fastest as sold", Fast)]
    [InlineData("fastest as measured", "CN-US/4px-standard")]
    [InlineData("best value as sold", Slow)]
    [InlineData("best value as measured", "CN-US/4px-standard")]
    public void Each_policy_picks_what_it_says(string name, string picked)
    {
        TradeLane[] lanes = [.. Net.Lanes.Where(lane => lane.Corridor == "CN-US" && !lane.IsUntracked)];
        ChoicePolicy policy = ChoicePolicy.All.Single(known => known.Name == name);
        policy.Pick(lanes, lane => PriceOf(lane, 200), lane => lane.Name == "CN-US/4px-standard" ? 0.9 : 0.5).Name.Should().Be(picked);
        policy.DaysOf(lanes).Should().Be(policy.IsExpress ? 8 : 10);
    }

    [Fact]
    public void A_purse_holds_what_was_saved_and_is_never_overdrawn()
    {
        ChoiceBudget budget = new();
        budget.CostMax(5).Should().Be(5);
        budget.Spend(5, 2, Costs(_ => 2));
        budget.CostMax(4).Should().Be(7);
        budget.Spend(5, budget.CostMax(5), Costs(_ => 5));
        budget.CostMax(5).Should().Be(5);
    }

    [Fact]
    public void A_parcel_in_time_is_worth_the_most_at_which_the_last_ones_cost_no_more_than_before()
    {
        ChoiceBudget budget = new();
        budget.LateCost.Should().Be(320, "at the begin nothing is known, and no parcel may cost more than before");
        budget.Spend(5, 5, Costs(worth => worth > 20 ? 9 : worth > 10 ? 5 : 2));
        budget.LateCost.Should().Be(20);
        budget.Spend(5, 1, Costs(worth => worth > 20 ? 5 : 1));
        budget.LateCost.Should().Be(320, "four in the purse pay for it");
        for (int i = 0; i < ChoiceBudget.ParcelsMax; i++)
            budget.Spend(5, 5, Costs(worth => worth > 2 ? 6 : 5));
        budget.LateCost.Should().Be(2, "the first two are forgotten");
        budget.Spend(5, 5, Costs(_ => 99));
        budget.LateCost.Should().Be(1);
    }

    private static decimal[] Costs(Func<decimal, decimal> at) => [.. ChoiceBudget.Worths.Select(at)];

    [Fact]
    public void In_hindsight_the_cheapest_steps_are_bought_first()
    {
        TradeLane[] lanes = [.. Net.Lanes.Where(lane => lane.Corridor == "CN-US").Take(3)];
        ChoiceSums sums = new();
        foreach ((decimal dear, int i) in new[] { 3m, 5m, 10m }.Select((dear, i) => (dear, i)))
        {
            ChoiceDecision decision = new(i, [(lanes[0], 1), (lanes[1], 4), (lanes[2], dear)], 0);
            (decision.TriedDays[lanes[0].Name], decision.TriedDays[lanes[1].Name], decision.TriedDays[lanes[2].Name]) = (9, 9, 3);
            sums.Add(decision, lanes[1], lanes[0], 5);
        }

        // Nine to spend above the cheapest: steps of two and four are bought, and one of nine is not.
        ChoiceResult result = sums.Result("", "policy", "chooser");
        result.BestOnTime.Should().BeApproximately(2.0 / 3, 1e-9);
        (result.StaticCost, result.ChosenCost, result.StaticOnTime).Should().Be((4, 1, 0));
    }

    [Fact]
    public void Parcels_weigh_the_same_each_time_and_all_bands_occur()
    {
        int[] grams = [.. Enumerable.Range(0, 2_000).Select(parcel => Weights.Of(7, parcel))];
        grams.Should().Equal(Enumerable.Range(0, 2_000).Select(parcel => Weights.Of(7, parcel)));
        grams.Should().OnlyContain(weight => weight >= 30 && weight <= 2_000);
        grams.Count(weight => weight <= 250).Should().BeInRange(900, 1_100);
        grams.Count(weight => weight > 1_000).Should().BeInRange(220, 380);
    }

    [Fact]
    public void The_files_of_lanes_name_each_lane_of_the_network_at_its_cost()
    {
        foreach (TradeLane lane in Net.Lanes)
        {
            LaneTerms terms = Terms.Of(new LaneKey("sim", lane.Origin, lane.Destination, lane.Service));
            PriceOf(lane, 200).Should().Be((decimal)lane.Cost, lane.Name);
            terms.Tariff!.Of(2_000).Should().NotBeNull(lane.Name);
            (terms.CutOffs is null, terms.ParcelsPerDay > 0, terms.Promise!.Value.To <= lane.PromiseDays).Should().Be((false, true, true), lane.Name);
        }
    }

    [Fact]
    public void A_corridor_has_two_tracked_services_or_more() =>
        Net.Lanes.Where(lane => !lane.IsUntracked).GroupBy(lane => lane.Corridor).Should().OnlyContain(corridor => corridor.Count() >= 2);

    [Fact]
    public void A_folder_of_lanes_that_is_none_is_refused() =>
        FluentActions.Invoking(() => LaneFolder.Read("no such folder")).Should().Throw<ArgumentException>().WithMessage("--lanes 'no such folder' is no folder.");

    private static IReadOnlyList<ChoiceResult> Judge(ILaneChooser chooser, int parcels, Func<string, bool> isOnTime, int fromDay = ChoiceJudge.WarmUpDays)
    {
        ChoiceJudge judge = new([chooser], Net, Terms, new WorldOptions(parcels, 1, 60, Worlds.Start));
        TradeLane[] lanes = [.. Net.Lanes.Where(lane => lane.Corridor == "CN-US")];
        for (int id = 0; id < parcels; id++)
        {
            int at = (fromDay * Day) + id;
            SimParcel[] ways = [.. lanes.Select((lane, i) => new SimParcel(id, lane, isGhost: i > 0))];
            judge.Registered(ways[0], at);
            judge.Sent(ways[0], new Dictionary<string, LaneState>(), at);
            foreach (SimParcel way in ways)
            {
                way.Events.Add(new TrueEvent(Step.Announced, at, 0));
                way.FirstAttemptAt = at + ((isOnTime(way.Lane.Name) ? 5 : 15) * Day);
                judge.Ended(way);
            }
        }

        return judge.Results();
    }

    private static decimal PriceOf(TradeLane lane, int grams) =>
        Terms.Of(new LaneKey("sim", lane.Origin, lane.Destination, lane.Service)).Tariff!.Of(grams)!.Value.Amount;

    private sealed class Told(Func<ChoiceQuestion, TradeLane?> choose) : ILaneChooser
    {
        public string Name => "told";

        public TradeLane? Choose(ChoiceQuestion question) => choose(question);
    }
}
