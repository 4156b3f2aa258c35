using Shipments.Bench.Judging.Forecasts;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Bench.Tests.Judging;

public sealed class BaselineTests
{
    private const long Day = 86_400_000;
    private const long PickedUp = 20_000 * Day;

    [Fact]
    public void The_days_as_sold_count_from_the_pick_up_and_never_lie_in_the_past()
    {
        StaticPromise promise = new();
        promise.Guess(Ask(PickedUp + Day))!.Value.P50Ms.Should().Be(PickedUp + (10 * Day));
        promise.Guess(Ask(PickedUp + (12 * Day)))!.Value.P50Ms.Should().Be(PickedUp + (12 * Day));
    }

    [Fact]
    public void The_mean_learns_of_its_own_lane_alone()
    {
        ServiceMean mean = new();
        mean.Guess(Ask(PickedUp))!.Value.P50Ms.Should().Be(PickedUp + (10 * Day));
        mean.Learn(Ask(PickedUp), PickedUp + (4 * Day));
        mean.Learn(Ask(PickedUp), PickedUp + (6 * Day));
        mean.Guess(Ask(PickedUp))!.Value.P50Ms.Should().Be(PickedUp + (5 * Day));
        mean.Guess(Ask(PickedUp, lane: "CN-ES/other"))!.Value.P50Ms.Should().Be(PickedUp + (10 * Day));
    }

    [Fact]
    public void A_carriers_promise_is_the_middle_of_its_window_or_else_the_days_as_sold()
    {
        CarrierPromise promise = new();
        promise.Guess(Ask(PickedUp))!.Value.P50Ms.Should().Be(PickedUp + (10 * Day));
        promise.Guess(Ask(PickedUp, said: new WindowRecord { FromMs = PickedUp + (6 * Day), ToMs = PickedUp + (8 * Day) }))!.Value.P50Ms.Should().Be(PickedUp + (7 * Day));
    }

    [Fact]
    public void A_score_counts_errors_and_windows()
    {
        EtaScore score = new();
        score.Add(new EtaGuess(PickedUp, PickedUp + Day), PickedUp + Day);
        score.Add(new EtaGuess(PickedUp + (2 * Day), PickedUp + (3 * Day)), PickedUp + Day);
        score.Add(new EtaGuess(PickedUp, PickedUp + Day), PickedUp + Day + 1);
        score.Count.Should().Be(3);
        score.MeanAbsoluteDays.Should().BeApproximately(1, 1e-6);
        score.BiasDays.Should().BeApproximately(1.0 / 3, 1e-6);
        score.InP80.Should().Be(2);
        score.InP50.Should().Be(1);
    }

    private static EtaQuestion Ask(long now, string lane = "CN-US/standard", WindowRecord? said = null) =>
        new(lane, 10, new ParcelDecided { Eta = said }, Phase.Departed, PickedUp, now);
}
