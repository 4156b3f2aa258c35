using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Worlds;

/// <summary>
/// The same event told twice, by two carriers or in two polls, is one event with its witnesses, and the richer copy wins field by field. Whole
/// payloads go in.
/// </summary>
public sealed class TwoWitnessesTests
{
    private const string Number = "RB254433138SG";
    private readonly TrackedWorld _world = new(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));

    public TwoWitnessesTests() => _world.Register("p", Number);

    [Fact]
    public void The_same_event_of_two_carriers_is_one_event_with_two_witnesses()
    {
        _world.Feed(Payloads.Cainiao(Number, "Spain", ["2026-11-03 20:02 +8 LH_DEPART"]));
        _world.Feed(Payloads.Emsevt(Number, "2026-11-03 20:00 EMC SGSINN"));

        StoredScan lead = _world["p"].ReadScans()[0];
        lead.Witnesses.Should().Equal("upu", "cainiao");
        _world["p"].ReadScans()[1].WitnessOf.Should().Be(lead.Id);
        _world.Milestones("p").Should().Equal("Departed 2026-11-03 12:00");
        (_world.Decided("p").ScanCount, _world.Decided("p").Regression).Should().Be((2, false));
    }

    [Fact]
    public void The_same_event_in_two_polls_is_one_event()
    {
        string poll = Payloads.Cainiao(Number, "Spain", ["2026-11-03 20:02 +8 LH_DEPART"]);
        _world.Feed(poll);
        int entries = _world.Journal.Count;
        _world.Now += TimeSpan.FromHours(6);
        _world.Feed(poll);

        (_world.Decided("p").ScanCount, _world.Journal.Count).Should().Be((1, entries));
    }

    [Fact]
    public void Of_two_polls_the_richer_copy_wins_field_by_field_in_whatever_order_they_come()
    {
        string bare = Payloads.Usps(Number, "2026-11-03 20:02 -05:00 07 Arrived at Hub");
        string rich = Payloads.Usps(Number, "2026-11-03 20:02 -05:00 07 Arrived in ELK GROVE");
        foreach (string[] order in new[] { new[] { bare, rich }, [rich, bare] })
        {
            TrackedWorld world = new(_world.Now);
            world.Register("p", Number);
            world.Feed(order[0]);
            world.Now += TimeSpan.FromHours(1);
            world.Feed(order[1]);

            ScanFact fact = world["p"].ReadScans().Should().ContainSingle().Which.Fact;
            (fact.Text, fact.Place.City).Should().Be(("Arrived at Hub", "ELK GROVE"), "the text of the one, the place of the other");
        }
    }

    [Fact]
    public void Of_two_carriers_the_richer_word_of_each_field_is_shown_and_the_first_one_keeps_its_carrier_code_and_time()
    {
        _world.Feed(Payloads.Emsevt(Number, "2026-11-03 20:00 EMC SGSINN"));
        _world.Feed(Payloads.Cainiao(Number, "Spain", ["2026-11-03 20:02 +8 LH_DEPART [Singapore] Left on its flight to Madrid"]));

        StoredScan shown = ToldEvents.Of(_world["p"].ReadScans())[0];

        (shown.Fact.Carrier, shown.Fact.Code, TrackedWorld.Utc(shown.UtcMs)).Should().Be(("upu", "EMC", "2026-11-03 12:00"));
        (shown.Fact.Text, shown.Fact.Place.Office, shown.Fact.Place.City, shown.Fact.Place.Country).Should()
            .Be(("[Singapore] Left on its flight to Madrid", "SGSINN", "Singapore", "SG"));
        _world["p"].ReadScans()[0].Fact.Text.Should().NotBe(shown.Fact.Text, "what each said stays as it was said");
    }

    [Fact]
    public void Scans_without_witnesses_are_shown_as_they_are()
    {
        _world.Feed(Payloads.Emsevt(Number, "2026-11-03 20:00 EMC SGSINN"));
        IReadOnlyList<StoredScan> scans = _world["p"].ReadScans();
        ToldEvents.Of(scans).Should().BeSameAs(scans);
    }

    [Fact]
    public void When_a_witness_takes_its_word_back_the_event_stands_on_the_other_one()
    {
        string[] way = ["2026-11-02 10:00 +8 GWMS_OUTBOUND", "2026-11-03 20:02 +8 LH_DEPART"];
        _world.Feed(Payloads.Cainiao(Number, "Spain", way));
        _world.Feed(Payloads.Emsevt(Number, "2026-11-03 20:00 EMC SGSINN"));
        _world.Now += TimeSpan.FromHours(6);

        _world.Feed(Payloads.Cainiao(Number, "Spain", way[..1]));

        _world.Milestones("p").Should().Contain("Departed 2026-11-03 12:00");
        _world.Scan("p", "EMC").Witnesses.Should().Equal("upu");
        _world.Scan("p", "LH_DEPART").Voided.Should().BeTrue();
    }

    /// <summary>A history of twenty events is one change of the parcel, which says the present phase and no phase on the way.</summary>
    [Fact]
    public void The_first_import_of_a_history_announces_the_present_state_alone()
    {
        int entries = _world.Journal.Count;
        string[] history =
        [
            "2026-11-01 08:00 +8 GWMS_ACCEPT", "2026-11-01 09:00 +8 GWMS_PICK", "2026-11-01 10:00 +8 GWMS_PACKAGE", "2026-11-01 11:00 +8 GWMS_OUTBOUND",
            "2026-11-01 12:00 +8 SC_INBOUND_SUCCESS", "2026-11-01 13:00 +8 SC_OUTBOUND_SUCCESS", "2026-11-02 08:00 +8 CC_EX_START",
            "2026-11-02 09:00 +8 CC_EX_SUCCESS", "2026-11-03 08:00 +8 LH_HO_IN_SUCCESS", "2026-11-03 20:00 +8 LH_HO_AIRLINE", "2026-11-04 02:00 +8 LH_DEPART",
            "2026-11-05 07:00 +1 LH_ARRIVE", "2026-11-05 12:00 +1 CC_HO_IN_SUCCESS", "2026-11-06 08:00 +1 CC_IM_START", "2026-11-06 15:00 +1 CC_IM_SUCCESS",
            "2026-11-07 09:00 +1 GTMS_ACCEPT", "2026-11-08 08:00 +1 GTMS_SC_ARRIVE", "2026-11-09 07:00 +1 GTMS_DO_ARRIVE",
            "2026-11-09 08:30 +1 GTMS_DELIVERING", "2026-11-09 12:00 +1 GTMS_SIGNED",
        ];
        history.Should().HaveCount(20);

        _world.Feed(Payloads.Cainiao(Number, "Spain", history));

        ParcelEntry entry = _world.Journal.Skip(entries).Should().ContainSingle().Which.Entry;
        (entry.PhaseBefore, entry.Decided.Phase, entry.Scans.Count).Should().Be(((int)Phase.Pending, (int)Phase.Delivered, 20));
    }
}
