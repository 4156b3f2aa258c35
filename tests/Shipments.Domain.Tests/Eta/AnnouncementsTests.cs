using Shipments.Domain.Eta;
using Shipments.Domain.Tests.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Eta;

/// <summary>What a parcel says of its first attempt. The rig replays each entry, so what was announced is also what a replay gives.</summary>
public sealed class AnnouncementsTests
{
    private const double Hour = 60;
    private const double Day = 24 * Hour;

    // The rig's clock begins on Sunday, 1 March 2026, at 8; the past lies before it.
    private readonly ForecastTable _usual = Table(departed: 10, arrived: 4);

    [Fact]
    public void A_window_is_said_when_the_parcel_changes_and_names_what_it_rests_on()
    {
        ParcelRig rig = Rig(_usual);
        Record(rig, 2 * Hour, A.Scan("Departed", 0));

        EstimateRecord said = rig.Decided.Estimate;
        (said.SaidMin * 60_000).Should().Be(A.Ms(2 * Hour));
        (said.P50Min / Day).Should().BeInRange(8.8, 11);
        ((EtaPoint)said.Point, (EtaLevel)said.Level, said.Observations).Should().Be((EtaPoint.Departed, EtaLevel.Lane, 400));
        rig.Decided.EstimateOriginal.Should().Be(said);
        rig.Decided.Announcements.Should().Be(1);
        rig.Entries[^1].Decided.Estimate.Should().Be(said, "the entry holds it as a fact");
    }

    [Fact]
    public void Without_forecasts_nothing_is_said_and_nothing_is_written()
    {
        ParcelRig rig = Rig(ForecastTable.Empty);
        Record(rig, 2 * Hour, A.Scan("Departed", 0));
        (rig.Decided.Estimate is null, rig.Decided.EstimateOriginal is null, rig.Decided.Announcements).Should().Be((true, true, 0));
    }

    [Fact]
    public void Noise_is_not_announced_and_a_real_change_is()
    {
        ParcelRig rig = Rig(_usual);
        Record(rig, 2 * Hour, A.Scan("Departed", 0));
        EstimateRecord first = rig.Decided.Estimate;
        Record(rig, 20 * Hour, A.Scan("LineHaul", 19 * Hour));
        rig.Decided.Estimate.Should().Be(first, "some hours in ten days are noise");

        Record(rig, 3 * Day, A.Scan("Arrived", 2.9 * Day));
        rig.Decided.Estimate.Should().NotBe(first);
        ((EtaPoint)rig.Decided.Estimate.Point, rig.Decided.Announcements).Should().Be((EtaPoint.Arrived, 2));
    }

    [Fact]
    public void The_first_window_is_never_overwritten_whatever_comes_later()
    {
        ParcelRig rig = Rig(_usual);
        ScanFact departed = A.Scan("Departed", 0);
        Record(rig, 2 * Hour, departed);
        EstimateRecord first = rig.Decided.EstimateOriginal;
        Record(rig, 3 * Day, A.Scan("Arrived", 2.9 * Day));
        Record(rig, 3.1 * Day, A.Correction(departed.Id, "LineHaul", 10));
        rig.Turn(turn => turn.Update(new ParcelRegistered { Service = "other" }, Domain.Parcels.ParcelFields.Service, 0, out _));
        Record(rig, 6 * Day, A.Scan("Delivered", 5.9 * Day));
        rig.Decided.EstimateOriginal.Should().Be(first);
    }

    [Fact]
    public void A_window_never_goes_back_to_none()
    {
        ParcelRig rig = Rig(_usual);
        Record(rig, 2 * Hour, A.Scan("Departed", 0));
        EstimateRecord said = rig.Decided.Estimate;
        rig.Forecasts = ForecastTable.Empty;
        Record(rig, 3 * Day, A.Scan("Arrived", 2.9 * Day));
        rig.Forecasts = _usual;
        Record(rig, 4 * Day, A.Scan("Lost", 3.9 * Day));
        rig.Decided.Estimate.Should().Be(said);
    }

    [Fact]
    public void After_an_attempt_nothing_is_said_until_it_is_taken_back()
    {
        ParcelRig rig = Rig(_usual);
        ScanFact failed = A.Scan("AttemptFailed", 3 * Day);
        Record(rig, 2 * Hour, A.Scan("Departed", 0));
        Record(rig, 3.1 * Day, failed);
        Record(rig, 4 * Day, A.Scan("OutForDelivery", 3.9 * Day));
        rig.Decided.Announcements.Should().Be(1);
        Record(rig, 4.1 * Day, A.Void(failed.Id, 4 * Day));
        rig.Decided.Announcements.Should().Be(1, "the change that takes the attempt back says nothing");
        Record(rig, 15 * Day, A.Scan("LastMile+again", 14.9 * Day));
        rig.Decided.Announcements.Should().Be(2);
    }

    [Fact]
    public void A_parcel_that_waits_for_the_customs_is_told_from_one_that_goes_on()
    {
        LanePast past = Past(10, 4).Tried(EtaPoint.CustomsStopped, -60, 15, 100);
        ParcelRig rig = Rig(ForecastTable.Of([new("CN-US/cainiao-standard", past.Cells)], A.Ms(0)));
        Record(rig, 1 * Day, A.Scan("Arrived", 0));
        Record(rig, 2 * Day, A.Scan("ImportCustoms+customs=Held+milestone=None", 1.9 * Day));
        ((EtaPoint)rig.Decided.Estimate.Point, rig.Decided.CustomsStoppedMs).Should().Be((EtaPoint.CustomsStopped, A.Ms(1.9 * Day)));
        Record(rig, 3 * Day, A.Scan("ImportCustoms+customs=Released+milestone=None", 2.9 * Day));
        ((EtaPoint)rig.Decided.Estimate.Point).Should().Be(EtaPoint.Arrived);
        rig.Decided.CustomsStoppedMs.Should().Be(A.Ms(1.9 * Day), "that it was stopped stays true");
    }

    [Fact]
    public void The_carriers_promise_stands_beside_it()
    {
        ParcelRig rig = Rig(_usual);
        Record(rig, 2 * Hour, A.Scan("Departed", 0, with: fact => fact.CarrierEta = A.Window(5 * Day, 6 * Day)));
        rig.Decided.Eta.ToMs.Should().Be(A.Ms(6 * Day));
        rig.Decided.EtaOriginal.ToMs.Should().Be(A.Ms(6 * Day));
        rig.Decided.Estimate.Should().NotBeNull();
    }

    [Theory]
    [InlineData(0, 5.9, 40, false)]
    [InlineData(6, 0, 40, true)]
    [InlineData(0, -6, 40, true)]
    [InlineData(9.9, 9.9, 100, false)]
    [InlineData(10, 0, 100, true)]
    public void Six_hours_or_a_tenth_of_what_is_left_is_news(double halfMoves, double mostMoves, double leftHours, bool isNews)
    {
        const long HourMs = 3_600_000;
        long now = A.Ms(0);
        EtaWindow window = new(now + HourMs, now + (long)(leftHours * HourMs), now + (long)(leftHours * HourMs), EtaPoint.Arrived, now, EtaLevel.Lane, 1, 0, 0);
        EstimateTimes said = new(now, window.P50Ms + (long)(halfMoves * HourMs), window.P80Ms + (long)(mostMoves * HourMs), window.P95Ms);
        Announcements.IsNews(said, window, now).Should().Be(isNews);
        Announcements.IsNews(said with { P80Ms = now - 1 }, window, now).Should().BeTrue("the old window has passed");
        Announcements.IsNews(default, window, now).Should().BeTrue();
    }

    private static LanePast Past(double departed, double arrived) =>
        new LanePast().Tried(EtaPoint.Departed, -60, departed, 400).Tried(EtaPoint.Arrived, -60, arrived, 400).Tried(EtaPoint.LastMileAccepted, -60, 1, 400)
            .Tried(EtaPoint.OutForDelivery, -60, 0.2, 400);

    private static ForecastTable Table(double departed, double arrived) =>
        ForecastTable.Of([new("CN-US/cainiao-standard", Past(departed, arrived).Cells)], A.Ms(0));

    private static ParcelRig Rig(ForecastTable forecasts)
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.Forecasts = forecasts;
        return rig;
    }

    // Each scan comes twice; the second time nothing changes and nothing is written.
    private static void Record(ParcelRig rig, double atMinutes, ScanFact scan)
    {
        rig.Minute = atMinutes;
        rig.RecordTwice(scan);
    }
}
