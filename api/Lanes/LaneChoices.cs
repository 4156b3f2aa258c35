using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Shipments.Domain.Choice;
using Shipments.Domain.Choice.Data;
using Shipments.Domain.Lanes;
using Shipments.V1;
using DomainPrice = Shipments.Domain.Choice.Data.Price;
using DomainRanked = Shipments.Domain.Choice.RankedLane;
using PublicPrice = Shipments.V1.Price;
using PublicRanked = Shipments.V1.RankedLane;

namespace Shipments.Api.Lanes;

/// <summary>Answers when a parcel arrives by a lane and which lane to take.</summary>
internal sealed class LaneChoices(LaneCandidates candidates, LiveLaneData files, TimeProvider time)
{
    private static readonly double[] Shares = [0.5, 0.8, 0.95];

    /// <summary>Estimates when a parcel arrives.</summary>
    internal async Task<EstimateDeliveryResponse> Estimate(string tenant, EstimateDeliveryRequest request, CancellationToken cancellationToken)
    {
        LaneKey key = ChoiceReader.Read(tenant, request, NowMs(), out long postingMs);
        LaneData data = files.Current;
        IReadOnlyList<LaneCandidate> lanes = await candidates.Between(data, key, cancellationToken);
        LaneCandidate lane = lanes.Single(candidate => candidate.Lane == key);
        LaneEstimate? estimate = DeliveryEstimates.Between(data, key.Origin, key.Destination, lanes).Of(lane, postingMs);
        return new EstimateDeliveryResponse { Estimate = View(lane, estimate, lane.Terms.Tariff?.Of(request.WeightGrams)) };
    }

    /// <summary>Ranks lanes.</summary>
    internal async Task<RankLanesResponse> Rank(string tenant, RankLanesRequest request, CancellationToken cancellationToken)
    {
        RankQuestion question = ChoiceReader.Read(request, NowMs());
        LaneData data = files.Current;
        LaneKey between = new(tenant, request.OriginCountry, request.DestinationCountry, "");
        IReadOnlyList<LaneCandidate> lanes = await candidates.Between(data, between, cancellationToken);
        RankLanesResponse response = new();
        foreach (DomainRanked ranked in LaneRanking.Rank(question, lanes, data))
            response.Lanes.Add(View(ranked));
        return response;
    }

    private static PublicRanked View(DomainRanked ranked)
    {
        PublicRanked view = new()
        {
            Estimate = View(ranked.Lane, ranked.Estimate, ranked.Cost),
            Score = Math.Round(ranked.Score, 6),
            Probability = Math.Round(ranked.Probability, 4),
            CertainEnough = ranked.IsCertainEnough,
            Exclusion = (V1.RankExclusion)ranked.Exclusion,
        };
        foreach (Domain.Choice.RankTerm term in ranked.Terms)
        {
            view.Terms.Add(new V1.RankTerm
            {
                Kind = (V1.RankTermKind)term.Kind, Value = Math.Round(term.Value, 6), Weight = term.Weight, Reason = term.Reason,
            });
        }

        return view;
    }

    private static LaneArrival View(LaneCandidate lane, LaneEstimate? estimate, DomainPrice? cost)
    {
        LaneArrival view = new() { Lane = "lanes/" + lane.Lane.Lane, Status = (LaneStatusState)((int)lane.Condition + 1) };
        if (cost is { } price)
            view.Cost = new PublicPrice { CurrencyCode = price.Currency, Amount = price.Amount.ToString(CultureInfo.InvariantCulture) };
        if (estimate is null)
            return view;
        view.StartTime = Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(estimate.StartMs));
        view.FromDate = estimate.FromDay is { } from ? DateOf(from) : "";
        int?[] days = [estimate.P50Day, estimate.P80Day, estimate.P95Day];
        for (int i = 0; i < days.Length; i++)
        {
            if (days[i] is { } day)
                view.Windows.Add(new ArrivalWindow { Share = Shares[i], Date = DateOf(day) });
        }

        if (estimate.P80Workdays is { } workdays)
            view.WorkingDays = workdays;
        view.Level = (ArrivalLevel)estimate.Level;
        view.Observations = Math.Round(estimate.Observations, 1);
        view.CorridorObservations = Math.Round(estimate.CorridorObservations, 1);
        return view;
    }

    private static string DateOf(int day) => DateTimeOffset.UnixEpoch.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private long NowMs() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
