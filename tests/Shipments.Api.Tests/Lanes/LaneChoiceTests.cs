using System.Net.Http.Json;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Shipments.Api.Errors;
using Shipments.Api.Hosting;
using Shipments.Api.Limits;
using Shipments.Api.Tests.Fakes;
using Shipments.Contracts.Messages;
using Shipments.Domain.Choice;
using Shipments.TestKit;
using Shipments.V1;
using RankExclusion = Shipments.V1.RankExclusion;
using RankPreference = Shipments.V1.RankPreference;
using RankedLane = Shipments.V1.RankedLane;
using RankTermKind = Shipments.V1.RankTermKind;

namespace Shipments.Api.Tests.Lanes;

/// <summary>Estimates and ranks over the wire.</summary>
public sealed class LaneChoiceTests : LaneEdgeTests
{
    // A Monday.
    private static readonly Timestamp Posting = Timestamp.FromDateTime(new DateTime(2026, 3, 2, 6, 0, 0, DateTimeKind.Utc));

    private readonly TempFolder _folder = new();

    public override async Task InitializeAsync()
    {
        File.WriteAllText(
            Path.Combine(_folder.Path, "tariffs.tsv"),
            "lane\tover_grams\tto_grams\tcurrency\tamount\nCN-US/express\t0\t1000\tUSD\t9.50\nCN-US/std\t0\t1000\tUSD\t3.00\n");
        File.WriteAllText(Path.Combine(_folder.Path, "promises.tsv"), "lane\tdays_from\tdays_to\nCN-US/express\t3\t4\n");
        await base.InitializeAsync();
        Lanes.Set("demo", "CN-US/std", 7);
        Lanes.Choices["demo/CN-US/std"] = Choice(days: 8);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    private protected override void Configure(ApiOptions options) => options.LaneDirectory = _folder.Path;

    [Fact]
    public async Task An_estimate_has_windows_a_level_and_the_cost()
    {
        LaneArrival estimate = (await Client.EstimateDeliveryAsync(Estimate("std", 300))).Estimate;

        (estimate.Lane, estimate.StartTime, estimate.WorkingDays, estimate.Level).Should().Be(("lanes/CN-US/std", Posting, 8, ArrivalLevel.Lane));
        estimate.Windows.Select(window => (window.Share, window.Date)).Should().Equal((0.5, "2026-03-12"), (0.8, "2026-03-12"), (0.95, "2026-03-12"));
        (estimate.Observations, estimate.CorridorObservations, estimate.Status).Should().Be((100, 100, LaneStatusState.Open));
        estimate.Cost.Should().Be(new Price { CurrencyCode = "USD", Amount = "3.00" });
        (await Client.EstimateDeliveryAsync(Estimate("std", 0))).Estimate.Cost.Should().BeNull();
        (await Client.EstimateDeliveryAsync(Estimate("std", 1_001))).Estimate.Cost.Should().BeNull();
    }

    [Fact]
    public async Task A_service_that_no_parcel_took_is_estimated_from_what_is_known_beside_it()
    {
        LaneArrival published = (await Client.EstimateDeliveryAsync(Estimate("express", 300))).Estimate;
        (published.Level, published.Windows[1].Date, published.Observations).Should().Be((ArrivalLevel.Published, "2026-03-06", 0));
        LaneArrival corridor = (await Client.EstimateDeliveryAsync(Estimate("new", 300))).Estimate;
        (corridor.Level, corridor.Windows[1].Date, corridor.CorridorObservations).Should().Be((ArrivalLevel.Corridor, "2026-03-12", 100));

        EstimateDeliveryRequest elsewhere = Estimate("new", 300);
        elsewhere.DestinationCountry = "PL";
        LaneArrival none = (await Client.EstimateDeliveryAsync(elsewhere)).Estimate;
        (none.Level, none.Windows.Count, none.FromDate, none.HasWorkingDays).Should().Be((ArrivalLevel.Unspecified, 0, "", false));
    }

    [Fact]
    public async Task Lanes_of_the_caller_and_of_the_files_are_ranked_with_reasons()
    {
        RankLanesResponse ranked = await Client.RankLanesAsync(Rank(RankPreference.Cheapest));
        ranked.Lanes.Select(lane => lane.Estimate.Lane).Should().Equal("lanes/CN-US/std", "lanes/CN-US/express");
        ranked.Lanes[0].Terms.Select(term => term.Kind).Should().Equal(System.Enum.GetValues<RankTermKind>().Skip(1).SkipLast(1));
        ranked.Lanes[0].Terms.Should().OnlyContain(term => term.Reason.Length > 0 && term.Value >= 0 && term.Value <= 1);
        ranked.Lanes[0].Score.Should().BeApproximately(ranked.Lanes[0].Terms.Sum(term => term.Value * term.Weight), 1e-5);

        RankLanesRequest soon = Rank(RankPreference.Reliable);
        soon.DeadlineDate = "2026-03-09";
        (await Client.RankLanesAsync(soon)).Lanes[0].Estimate.Lane.Should().Be("lanes/CN-US/express");
    }

    [Fact]
    public async Task With_a_cost_of_being_late_lanes_rank_by_what_a_parcel_costs_in_the_end()
    {
        RankLanesRequest request = Rank(RankPreference.Cheapest);
        request.DeadlineDate = "2026-03-09";
        request.LateCost = new Price { CurrencyCode = "USD", Amount = "1" };
        (await Client.RankLanesAsync(request)).Lanes[0].Estimate.Lane.Should().Be("lanes/CN-US/std");
        request.LateCost.Amount = "100";
        RankedLane first = (await Client.RankLanesAsync(request)).Lanes[0];
        (first.Estimate.Lane, first.Score, first.Terms[0].Kind, first.Terms[0].Weight).Should().Be(("lanes/CN-US/express", 1, RankTermKind.ExpectedCost, 1));

        request.LateCost.CurrencyCode = "EUR";
        request.CurrencyCode = "USD";
        RpcException differing = await Details.Fails(() => Client.RankLanesAsync(request).ResponseAsync);
        differing.GetRpcStatus()!.Fields().Should().Equal("late_cost.currency_code");
    }

    [Fact]
    public async Task A_usual_service_stays_first_and_wants_a_cost_of_being_late()
    {
        RankLanesRequest request = Rank(RankPreference.Cheapest);
        request.DeadlineDate = "2026-03-29";
        request.LateCost = new Price { CurrencyCode = "USD", Amount = "100" };
        request.UsualService = "express";
        (await Client.RankLanesAsync(request)).Lanes[0].Estimate.Lane.Should().Be("lanes/CN-US/express", "the cheaper one is not sure enough to be as good");

        request.LateCost = null;
        RpcException alone = await Details.Fails(() => Client.RankLanesAsync(request).ResponseAsync);
        alone.GetRpcStatus()!.Fields().Should().Equal("usual_service");
        request.UsualService = new string('a', 65);
        (await Details.Fails(() => Client.RankLanesAsync(request).ResponseAsync)).GetRpcStatus()!.Fields().Should().Equal("usual_service");
    }

    [Fact]
    public async Task A_queue_and_the_weekday_come_over_the_wire()
    {
        LaneChoiceReply choice = Choice(days: 5);
        (choice.PickUpDays, choice.MoreDays) = (1, 2);
        Lanes.Choices["demo/CN-US/std"] = choice;
        (await Client.EstimateDeliveryAsync(Estimate("std", 300))).Estimate.Windows[0].Date.Should().Be("2026-03-12", "a Tuesday's pick-up, five working days, and two more");

        choice.WeekdayAtRisk.Add(Enumerable.Repeat(1_000F, 7 * 61));
        choice.WeekdayHits.Add(Enumerable.Repeat(0F, 7 * 61));
        RankLanesRequest request = Rank(RankPreference.Reliable);
        request.DeadlineDate = "2026-03-20";
        RankLanesResponse ranked = await Client.RankLanesAsync(request);
        ranked.Lanes.Single(lane => lane.Estimate.Lane == "lanes/CN-US/std").Probability.Should().BeLessThan(0.05, "on Tuesdays nothing ever came");
    }

    [Fact]
    public async Task Lanes_that_are_not_to_be_had_say_why()
    {
        Lanes.Choices["demo/CN-US/std"] = Choice(days: 8, LaneCondition.Suspended);
        RankLanesRequest request = Rank(RankPreference.Balanced);
        request.CostMax = new Price { CurrencyCode = "USD", Amount = "9.49" };
        RankLanesResponse ranked = await Client.RankLanesAsync(request);
        ranked.Lanes.Select(lane => (lane.Estimate.Lane, lane.Exclusion)).Should().Equal(
            ("lanes/CN-US/express", RankExclusion.Cost), ("lanes/CN-US/std", RankExclusion.Suspended));
        ranked.Lanes[1].Estimate.Status.Should().Be(LaneStatusState.Suspended);
    }

    [Fact]
    public async Task As_manyLanes_as_may_be_are_ranked_and_no_more()
    {
        for (int i = 0; i < ApiLimits.RankedLanesMax + 5; i++)
            Lanes.Set("demo", $"CN-DE/s{i:D3}", 1);
        RankLanesRequest request = Rank(RankPreference.Balanced);
        request.DestinationCountry = "DE";
        RankLanesResponse ranked = await Client.RankLanesAsync(request);
        ranked.Lanes.Should().HaveCount(ApiLimits.RankedLanesMax);
        ranked.Lanes[^1].Estimate.Lane.Should().Be("lanes/CN-DE/s099");

        EstimateDeliveryRequest last = Estimate("s104", 300);
        last.DestinationCountry = "DE";
        (await Client.EstimateDeliveryAsync(last)).Estimate.Lane.Should().Be("lanes/CN-DE/s104");
    }

    [Fact]
    public async Task Wrong_fields_are_told_all_at_once()
    {
        RpcException estimate = await Details.Fails(() => Client.EstimateDeliveryAsync(
            new EstimateDeliveryRequest { OriginCountry = "cn", Service = "A", WeightGrams = 1_000_001, PostingTime = new Timestamp { Seconds = 5 } }).ResponseAsync);
        estimate.GetRpcStatus()!.Fields().Should().BeEquivalentTo("origin_country", "destination_country", "service", "weight_grams", "posting_time");
        RpcException rank = await Details.Fails(() => Client.RankLanesAsync(new RankLanesRequest
        {
            OriginCountry = "CN",
            DestinationCountry = "US",
            Preference = (RankPreference)9,
            DeadlineDate = "2026-02-30",
            CostMax = new Price { CurrencyCode = "usd", Amount = "-1" },
            ProbabilityMin = 1.5,
            CurrencyCode = "EUR",
        }).ResponseAsync);
        rank.GetRpcStatus()!.Fields().Should().BeEquivalentTo(
            "weight_grams", "preference", "deadline_date", "cost_max.currency_code", "cost_max.amount", "probability_min", "currency_code");
    }

    [Fact]
    public async Task Both_are_posts_in_json()
    {
        var body = new { originCountry = "CN", destinationCountry = "US", service = "std", weightGrams = 300, postingTime = "2026-03-02T06:00:00Z" };
        using HttpResponseMessage estimate = await Host.Json.PostAsJsonAsync("v1/lanes:estimateDelivery", body);
        (await estimate.Content.ReadAsStringAsync()).Should().Contain("\"2026-03-12\"");
        using HttpResponseMessage rank = await Host.Json.PostAsJsonAsync(
            "v1/lanes:rank", new { originCountry = "CN", destinationCountry = "US", weightGrams = 300, preference = "RANK_PREFERENCE_CHEAPEST" });
        (await rank.Content.ReadAsStringAsync()).Should().Contain("RANK_TERM_KIND_PROMISE");
    }

    [Fact]
    public async Task A_lane_that_cannot_be_read_makes_no_rank()
    {
        Lanes.Ends = new CallHeader { Status = CallStatus.Unavailable };
        (await Details.Fails(() => Client.RankLanesAsync(Rank(RankPreference.Balanced)).ResponseAsync)).ShouldBe(ApiReason.StoreUnavailable);
    }

    private static LaneChoiceReply Choice(int days, LaneCondition condition = LaneCondition.Open)
    {
        LaneChoiceReply reply = new() { Condition = (int)condition, PromisesKept = 50, PromisesMissed = 5 };
        for (int k = 0; k <= LaneTimes.DaysMax; k++)
        {
            reply.AtRisk.Add(100);
            reply.Hits.Add(k < days ? 0 : 100);
        }

        return reply;
    }

    private static EstimateDeliveryRequest Estimate(string service, int grams) => new()
    {
        OriginCountry = "CN", DestinationCountry = "US", Service = service, WeightGrams = grams, PostingTime = Posting,
    };

    private static RankLanesRequest Rank(RankPreference preference) => new()
    {
        OriginCountry = "CN", DestinationCountry = "US", WeightGrams = 300, PostingTime = Posting, Preference = preference,
    };
}
