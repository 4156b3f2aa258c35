using System.Globalization;
using Shipments.Domain.Choice;
using Shipments.Domain.Choice.Data;
using Shipments.Domain.Lanes;

namespace Shipments.Domain.Tests.Choice;

public sealed class LaneRankingTests
{
    private const long Posting = SimulatedFlow.Start;

    private static readonly RankQuestion Question = new(Posting, 300, RankPreference.Balanced);

    [Fact]
    public void Each_term_is_what_it_says()
    {
        LaneCandidate lane = Lane("a", "4", days: 7, observations: 80) with
        {
            PromisesKept = 92,
            PromisesMissed = 0,
            CustomsAll = 92,
            Terms = Terms("4") with { ParcelsPerDay = 100 },
            UsedToday = 90,
        };
        RankedLane ranked = LaneRanking.Rank(Question, [lane, Lane("b", "2", 7, 80)], LaneData.Empty).Single(found => found.Lane == lane);

        Dictionary<RankTermKind, RankTerm> terms = ranked.Terms.ToDictionary(term => term.Kind);
        terms.Keys.Should().BeEquivalentTo(Enum.GetValues<RankTermKind>().Where(kind => kind is not (RankTermKind.None or RankTermKind.ExpectedCost)));
        terms[RankTermKind.Promise].Value.Should().BeApproximately(CountChances.ShareAtLeast(100, 100), 1e-9);
        terms[RankTermKind.Time].Value.Should().BeApproximately(0.5, 1e-9);
        terms[RankTermKind.Cost].Value.Should().BeApproximately(0.5, 1e-9);
        terms[RankTermKind.Capacity].Value.Should().BeApproximately(0.5, 1e-9);
        (terms[RankTermKind.CutOff].Value, terms[RankTermKind.Status].Value).Should().Be((1, 1));
        terms[RankTermKind.Customs].Value.Should().BeApproximately(1 - CountChances.ShareAtMost(0, 100), 1e-9);
        ranked.Terms.Sum(term => term.Weight).Should().BeApproximately(1, 1e-9);
        ranked.Score.Should().BeApproximately(ranked.Terms.Sum(term => term.Value * term.Weight), 1e-8);
        ranked.Terms.Should().OnlyContain(term => term.Reason.Length > 0);
    }

    [Theory]
    [InlineData(RankPreference.Cheapest, "cheap")]
    [InlineData(RankPreference.Fastest, "fast")]
    [InlineData(RankPreference.Reliable, "sure")]
    public void The_preference_decides(RankPreference preference, string first)
    {
        LaneCandidate[] lanes =
        [
            Lane("cheap", "2", days: 14, observations: 200) with { PromisesKept = 80, PromisesMissed = 20 },
            Lane("fast", "12", days: 3, observations: 200) with { PromisesKept = 80, PromisesMissed = 20 },
            Lane("sure", "8", days: 9, observations: 200) with { PromisesKept = 199, PromisesMissed = 1 },
        ];
        Names(LaneRanking.Rank(Question with { Preference = preference }, lanes, LaneData.Empty))[0].Should().Be(first);
    }

    [Fact]
    public void A_lane_of_which_little_is_known_ranks_below_one_known_to_be_as_good()
    {
        LaneCandidate[] lanes =
        [
            Lane("a-thin", "5", 5, 4) with { PromisesKept = 4 },
            Lane("thick", "5", 5, 400) with { PromisesKept = 400 },
        ];
        Names(LaneRanking.Rank(Question, lanes, LaneData.Empty)).Should().Equal("thick", "a-thin");
    }

    [Fact]
    public void A_deadline_is_met_by_the_fast_and_certain()
    {
        int day = LaneWeeks.DayOf(Posting);
        RankQuestion question = Question with { Preference = RankPreference.Reliable, DeadlineDay = day + 4, ProbabilityMin = 0.9 };
        IReadOnlyList<RankedLane> ranked = LaneRanking.Rank(question, [Lane("slow", "1", 5, 500), Lane("quick", "30", 3, 500)], LaneData.Empty);

        Names(ranked).Should().Equal("quick", "slow");
        ranked.Select(lane => lane.IsCertainEnough).Should().Equal(true, false);
        ranked[1].Probability.Should().BeLessThan(0.02);
        ranked[0].Probability.Should().BeGreaterThan(0.99);
    }

    [Fact]
    public void Lanes_that_are_not_to_be_had_come_last_with_the_reason()
    {
        LaneCandidate[] lanes =
        [
            Lane("dear", "11", 5, 100),
            Lane("full", "1", 5, 100) with { Terms = Terms("1") with { ParcelsPerDay = 10 }, UsedToday = 10 },
            Lane("good", "10", 5, 100),
            Lane("light", "1", 5, 100) with { Terms = Terms("1", gramsTo: 299) },
            Lane("shut", "1", 5, 100) with { Condition = LaneCondition.Suspended },
            Lane("unpriced", "1", 5, 100) with { Terms = LaneTerms.None },
        ];
        IReadOnlyList<RankedLane> ranked = LaneRanking.Rank(Question with { CostMax = new Price("USD", 10) }, lanes, LaneData.Empty);

        ranked.Select(lane => (lane.Lane.Lane.Service, lane.Exclusion)).Should().Equal(
            ("good", RankExclusion.None), ("dear", RankExclusion.Cost), ("full", RankExclusion.Capacity), ("light", RankExclusion.Weight),
            ("shut", RankExclusion.Suspended), ("unpriced", RankExclusion.Cost));
        ranked.Skip(1).Should().OnlyContain(lane => lane.Score == 0 && lane.Terms.Count == 0);
        LaneRanking.Rank(Question, [lanes[1] with { UsedToday = 9 }], LaneData.Empty)[0].Exclusion.Should().Be(RankExclusion.None);
    }

    [Fact]
    public void A_degraded_lane_ranks_below_the_same_one_that_runs()
    {
        LaneCandidate[] lanes = [Lane("a", "5", 5, 100) with { Condition = LaneCondition.Degraded }, Lane("b", "5", 5, 100)];
        IReadOnlyList<RankedLane> ranked = LaneRanking.Rank(Question, lanes, LaneData.Empty);
        Names(ranked).Should().Equal("b", "a");
        ranked[1].Probability.Should().BeApproximately(ranked[0].Probability / 2, 1e-9);
    }

    [Fact]
    public void Equal_lanes_stand_by_name_and_without_a_price_cost_says_nothing()
    {
        LaneCandidate[] lanes = [.. new[] { "c", "a", "b" }.Select(name => Lane(name, "5", 5, 100) with { Terms = LaneTerms.None })];
        IReadOnlyList<RankedLane> ranked = LaneRanking.Rank(Question, lanes, LaneData.Empty);
        Names(ranked).Should().Equal("a", "b", "c");
        ranked.SelectMany(lane => lane.Terms).Where(term => term.Kind == RankTermKind.Cost).Should().OnlyContain(term => term.Value == 1);
        LaneRanking.Rank(Question, [], LaneData.Empty).Should().BeEmpty();
    }

    [Theory]
    [InlineData("1", "slow", "1.99 USD: 1.00 and 99 % of 1.00 for being late; the least is 1.99")]
    [InlineData("30", "quick", "5.24 USD: 5.00 and 1 % of 30.00 for being late; the least is 5.24")]
    public void With_a_cost_of_being_late_lanes_rank_by_what_a_parcel_costs_in_the_end(string late, string first, string reason)
    {
        RankQuestion question = Question with
        {
            DeadlineDay = LaneWeeks.DayOf(Posting) + 4,
            LateCost = new Price("USD", decimal.Parse(late, CultureInfo.InvariantCulture)),
        };
        IReadOnlyList<RankedLane> ranked = LaneRanking.Rank(question, [Lane("slow", "1", 5, 500), Lane("quick", "5", 3, 500)], LaneData.Empty);

        Names(ranked)[0].Should().Be(first);
        ranked[0].Terms[0].Should().Be(new RankTerm(RankTermKind.ExpectedCost, 1, 1, reason));
        ranked[0].Score.Should().Be(1);
        ranked[1].Score.Should().BeApproximately(ranked[1].Terms[0].Value, 1e-8).And.BeLessThan(1);
        ranked[0].Terms.Skip(1).Should().HaveCount(7).And.OnlyContain(term => term.Weight == 0);
    }

    /// <summary>Another lane seems better by as much, known of few parcels or of many.</summary>
    [Theory]
    [InlineData(40, "usual")]
    [InlineData(4_000, "other")]
    public void The_usual_lane_stays_first_until_another_is_better_for_certain(double observations, string first)
    {
        LaneCandidate[] lanes = [Share("usual", 0.75, observations), Share("other", 0.9, observations)];
        RankQuestion question = Question with { DeadlineDay = LaneWeeks.DayOf(Posting) + 4, LateCost = new Price("USD", 100) };
        Names(LaneRanking.Rank(question, lanes, LaneData.Empty))[0].Should().Be("other", "nobody named a usual one");
        IReadOnlyList<RankedLane> ranked = LaneRanking.Rank(question with { UsualService = "usual" }, lanes, LaneData.Empty);
        Names(ranked)[0].Should().Be(first);
        ranked.Single(lane => lane.Lane.Lane.Service == "other").Terms[0].Reason.Should().Contain(" of doubt beside the usual lane");
        ranked.Single(lane => lane.Lane.Lane.Service == "usual").Terms[0].Reason.Should().NotContain("doubt");
    }

    [Fact]
    public void A_usual_lane_that_is_not_to_be_had_holds_nobody_back()
    {
        LaneCandidate[] lanes = [Share("usual", 0.75, 40) with { Condition = LaneCondition.Suspended }, Share("a", 0.8, 40), Share("b", 0.85, 40)];
        RankQuestion question = Question with { DeadlineDay = LaneWeeks.DayOf(Posting) + 4, LateCost = new Price("USD", 100), UsualService = "usual" };
        IReadOnlyList<RankedLane> ranked = LaneRanking.Rank(question, lanes, LaneData.Empty);
        Names(ranked).Should().Equal("b", "a", "usual");
        ranked[0].Terms[0].Reason.Should().NotContain("doubt");
    }

    [Fact]
    public void A_usual_lane_that_comes_to_a_stand_is_left_at_once()
    {
        LaneCandidate[] lanes = [Share("usual", 0.9, 40) with { Delay = new LaneDelay(0, 5) }, Share("other", 0.8, 40)];
        RankQuestion question = Question with { DeadlineDay = LaneWeeks.DayOf(Posting) + 4, LateCost = new Price("USD", 100), UsualService = "usual" };
        Names(LaneRanking.Rank(question, lanes, LaneData.Empty))[0].Should().Be("other");
    }

    [Fact]
    public void To_rank_again_by_another_cost_of_being_late_is_to_rank_anew()
    {
        LaneCandidate[] lanes = [Lane("slow", "1", 5, 500), Lane("quick", "5", 3, 500), Lane("shut", "1", 3, 500) with { Condition = LaneCondition.Suspended }];
        RankQuestion question = Question with { DeadlineDay = LaneWeeks.DayOf(Posting) + 4, LateCost = new Price("USD", 1), UsualService = "slow" };
        IReadOnlyList<RankedLane> ranked = LaneRanking.Rank(question, lanes, LaneData.Empty);
        Price late = new("USD", 30);
        LaneRanking.Again(ranked, late, "slow").Should().BeEquivalentTo(LaneRanking.Rank(question with { LateCost = late }, lanes, LaneData.Empty), options => options.WithStrictOrdering());
    }

    [Fact]
    public void A_holiday_on_the_way_takes_a_day()
    {
        // Parcels of each weekday are tried on the fourth day, half of them on the third. Christmas is a Friday.
        double[] risk = Enumerable.Repeat(1_000.0, 61).ToArray();
        double[] hits = [.. Enumerable.Range(0, 61).Select(k => k < 3 ? 0 : k == 3 ? 500 : 1_000.0)];
        float[] Weekdays(double[] row) => [.. Enumerable.Range(0, 7).SelectMany(_ => row).Select(value => (float)value)];
        LaneCandidate lane = new(new LaneKey("acme", "CN", "US", "a"), LaneTerms.None) { Times = LaneTimes.From(risk, hits, Weekdays(risk), Weekdays(hits)) };
        LaneData data = LaneDataTests.Read(new LaneFile("holidays.tsv", "country\tdate\tname\nUS\t2026-12-25\tChristmas\n"));
        double Chance(string posted) => DeliveryEstimates.Between(data, "CN", "US", [lane]).ByDay(lane, LaneDataTests.Ms(posted), LaneWeeks.DayOf(LaneDataTests.Ms(posted)) + 4).Likely;
        Chance("2026-12-16T00:00:00Z").Should().BeApproximately(1, 0.01);
        Chance("2026-12-22T00:00:00Z").Should().BeApproximately(0.5, 0.01);
        Chance("2026-12-25T00:00:00Z").Should().BeApproximately(1, 0.01, "the day of the pick-up does not count");
    }

    [Fact]
    public void Without_any_price_a_cost_of_being_late_ranks_by_the_chance_to_be_in_time()
    {
        RankQuestion question = Question with { DeadlineDay = LaneWeeks.DayOf(Posting) + 4, LateCost = new Price("USD", 10) };
        LaneCandidate[] lanes = [Lane("a-slow", "1", 5, 500) with { Terms = LaneTerms.None }, Lane("quick", "1", 3, 500) with { Terms = LaneTerms.None }];
        IReadOnlyList<RankedLane> ranked = LaneRanking.Rank(question, lanes, LaneData.Empty);
        Names(ranked).Should().Equal("quick", "a-slow");
        ranked[1].Terms[0].Reason.Should().Be("9.92 USD: an unknown price, counted as the dearest, and 99 % of 10.00 for being late; the least is 0.08");
    }

    [Fact]
    public void A_queue_makes_a_lane_late_before_any_parcel_is_late()
    {
        int day = LaneWeeks.DayOf(Posting);
        RankQuestion question = Question with { Preference = RankPreference.Reliable, DeadlineDay = day + 4 };
        LaneCandidate[] lanes = [Lane("a", "5", 3, 500) with { Delay = new LaneDelay(0, 1.5) }, Lane("b", "5", 3, 500)];
        IReadOnlyList<RankedLane> ranked = LaneRanking.Rank(question, lanes, LaneData.Empty);

        Names(ranked).Should().Equal("b", "a");
        ranked[1].Probability.Should().BeApproximately(0.5 * ranked[0].Probability, 0.01, "half a day of the third day is left");
        ranked[1].Estimate!.P50Day.Should().Be(ranked[0].Estimate!.P50Day + 2);
    }

    [Fact]
    public void Days_count_from_the_pick_up()
    {
        RankQuestion question = Question with { DeadlineDay = LaneWeeks.DayOf(Posting) + 3 };
        double Probability(double pickUpDays) =>
            LaneRanking.Rank(question, [Lane("a", "5", 3, 500) with { Delay = new LaneDelay(pickUpDays, 0) }], LaneData.Empty)[0].Probability;
        (Probability(0.9) > 0.9, Probability(1.1) < 0.1).Should().Be((true, true));
    }

    /// <summary>Goal: a lane that becomes cheaper, all else equal, never ranks lower. Method: 2,000 seeded sets of lanes, one of them made cheaper.</summary>
    [Fact]
    public void A_cheaper_lane_never_ranks_lower()
    {
        for (int seed = 1; seed <= 2_000; seed++)
        {
            Random random = new(seed);
            LaneCandidate[] lanes = [.. Enumerable.Range(0, 2 + random.Next(6)).Select(i => Random(random, $"s{i}"))];
            RankQuestion question = Question with
            {
                Preference = (RankPreference)random.Next(4),
                DeadlineDay = random.Next(2) == 0 ? null : LaneWeeks.DayOf(Posting) + random.Next(20),
                Currency = "USD",
                LateCost = random.Next(2) == 0 ? null : new Price("USD", random.Next(100)),
                UsualService = random.Next(2) == 0 ? null : $"s{random.Next(8)}",
            };
            int at = random.Next(lanes.Length);
            string price = (1 + random.Next(200)).ToString(CultureInfo.InvariantCulture);
            lanes[at] = lanes[at] with { Terms = Terms(price) };
            int before = Names(LaneRanking.Rank(question, lanes, LaneData.Empty)).IndexOf($"s{at}");
            lanes[at] = lanes[at] with { Terms = Terms(random.Next(int.Parse(price, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture)) };
            List<string> after = Names(LaneRanking.Rank(question, lanes, LaneData.Empty));

            after.IndexOf($"s{at}").Should().BeLessThanOrEqualTo(before, $"seed {seed}");
            Names(LaneRanking.Rank(question, [.. lanes.Reverse()], LaneData.Empty)).Should().Equal(after, $"seed {seed}: the order of the lanes says nothing");
        }
    }

    private static LaneCandidate Random(Random random, string name) =>
        Lane(name, random.Next(1, 200).ToString(CultureInfo.InvariantCulture), random.Next(1, 30), random.Next(0, 300)) with
        {
            PromisesKept = random.Next(100),
            PromisesMissed = random.Next(30),
            CustomsStopped = random.Next(10),
            CustomsAll = random.Next(10, 100),
            Condition = (LaneCondition)random.Next(3),
            Terms = random.Next(4) == 0 ? LaneTerms.None : Terms(random.Next(1, 200).ToString(CultureInfo.InvariantCulture)),
        };

    private static List<string> Names(IReadOnlyList<RankedLane> ranked) => [.. ranked.Select(lane => lane.Lane.Lane.Service)];

    private static LaneCandidate Lane(string service, string amount, int days, double observations) => new(new LaneKey("acme", "CN", "US", service), Terms(amount))
    {
        Times = LaneTimes.From(
            Enumerable.Repeat(observations, LaneTimes.DaysMax + 1).ToArray(), [.. Enumerable.Range(0, LaneTimes.DaysMax + 1).Select(k => k < days ? 0 : observations)]),
    };

    // So large a share within three days, all within twenty.
    private static LaneCandidate Share(string service, double share, double observations) => new(new LaneKey("acme", "CN", "US", service), Terms("5"))
    {
        Times = LaneTimes.From(
            Enumerable.Repeat(observations, LaneTimes.DaysMax + 1).ToArray(),
            [.. Enumerable.Range(0, LaneTimes.DaysMax + 1).Select(k => k < 2 ? 0 : k < 20 ? share * observations : observations)]),
    };

    private static LaneTerms Terms(string amount, int gramsTo = 1_000) => LaneDataTests.Read(
        new LaneFile("tariffs.tsv", $"lane\tover_grams\tto_grams\tcurrency\tamount\nCN-US/x\t0\t{gramsTo}\tUSD\t{amount}\n"))
        .Of(new LaneKey("acme", "CN", "US", "x"));
}
