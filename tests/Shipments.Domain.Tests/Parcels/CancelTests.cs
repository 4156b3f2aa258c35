using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

public sealed class CancelTests
{
    public static TheoryData<Phase> Phases => [.. Enum.GetValues<Phase>().Where(phase => phase is not (Phase.None or Phase.Pending))];

    [Theory]
    [MemberData(nameof(Phases))]
    public void A_parcel_is_cancelled_before_it_moves_and_refused_after_by_the_name_of_its_phase(Phase phase)
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan(phase.ToString(), 0));
        rig.Phase.Should().Be(phase);
        bool allowed = phase is Phase.InfoReceived or Phase.Exception or Phase.Expired or Phase.Cancelled;
        int entries = rig.Entries.Count;

        Rejection rejection = Cancel(rig, out string detail);

        rejection.Should().Be(allowed ? Rejection.None : Rejection.ParcelPhase);
        rig.Phase.Should().Be(allowed ? Phase.Cancelled : phase);
        rig.Entries.Count.Should().Be(entries + (allowed && phase != Phase.Cancelled ? 1 : 0));
        if (!allowed)
            detail.Should().EndWith($"in the phase {phase}.");
    }

    [Fact]
    public void A_cancellation_says_who_and_why_and_the_second_changes_nothing()
    {
        ParcelRig rig = ParcelRig.Registered();

        Cancel(rig, out _).Should().Be(Rejection.None);

        ParcelEntry entry = rig.Entries[^1];
        (entry.PhaseBefore, entry.Decided.Phase).Should().Be(((int)Phase.Pending, (int)Phase.Cancelled));
        (rig.Decided.Reason, rig.Decided.Responsible).Should().Be(((int)Reason.CancelledBySender, (int)Party.Sender));
        rig.State.ReadScans().Select(scan => (scan.Fact.Carrier, scan.Fact.Code, scan.Fact.Text, scan.UtcMs)).Should()
            .Equal(("", "CANCELLED", "the buyer changed their mind", entry.AtMs));
        rig.Turn(turn => turn.Cancel(0, "again", out _).Should().Be(Rejection.None)).Should().BeNull();
    }

    [Fact]
    public void A_parcel_nobody_registered_is_not_found()
    {
        ParcelRig rig = new();
        Cancel(rig, out string detail).Should().Be(Rejection.ParcelNotFound);
        detail.Should().Contain("P1");
    }

    [Fact]
    public void Scans_after_a_cancellation_are_kept_and_do_not_open_it()
    {
        ParcelRig rig = ParcelRig.Registered();
        Cancel(rig, out _);

        rig.RecordTwice(A.Scan("PickedUp", 30)).Result.Should().Be(ScanResultKind.Recorded);

        rig.Phase.Should().Be(Phase.Cancelled);
        rig.Milestone(MilestoneKind.PickedUp).Should().NotBeNull();
    }

    [Fact]
    public void A_late_scan_that_shows_the_parcel_had_moved_makes_an_exception_of_it()
    {
        ParcelRig rig = ParcelRig.Registered();
        Cancel(rig, out _);

        rig.RecordTwice(A.Scan("PickedUp", -30));

        rig.Phase.Should().Be(Phase.Exception);
        rig.Decided.Reason.Should().Be((int)Reason.CancelledBySender);
    }

    [Fact]
    public void A_cancellation_stands_after_scans_dated_ahead_of_it()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("InfoReceived", 45));

        Cancel(rig, out _).Should().Be(Rejection.None);

        rig.Phase.Should().Be(Phase.Cancelled);
        rig.Decided.Regression.Should().BeFalse();
        rig.Scan(rig.State.ReadScans()[^1].Id).UtcMs.Should().Be(A.Ms(45));
    }

    [Fact]
    public void Another_version_and_a_change_earlier_in_the_turn_refuse()
    {
        ParcelRig rig = ParcelRig.Registered();

        rig.Turn(turn => turn.Cancel(2, "", out _).Should().Be(Rejection.EtagMismatch), version: 1).Should().BeNull();
        rig.Turn(turn => turn.Cancel(-1, "", out _).Should().Be(Rejection.EtagMismatch), version: 1).Should().BeNull();
        rig.Turn(
            turn =>
            {
                turn.Record([A.Scan("InfoReceived", 0)], ParcelRig.NotRouted);
                turn.Cancel(1, "", out _).Should().Be(Rejection.EtagMismatch);
            },
            version: 1);
        rig.Phase.Should().Be(Phase.InfoReceived);
        rig.Turn(turn => turn.Cancel(2, "", out _).Should().Be(Rejection.None), version: 2);
        rig.Phase.Should().Be(Phase.Cancelled);
    }

    [Fact]
    public void An_answered_request_earlier_in_the_turn_is_a_change_too()
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.Turn(
            turn =>
            {
                turn.Answer("q", 7, new byte[] { 1 });
                turn.Cancel(1, "", out _).Should().Be(Rejection.EtagMismatch);
            },
            version: 1);
        rig.Phase.Should().Be(Phase.Pending);
    }

    [Theory]
    [InlineData(ParcelBounds.ScansMax - 1, Rejection.None)]
    [InlineData(ParcelBounds.ScansMax, Rejection.ParcelScansFull)]
    public void A_parcel_full_of_scans_is_not_cancelled(int scans, Rejection expected)
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.Record([.. Enumerable.Range(0, scans).Select(i => A.Scan("InfoReceived", i / 100.0, with: fact => fact.SourceId = $"s{i}"))]);

        Cancel(rig, out _).Should().Be(expected);

        rig.Phase.Should().Be(expected == Rejection.None ? Phase.Cancelled : Phase.InfoReceived);
    }

    private static Rejection Cancel(ParcelRig rig, out string detail)
    {
        Rejection rejection = Rejection.None;
        string said = "";
        rig.Turn(turn => rejection = turn.Cancel(0, "the buyer changed their mind", out said));
        detail = said;
        return rejection;
    }
}
