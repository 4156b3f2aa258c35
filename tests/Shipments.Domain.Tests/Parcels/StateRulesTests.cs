using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

/// <summary>The rules by which scans move a parcel. Every scan is applied twice.</summary>
public sealed class StateRulesTests
{
    [Fact]
    public void A_late_scan_fills_its_milestone_and_never_moves_the_phase_back()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("PickedUp", 0), A.Scan("Delivered", 600));

        ScanVerdict late = rig.RecordTwice(A.Scan("OutForDelivery", 540));

        late.PhaseAfter.Should().Be(Phase.Delivered);
        rig.Milestone(MilestoneKind.OutForDelivery)!.FirstMs.Should().Be(A.Ms(540));
        rig.Decided.Regression.Should().BeFalse("it lies where it belongs by its event time");
    }

    [Fact]
    public void A_scan_in_transit_after_delivery_is_kept_and_flagged_and_leaves_the_phase()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("Delivered", 600));
        ScanFact stray = A.Scan("LineHaul", 700);

        rig.RecordTwice(stray).PhaseAfter.Should().Be(Phase.Delivered);

        rig.Scan(stray.Id).Regression.Should().BeTrue();
        rig.Decided.ScanCount.Should().Be(2);
        rig.Decided.LastEventMs.Should().Be(A.Ms(700));
    }

    [Fact]
    public void Ties_inside_one_minute_rank_by_phase_then_by_sequence_then_by_receipt()
    {
        ScanFact arrived = A.Scan("Arrived", 10.9);
        ScanFact departed = A.Scan("Departed", 10.95);
        ScanFact second = A.Scan("LastMile+reason=Held", 20, with: fact => fact.Sequence = 2);
        ScanFact first = A.Scan("LastMile+reason=Address", 20, with: fact => fact.Sequence = 1);
        ScanFact heardLast = A.Scan("OutForDelivery+reason=Other", 30, with: fact => fact.ReceivedMs += 5);
        ScanFact heardFirst = A.Scan("OutForDelivery+reason=Access", 30);

        ParcelRig rig = ParcelRig.Registered().RecordEach(heardLast, second, arrived, first, departed, heardFirst);

        rig.State.ReadScans().Select(scan => scan.Id).Should()
            .Equal(departed.Id, arrived.Id, first.Id, second.Id, heardFirst.Id, heardLast.Id);
        rig.Decided.Reason.Should().Be((int)Reason.Other);
        rig.Decided.Regression.Should().BeFalse();
    }

    [Fact]
    public void An_unmapped_code_keeps_the_phase_and_is_counted()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("Departed", 0));

        ScanVerdict verdict = rig.RecordTwice(A.Scan("?XQ7", 60));

        verdict.Unmapped.Should().BeTrue();
        verdict.PhaseAfter.Should().Be(Phase.Departed);
        rig.Decided.UnmappedCount.Should().Be(1);
        rig.Decided.Carrier.Should().Be("cainiao");
    }

    [Fact]
    public void A_return_after_delivery_begins_a_new_journey_and_a_further_scan_of_it_begins_no_other()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("Delivered", 600));

        rig.RecordTwice(A.Scan("Returning+return", 700)).PhaseAfter.Should().Be(Phase.Returning);
        rig.RecordTwice(A.Scan("Returning+again", 800));

        rig.Decided.Journey.Should().Be(1);
        rig.Milestone(MilestoneKind.Delivered)!.FirstMs.Should().Be(A.Ms(600));
        rig.Milestone(MilestoneKind.Returning)!.Count.Should().Be(2);
    }

    [Fact]
    public void A_return_that_begins_at_a_failed_attempt_turns_the_parcel_back()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("OutForDelivery", 0));

        rig.RecordTwice(A.Scan("AttemptFailed+return+reason=Refused", 60)).PhaseAfter.Should().Be(Phase.Returning);

        rig.Decided.Journey.Should().Be(1);
        rig.Decided.Reason.Should().Be((int)Reason.Refused);
    }

    [Fact]
    public void A_parcel_delivered_again_out_of_a_stopped_return_begins_its_next_return_on_an_odd_journey()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(
            A.Scan("Returning", 0), A.Scan("Exception", 60), A.Scan("Delivered", 120), A.Scan("Returning+again", 180));

        rig.Decided.Journey.Should().Be(3);
        rig.Decided.Phase.Should().Be((int)Phase.Returning);
    }

    [Fact]
    public void Scans_of_the_way_back_leave_the_milestones_of_the_way_out()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("Departed", 0), A.Scan("Delivered", 600), A.Scan("Returning", 700));

        rig.RecordEach(A.Scan("Departed+again", 800), A.Scan("Returned", 900));

        rig.Milestone(MilestoneKind.Departed)!.LastMs.Should().Be(A.Ms(0));
        rig.Milestone(MilestoneKind.Returned)!.FirstMs.Should().Be(A.Ms(900));
    }

    [Fact]
    public void A_delivery_that_was_only_to_the_pick_up_point_is_opened_again()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("Delivered", 600));

        rig.RecordTwice(A.Scan("AvailableForPickup", 620)).PhaseAfter.Should().Be(Phase.AvailableForPickup);

        rig.Milestone(MilestoneKind.Delivered).Should().BeNull("nobody has it yet");
        rig.RecordTwice(A.Scan("Delivered+again", 900)).PhaseAfter.Should().Be(Phase.Delivered);
        rig.Milestone(MilestoneKind.Delivered)!.FirstMs.Should().Be(A.Ms(900));
        rig.Decided.Journey.Should().Be(0);
    }

    [Theory]
    [InlineData("Returned")]
    [InlineData("Destroyed")]
    [InlineData("Cancelled")]
    public void A_final_phase_keeps_later_scans_and_nothing_they_say_changes_it(string final)
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan(final + "+reason=Other", 0));
        ParcelDecided before = rig.Decided;

        rig.RecordEach(A.Scan("LineHaul+delayed+held", 60), A.Scan("+customs=Held+reason=CustomsHold+action+delayed", 120));

        rig.Phase.ToString().Should().Be(final);
        rig.Decided.ScanCount.Should().Be(3);
        rig.Decided.Customs.Should().Be(0);
        rig.Decided.Reason.Should().Be(before.Reason);
        (rig.State.FlagBits & ~ParcelFlagBits.Regression).Should().Be(0);
    }

    [Fact]
    public void A_cancellation_of_what_has_moved_stops_it_and_is_not_final()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("PickedUp", 0));

        rig.RecordTwice(A.Scan("Cancelled+reason=Terminated", 60)).PhaseAfter.Should().Be(Phase.Exception);

        rig.RecordTwice(A.Scan("LineHaul", 120)).PhaseAfter.Should().Be(Phase.LineHaul);
    }

    [Fact]
    public void Silence_ends_with_any_scan_and_an_unmapped_one_brings_back_the_phase_before()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("LastMile", 0), A.Scan("Expired", 60));
        rig.Phase.Should().Be(Phase.Expired);

        rig.RecordTwice(A.Scan("?", 120)).PhaseAfter.Should().Be(Phase.LastMile);
        rig.RecordTwice(A.Scan("Expired+again", 180)).PhaseAfter.Should().Be(Phase.Expired);
        rig.RecordTwice(A.Scan("+reason=Held", 240)).PhaseAfter.Should().Be(Phase.LastMile);
        rig.RecordEach(A.Scan("Expired+again+again", 300));
        rig.RecordTwice(A.Scan("LineHaul", 360)).PhaseAfter.Should().Be(Phase.LineHaul);
    }

    [Fact]
    public void Silence_does_not_replace_a_carriers_word_that_a_parcel_is_lost()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("Lost", 0));

        rig.RecordTwice(A.Scan("Expired", 60)).PhaseAfter.Should().Be(Phase.Lost);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void An_untracked_service_is_known_from_the_registration_or_from_a_scan(bool registered, bool scanned)
    {
        ParcelRig rig = new();
        ParcelRegistered registration = ParcelRig.Registration();
        registration.UntrackedService = registered;
        rig.Turn(turn => turn.Register(registration, [], "r", 1));

        rig.RecordEach(A.Scan("Departed", 0, with: fact => fact.UntrackedService = scanned));

        (rig.State.FlagBits & ParcelFlagBits.Untracked).Should().Be(ParcelFlagBits.Untracked);
        ParcelRig.Registered().RecordEach(A.Scan("Departed", 0)).Decided.Untracked.Should().BeFalse();
    }

    [Fact]
    public void Customs_is_an_axis_of_its_own_and_follows_the_last_word()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("ImportCustoms+customs=Held+held+reason=CustomsHold+by=Customs", 0));
        rig.State.FlagBits.Should().Be(ParcelFlagBits.Held);
        rig.Decided.Responsible.Should().Be((int)Party.Customs);

        rig.RecordEach(A.Scan("LastMile", 60), A.Scan("ImportCustoms+again+customs=Released", 120));

        rig.Phase.Should().Be(Phase.LastMile, "the phase is not moved back");
        rig.Decided.Customs.Should().Be((int)CustomsStatus.Released);
        rig.Decided.Reason.Should().Be((int)Reason.None);
        rig.Decided.Held.Should().BeFalse();
    }

    [Fact]
    public void A_scan_without_a_phase_says_why_and_who_should_act()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("ImportCustoms", 0));

        rig.RecordTwice(A.Scan("+customs=PaymentDue+reason=PaymentDue+by=Recipient+action", 60)).PhaseAfter.Should().Be(Phase.ImportCustoms);

        rig.Decided.Reason.Should().Be((int)Reason.PaymentDue);
        rig.State.FlagBits.Should().Be(ParcelFlagBits.ActionRequired);
    }

    [Fact]
    public void A_delay_stays_until_delivery()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("LineHaul+delayed", 0), A.Scan("Arrived", 60));
        rig.Decided.Delayed.Should().BeTrue();

        rig.RecordEach(A.Scan("Delivered", 120));

        rig.Decided.Delayed.Should().BeFalse();
    }

    [Fact]
    public void The_leg_follows_the_phase_or_the_carriers_word()
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.RecordEach(A.Scan("InfoReceived+leg=FirstMile", 0));
        rig.Decided.Leg.Should().Be((int)Leg.None, "nobody has it yet");
        rig.RecordEach(A.Scan("PickedUp", 10));
        rig.Decided.Leg.Should().Be((int)Leg.FirstMile);
        rig.RecordEach(A.Scan("Departed", 20));
        rig.Decided.Leg.Should().Be((int)Leg.LineHaul);
        rig.RecordEach(A.Scan("Exception+leg=LastMile", 30));
        rig.Decided.Leg.Should().Be((int)Leg.LastMile);
    }

    [Theory]
    [InlineData("CN", "US", "cainiao-standard", "CN-US/cainiao-standard")]
    [InlineData("", "", "", "ZZ-ZZ/unknown")]
    [InlineData("CN", "", "", "CN-ZZ/unknown")]
    public void The_lane_names_what_is_known(string origin, string destination, string service, string lane)
    {
        ParcelRig rig = new();
        rig.Turn(turn => turn.Register(
            new ParcelRegistered { OriginCountry = origin, DestinationCountry = destination, Service = service }, [], "", 0));

        rig.State.Lane.Should().Be(lane);
        rig.Entries.Single().LaneBefore.Should().BeEmpty();
    }
}
