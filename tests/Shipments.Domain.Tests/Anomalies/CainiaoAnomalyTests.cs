using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Domain.Tests.Worlds;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Anomalies;

/// <summary>What replies of Cainiao were seen to have wrong, from the payload to the parcel.</summary>
public sealed class CainiaoAnomalyTests
{
    private const string Number = "LP00916204417735";
    private readonly TrackedWorld _world = new(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));

    public CainiaoAnomalyTests() => _world.Register("p", Number);

    /// <summary>A scan in Belgium may carry the clock of Beijing or of Brussels: what is known is a day, and the order within the history.</summary>
    [Theory]
    [InlineData("Belgium", "GTMS_ACCEPT")]
    [InlineData("Chile", "CC_IM_START")]
    public void Every_scan_is_stamped_Beijing_time_even_those_made_in_Belgium_and_Chile(string destination, string code)
    {
        _world.Feed(Payloads.Cainiao(Number, destination, ["2026-11-01 10:00 +8 GWMS_OUTBOUND", $"2026-11-10 09:30 +8 {code}"]));

        StoredScan atHome = _world.Scan("p", "GWMS_OUTBOUND");
        StoredScan abroad = _world.Scan("p", code);
        (TrackedWorld.Utc(atHome.UtcMs), atHome.Fact.Time.EarliestMs).Should().Be(("2026-11-01 02:00", 0L));
        ((ZoneSource)abroad.Fact.Time.ZoneSource, abroad.Fact.Time.Repair).Should().Be((ZoneSource.None, "cainiao-beijing-label"));
        (TrackedWorld.Utc(abroad.Fact.Time.EarliestMs), TrackedWorld.Utc(abroad.Fact.Time.LatestMs)).Should().Be(("2026-11-09 19:30", "2026-11-10 21:30"));
    }

    [Fact]
    public void Forty_nine_days_of_silence_in_the_line_haul_are_followed_by_the_rest_of_the_way()
    {
        string[] before = ["2026-09-01 10:00 +8 GWMS_OUTBOUND", "2026-09-03 20:00 +8 LH_DEPART"];
        _world.Now = new DateTimeOffset(2026, 9, 5, 0, 0, 0, TimeSpan.Zero);
        _world.Register("slow", "LP00916204417736");
        _world.Feed(Payloads.Cainiao("LP00916204417736", "Spain", before));
        _world.Now = new DateTimeOffset(2026, 10, 22, 20, 0, 0, TimeSpan.Zero);
        int entries = _world.Journal.Count;
        _world.Feed(Payloads.Cainiao("LP00916204417736", "Spain", before));
        (_world.Phase("slow"), _world.Journal.Count).Should().Be((Phase.Departed, entries), "silence says nothing");

        _world.Now = new DateTimeOffset(2026, 10, 24, 0, 0, 0, TimeSpan.Zero);
        _world.Feed(Payloads.Cainiao("LP00916204417736", "Spain", [.. before, "2026-10-22 21:00 +2 LH_ARRIVE", "2026-10-23 10:00 +2 CC_IM_SUCCESS"]));

        _world.Phase("slow").Should().Be(Phase.ImportCustoms);
        _world.Milestones("slow").Should().Equal(
            "PickedUp 2026-09-01 02:00", "Departed 2026-09-03 12:00", "Arrived 2026-10-22 19:00", "ImportCustomsReleased 2026-10-23 08:00");
        _world["slow"].FlagBits.Should().Be(0);
    }

    /// <summary>The group says export customs, the code that import customs handed it out. The code counts.</summary>
    [Fact]
    public void A_release_by_import_customs_is_grouped_as_export_customs()
    {
        _world.Feed($$"""
            { "success": true, "module": [ { "mailNo": "{{Number}}", "destCountry": "Spain", "status": "CLEAR_CUSTOMS", "detailList": [
              { "time": 1793872800000, "timeStr": "2026-11-05 18:00:00", "timeZone": "GMT+1", "actionCode": "CC_HO_OUT_SUCCESS",
                "desc": "Export customs", "group": { "nodeCode": "AE_GROUP_EX_CLEARING_CUSTOMS", "nodeDesc": "Export customs" } },
              { "time": 1793786400000, "timeStr": "2026-11-04 18:00:00", "timeZone": "GMT+1", "actionCode": "LH_ARRIVE", "desc": "Arrived" } ] } ] }
            """);

        _world.Milestones("p").Should().Equal("Arrived 2026-11-04 17:00", "ImportCustomsReleased 2026-11-05 17:00");
        (_world.Phase("p"), (CustomsStatus)_world.Decided("p").Customs).Should().Be((Phase.ImportCustoms, CustomsStatus.Released));
        _world.Decided("p").Regression.Should().BeFalse();
    }

    [Fact]
    public void Export_customs_cleared_is_said_under_the_code_of_the_hand_over_to_the_airline()
    {
        _world.Feed(Payloads.Cainiao(Number, "Spain",
            ["2026-11-01 10:00 +8 CC_EX_START", "2026-11-02 10:00 +8 LH_HO_AIRLINE Export customs cleared", "2026-11-02 22:00 +8 LH_HO_AIRLINE With the airline"]));

        _world.Milestones("p").Should().Equal("ExportCustomsReleased 2026-11-02 02:00");
        ((Confidence)_world.Decided("p").Milestones[0].Confidence, (CustomsStatus)_world.Decided("p").Customs).Should()
            .Be((Confidence.Inferred, CustomsStatus.Released));
        _world.Phase("p").Should().Be(Phase.Departed);
    }

    /// <summary>The status of the whole reply lags behind its events, so it moves nothing.</summary>
    [Fact]
    public void The_status_says_clearing_customs_after_customs_have_released_it()
    {
        _world.Feed(Payloads.Cainiao(Number, "Spain", ["2026-11-04 18:00 +1 CC_IM_START", "2026-11-05 18:00 +1 CC_IM_SUCCESS"])
            .Replace("\"mailNo\"", "\"status\":\"CLEAR_CUSTOMS\",\"mailNo\"", StringComparison.Ordinal));

        ((CustomsStatus)_world.Decided("p").Customs, _world.Milestones("p").Last()).Should().Be((CustomsStatus.Released, "ImportCustomsReleased 2026-11-05 17:00"));
    }

    [Fact]
    public void The_last_mile_number_stands_inside_a_sentence()
    {
        const string LastMile = "LB714028538CL";
        _world.Feed(Payloads.Cainiao(Number, "Chile", [$"2026-11-05 18:00 -3 GTMS_ACCEPT Handed over to the local carrier, last-mile number {LastMile}."]));

        _world.Numbers("p").Should().Equal(Number, LastMile);
        ParcelNumber linked = _world.Row("p").Numbers[1];
        (linked.Issuer, linked.NamedBy, linked.NamedUnder, linked.Evidence).Should().Be(
            ("correos-chile", "cainiao", Number, $"Handed over to the local carrier, last-mile number {LastMile}."));
    }

    [Fact]
    public void A_number_that_Cainiao_does_not_know_is_answered_with_success()
    {
        IReadOnlyList<PayloadItem> items = _world.Feed(Payloads.Cainiao(Number, "", []));

        items.Should().ContainSingle().Which.NotFound.Should().BeTrue();
        (_world.Phase("p"), _world.Decided("p").ScanCount).Should().Be((Phase.Pending, 0));
    }
}
