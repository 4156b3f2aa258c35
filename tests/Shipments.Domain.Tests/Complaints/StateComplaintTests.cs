using Shipments.Domain.Parcels;
using Shipments.Domain.Parcels.Merging;
using Shipments.Domain.Tests.Worlds;

namespace Shipments.Domain.Tests.Complaints;

/// <summary>What users of tracking services complain about where the state of a parcel is concerned, from the payload to the parcel.</summary>
public sealed class StateComplaintTests
{
    private const string Number = "LP00916204417735";
    private const string Usps = "9400111206206406260787";
    private readonly TrackedWorld _world = new(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Complaint 2. The same scan with and without its city, and in the next poll again.</summary>
    [Fact]
    public void Checkpoints_come_twice()
    {
        _world.Register("p", Usps);
        string bare = Payloads.Usps(Usps, "2026-11-03 20:02 -05:00 07 Arrived");
        string withCity = Payloads.Usps(Usps, "2026-11-03 20:02 -05:00 07 Arrived in DALLAS", "2026-11-03 20:02 -05:00 07 Arrived in DALLAS");
        foreach (string poll in new[] { bare, withCity, bare })
        {
            _world.Feed(poll);
            _world.Now += TimeSpan.FromHours(1);
        }

        _world.Scans("p").Should().Equal("07 2026-11-04 01:02");
        _world["p"].ReadScans().Single().Fact.Place.City.Should().Be("DALLAS");
    }

    /// <summary>Complaint 7. Delivered is told before out for delivery, and in transit after it.</summary>
    [Fact]
    public void The_status_is_wrong_and_goes_back_and_forth()
    {
        _world.Register("p", Usps);
        List<Phase> seen = [];
        foreach (string scan in new[]
        {
            "2026-11-03 09:00 -05:00 03 Accepted", "2026-11-05 14:00 -05:00 01 Delivered", "2026-11-05 08:00 -05:00 OF Out for Delivery",
            "2026-11-04 23:00 -05:00 10 Arrived", "2026-11-05 15:00 -05:00 NT In Transit",
        })
        {
            _world.Feed(Payloads.Usps(Usps, scan));
            seen.Add(_world.Phase("p"));
        }

        seen.Should().Equal(Phase.PickedUp, Phase.Delivered, Phase.Delivered, Phase.Delivered, Phase.Delivered);
        _world.Milestones("p").Should().Contain(["PickedUp 2026-11-03 14:00", "OutForDelivery 2026-11-05 13:00", "Delivered 2026-11-05 19:00"]);
        _world.Scan("p", "NT").Regression.Should().BeTrue("it is kept, and said to be odd");
    }

    /// <summary>Complaint 15. Three orders are packed together: their parcels are merged, and from then on one says where all are.</summary>
    [Fact]
    public void Combined_orders_show_as_several_parcels()
    {
        _world.Register("box", Usps);
        string[] orders = ["AP00916204417735", "AP00916204417736"];
        _world.Register("order-1", orders[0]);
        _world.Register("order-2", orders[1]);
        _world.Feed(Payloads.Cainiao(orders[0], "United States", ["2026-11-01 10:00 +8 CONSIGN"]));
        _world.Feed(Payloads.Cainiao(orders[1], "United States", ["2026-11-01 11:00 +8 CONSIGN"]));

        _world.Do("box", turn => turn.Merge(
            [new MergeCandidate("order-1", 1, Rejection.None, ""), new MergeCandidate("order-2", 1, Rejection.None, "")], 0, out _).Should().Be(Rejection.None));
        _world.Feed(Payloads.Cainiao(orders[1], "United States", ["2026-11-01 11:00 +8 CONSIGN", "2026-11-03 10:00 +8 GWMS_OUTBOUND"]));
        _world.Feed(Payloads.Usps(Usps, "2026-11-12 14:00 -05:00 01 Delivered"));

        _world.Milestones("box").Should().Equal("InfoReceived 2026-11-01 02:00 ×2", "PickedUp 2026-11-03 02:00", "Delivered 2026-11-12 19:00");
        _world.Row("order-1").Merges.Into.Parcel.Should().Be("box");
        _world.Row("order-2").Merges.Into.Parcel.Should().Be("box");
        (_world["order-1"].FlagBits & ParcelFlagBits.Merged).Should().NotBe(0, "lists show the box alone");
    }

    /// <summary>Complaint 17. A carrier gave it up as expired; one scan more and it is on its way again.</summary>
    [Fact]
    public void An_expired_tracking_cannot_be_restarted()
    {
        _world.Register("p", Number);
        string events = Checkpoint("InTransit", "InTransit_002", "2026-10-01T10:00:00+08:00", "CHN");
        _world.Feed(AfterShip(events));
        events += "," + Checkpoint("Expired", "Expired_001", "2026-11-01T10:00:00+08:00", "CHN");
        _world.Feed(AfterShip(events));
        _world.Phase("p").Should().Be(Phase.Expired);

        _world.Now += TimeSpan.FromDays(1);
        _world.Feed(AfterShip(events + "," + Checkpoint("OutForDelivery", "OutForDelivery_001", "2026-11-18T08:00:00+01:00", "ESP")));

        _world.Phase("p").Should().Be(Phase.OutForDelivery);
        _world.Decided("p").ExpiredFrom.Should().Be(0);
    }

    private static string Checkpoint(string tag, string subtag, string time, string country) =>
        $$"""{ "slug": "china-post", "message": "{{tag}}", "tag": "{{tag}}", "subtag": "{{subtag}}", "checkpoint_time": "{{time}}", "country_iso3": "{{country}}" }""";

    private static string AfterShip(string checkpoints) => $$"""
        { "meta": { "code": 200 }, "data": { "tracking": { "id": "b1946ac92492d2347c6235b4d2611184", "tracking_number": "{{Number}}", "slug": "cainiao",
          "origin_country_iso3": "CHN", "destination_country_iso3": "ESP", "tag": "InTransit", "checkpoints": [ {{checkpoints}} ] } } }
        """;
}
