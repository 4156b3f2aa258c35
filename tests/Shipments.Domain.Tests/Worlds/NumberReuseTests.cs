using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Worlds;

/// <summary>A number that is issued again for another parcel, and one under which a parcel comes back.</summary>
public sealed class NumberReuseTests
{
    private const string Number = "RB254433138SG";
    private static readonly DateTimeOffset s_first = new(2025, 9, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_number_registered_again_after_twelve_months_passes_to_the_new_parcel_and_the_old_one_keeps_its_history()
    {
        TrackedWorld world = Reused();

        world.Feed(Payloads.Emsevt(Number, "2026-10-02 10:00 EMA SGSINN", "2026-10-03 10:00 EMC SGSINN"));

        world.Milestones("old").Should().Equal("PickedUp 2025-09-02 02:00", "Delivered 2025-09-20 13:00");
        world.Milestones("new").Should().Equal("PickedUp 2026-10-02 02:00", "Departed 2026-10-03 02:00");
        (world.Phase("old"), world.Phase("new")).Should().Be((Phase.Delivered, Phase.Departed));
        world.Holders(Number).Select(holder => (holder.Parcel, TrackedWorld.Utc(holder.FromMs), holder.ToMs == 0 ? "open" : TrackedWorld.Utc(holder.ToMs), holder.Shared))
            .Should().Equal(("old", "2025-08-02 00:00", "2026-09-01 00:00", false), ("new", "2026-09-01 00:00", "open", false));
    }

    [Fact]
    public void Late_scans_of_either_parcel_go_to_the_one_of_their_time()
    {
        TrackedWorld world = Reused();

        world.Feed(Payloads.Emsevt(Number, "2025-11-01T10:00:00+01:00 EMH ESMADA", "2026-10-02 10:00 EMA SGSINN"));

        world.Scans("old").Should().Contain("EMH 2025-11-01 09:00").And.HaveCount(3);
        world.Scans("new").Should().Equal("EMA 2026-10-02 02:00");
        world.Held(Number).Should().Be(0);
    }

    [Fact]
    public void A_number_registered_again_within_twelve_months_is_shared_unless_the_caller_says_since_when_it_is_the_new_ones()
    {
        foreach (bool stated in new[] { false, true })
        {
            TrackedWorld world = new(s_first);
            world.Register("old", Number);
            world.Now = s_first.AddMonths(6);
            world.Register("new", stated ? world.Now : null, Number);

            world.Feed(Payloads.Emsevt(Number, "2026-02-28 10:00 EMA SGSINN"));

            world.Holders(Number).Select(holder => holder.Shared).Should().Equal(!stated, !stated);
            world.Decided("old").ScanCount.Should().Be(1, "it was scanned before the new one's time");
            world.Decided("new").ScanCount.Should().Be(stated ? 0 : 1);
        }
    }

    [Fact]
    public void A_re_use_that_was_a_mistake_is_undone_and_the_old_parcel_has_its_number_and_all_its_scans_again()
    {
        TrackedWorld world = Reused();
        world.Feed(Payloads.Emsevt(Number, "2026-10-02 10:00 EMJ AEDXBA"));
        world.Decided("new").ScanCount.Should().Be(1);

        world.Do("new", turn => turn.DetachNumber(Number, 0, out _).Should().Be(Rejection.None));

        world.Scans("old").Should().Contain("EMJ 2026-10-02 06:00");
        world.Decided("new").ScanCount.Should().Be(0);
        world.Holders(Number).Should().ContainSingle().Which.Should().Match<NumberHolder>(holder => holder.Parcel == "old" && holder.ToMs == 0 && !holder.Ended);
        world.Row("old").Numbers.Single().ToMs.Should().Be(0, "it has heard of it");
        world.Held(Number).Should().Be(0);
    }

    [Fact]
    public void When_the_middle_one_of_three_parcels_gives_a_number_up_the_first_holds_it_until_the_third_does()
    {
        TrackedWorld world = new(s_first);
        world.Register("a", Number);
        world.Now = s_first.AddMonths(13);
        world.Register("b", Number);
        world.Now = s_first.AddMonths(26);
        world.Register("c", Number);

        world.Do("b", turn => turn.DetachNumber(Number, 0, out _));

        string begin = TrackedWorld.Utc((s_first.AddMonths(26) - TimeSpan.FromDays(30)).ToUnixTimeMilliseconds());
        world.Holders(Number).Select(holder => (holder.Parcel, holder.ToMs == 0 ? "open" : TrackedWorld.Utc(holder.ToMs))).Should().Equal(("a", begin), ("c", "open"));
    }

    [Fact]
    public void A_return_under_the_same_number_is_a_new_journey_of_the_same_parcel()
    {
        TrackedWorld world = new(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));
        world.Register("p", "LP00916204417735");
        string[] way = ["2026-11-01 10:00 +8 GWMS_OUTBOUND", "2026-11-05 20:00 +8 LH_DEPART", "2026-11-10 11:00 +1 GTMS_SIGNED"];
        world.Feed(Payloads.Cainiao("LP00916204417735", "Spain", way));
        (world.Phase("p"), world.Decided("p").Journey).Should().Be((Phase.Delivered, 0));

        world.Now += TimeSpan.FromDays(1);
        world.Feed(Payloads.Cainiao("LP00916204417735", "Spain", [.. way, "2026-11-14 11:00 +1 RT_INBOUND", "2026-11-19 11:00 +8 RETURNED"]));

        (world.Phase("p"), world.Decided("p").Journey).Should().Be((Phase.Returned, 1));
        world.Milestones("p").Should().Equal(
            "PickedUp 2026-11-01 02:00", "Departed 2026-11-05 12:00", "Delivered 2026-11-10 10:00", "Returning 2026-11-14 10:00", "Returned 2026-11-19 03:00");
        world["p"].ReadScans().Select(scan => scan.Journey).Should().Equal(0, 0, 0, 1, 1);
        world.Journal.Where(entry => entry.Entry.Decided?.Journey == 1).Should().ContainSingle("the journal says when it turned back")
            .Which.Entry.PhaseBefore.Should().Be((int)Phase.Delivered);
    }

    [Fact]
    public void A_return_that_was_a_mistake_is_undone_by_the_next_poll()
    {
        A_return_under_the_same_number_is_a_new_journey_of_the_same_parcel();
        TrackedWorld world = new(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));
        world.Register("p", "LP00916204417735");
        string[] way = ["2026-11-01 10:00 +8 GWMS_OUTBOUND", "2026-11-10 11:00 +1 GTMS_SIGNED"];
        world.Feed(Payloads.Cainiao("LP00916204417735", "Spain", [.. way, "2026-11-14 11:00 +1 RT_INBOUND"]));
        world.Now += TimeSpan.FromDays(1);

        world.Feed(Payloads.Cainiao("LP00916204417735", "Spain", way));

        (world.Phase("p"), world.Decided("p").Journey).Should().Be((Phase.Delivered, 0));
    }

    private static TrackedWorld Reused()
    {
        TrackedWorld world = new(s_first);
        world.Register("old", Number);
        world.Now = s_first.AddDays(30);
        world.Feed(Payloads.Emsevt(Number, "2025-09-02 10:00 EMA SGSINN", "2025-09-20T15:00:00+02:00 EMI ESMADA"));
        world.Now = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
        world.Register("new", Number);
        world.Now = new DateTimeOffset(2026, 10, 5, 0, 0, 0, TimeSpan.Zero);
        return world;
    }
}
