using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;
using Shipments.Domain.Silence;
using Shipments.Domain.Tests.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Silence;

/// <summary>When a parcel is stalled, when it is expired, and what ends it. Times count in minutes; the table is the program's own.</summary>
public sealed class ParcelSilenceTests
{
    private const double Day = 24 * 60;

    [Fact]
    public void A_registered_parcel_wants_to_be_woken_when_it_would_be_stalled_and_each_scan_puts_that_off()
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.State.DueMs.Should().Be(A.Ms(1 + (14 * Day)), "it waits for its pick-up for 14 days");

        rig.At(100).RecordTwice(A.Scan("PickedUp", 50));
        (rig.State.DueMs, Silence(rig)).Should().Be((A.Ms(100 + (7 * Day)), new SilenceRecord { HeardMs = A.Ms(100), DueMs = A.Ms(100 + (7 * Day)) }));

        rig.At(200).RecordTwice(A.Scan("?unknown", 20));
        rig.State.DueMs.Should().Be(A.Ms(200 + (7 * Day)), "a scan that nobody can read is heard too");
    }

    [Fact]
    public void A_silent_parcel_is_stalled_then_expired_once_each()
    {
        ParcelRig rig = PickedUp();

        ParcelEntry stalled = rig.At(7 * Day).Turn(turn => turn.Wake())!;

        (rig.Phase, rig.Decided.Stalled, rig.State.FlagBits & ParcelFlagBits.Stalled).Should().Be((Phase.PickedUp, true, ParcelFlagBits.Stalled));
        stalled.PhaseBefore.Should().Be((int)Phase.PickedUp);
        Silence(rig).Should().Be(new SilenceRecord { HeardMs = A.Ms(0), DueMs = A.Ms(30 * Day), StalledMs = A.Ms(7 * Day), Rule = "picked-up" });
        rig.Turn(turn => turn.Wake()).Should().BeNull("the second time nothing changes");

        ParcelEntry expired = rig.At(30 * Day).Turn(turn => turn.Wake())!;

        (rig.Phase, rig.Decided.Stalled, rig.Decided.Reason, rig.Decided.ExpiredFrom).Should().Be((Phase.Expired, true, (int)Reason.Silence, (int)Phase.PickedUp));
        (expired.PhaseBefore, expired.Decided.Phase).Should().Be(((int)Phase.PickedUp, (int)Phase.Expired));
        Silence(rig).Should().Be(new SilenceRecord { HeardMs = A.Ms(0), StalledMs = A.Ms(7 * Day), ExpiredMs = A.Ms(30 * Day), Rule = "picked-up" });
        rig.State.DueMs.Should().Be(0);
        rig.At(90 * Day).Turn(turn => turn.Wake()).Should().BeNull("nothing is awaited any more");
    }

    [Fact]
    public void Woken_a_moment_too_early_it_does_nothing()
    {
        ParcelRig rig = PickedUp();

        rig.At((7 * Day) - 0.001).Turn(turn => turn.Wake()).Should().BeNull();
        rig.At(7 * Day).Turn(turn => turn.Wake()).Should().NotBeNull();
    }

    [Fact]
    public void After_a_long_pause_of_everything_one_entry_says_both()
    {
        ParcelRig rig = PickedUp();

        rig.At(40 * Day).Turn(turn => turn.Wake());

        (rig.Phase, rig.Decided.Stalled, rig.State.DueMs, rig.Entries.Count).Should().Be((Phase.Expired, true, 0L, 3));
    }

    [Theory]
    [InlineData("Departed", 31 * Day, Phase.Departed)]
    [InlineData("LineHaul", 31 * Day, Phase.LineHaul)]
    [InlineData("InfoReceived", -60, Phase.PickedUp)]
    [InlineData("?unknown", -60, Phase.PickedUp)]
    [InlineData("?unknown", 31 * Day, Phase.PickedUp)]
    [InlineData("+reason=Held", 31 * Day, Phase.PickedUp)]
    [InlineData("InfoReceived", 31 * Day, Phase.PickedUp)]
    [InlineData("Delivered", 31 * Day, Phase.Delivered)]
    [InlineData("Expired", 31 * Day, Phase.Expired)]
    public void Any_scan_ends_silence_whatever_time_it_tells_of(string code, double minutes, Phase phase)
    {
        ParcelRig rig = PickedUp();
        rig.At(7 * Day).Turn(turn => turn.Wake());
        ParcelRig stalled = PickedUp();
        stalled.At(7 * Day).Turn(turn => turn.Wake());
        rig.At(30 * Day).Turn(turn => turn.Wake());
        rig.Phase.Should().Be(Phase.Expired);
        ParcelRig never = PickedUp();

        rig.At(32 * Day).RecordTwice(A.Scan(code, minutes)).PhaseAfter.Should().Be(phase);
        stalled.At(32 * Day).RecordTwice(A.Scan(code, minutes));
        never.At(32 * Day).RecordTwice(A.Scan(code, minutes));

        rig.Decided.Should().Be(never.Decided, "the parcel is as if it had never been expired");
        stalled.Decided.Should().Be(never.Decided);
        rig.Decided.Stalled.Should().BeFalse();
        Silence(rig).Should().Be(Silence(never));
        rig.Entries[^2].PhaseBefore.Should().Be((int)Phase.PickedUp);
        rig.Entries[^1].PhaseBefore.Should().Be((int)Phase.Expired);
    }

    [Fact]
    public void A_repeated_scan_says_nothing_new_and_is_answered_that_the_parcel_is_expired()
    {
        ParcelRig rig = PickedUp();
        rig.At(40 * Day).Turn(turn => turn.Wake());

        ScanVerdict verdict = rig.At(41 * Day).Record(A.Scan("PickedUp", 0))[0];

        (verdict.Result, verdict.PhaseAfter, rig.Phase).Should().Be((ScanResultKind.Duplicate, Phase.Expired, Phase.Expired));
        rig.Entries.Should().HaveCount(3);
    }

    [Fact]
    public void A_scan_taken_back_and_a_richer_copy_are_heard_too()
    {
        ScanFact departed = A.Scan("Departed", 10);
        ParcelRig rig = PickedUp().At(20).RecordEach(departed);
        rig.At(80 * Day).Turn(turn => turn.Wake());
        rig.At(81 * Day).RecordTwice(A.Void(departed.Id, 81 * Day)).PhaseAfter.Should().Be(Phase.PickedUp);
        rig.State.DueMs.Should().Be(A.Ms(88 * Day));

        rig.At(120 * Day).Turn(turn => turn.Wake());
        rig.Phase.Should().Be(Phase.Expired);
        ScanFact richer = A.Scan("PickedUp", 0, with: fact => fact.Place = new PlaceRecord { City = "Shenzhen" });
        richer.Id = A.Scan("PickedUp", 0).Id;
        rig.At(121 * Day).Record(richer)[0].PhaseAfter.Should().Be(Phase.PickedUp);
        rig.State.DueMs.Should().Be(A.Ms(128 * Day));
    }

    [Theory]
    [InlineData("Delivered")]
    [InlineData("Returned")]
    [InlineData("Lost")]
    [InlineData("Destroyed")]
    [InlineData("Expired")]
    public void Where_nothing_is_awaited_nobody_wakes_it(string code)
    {
        ParcelRig rig = PickedUp().At(100).RecordEach(A.Scan(code, 90));

        (rig.State.DueMs, Silence(rig)).Should().Be((0L, (SilenceRecord?)null));
        rig.At(400 * Day).Turn(turn => turn.Wake()).Should().BeNull();
    }

    [Fact]
    public void A_cancelled_parcel_is_not_awaited_and_an_expired_one_can_be_cancelled_at_its_version()
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.At(31 * Day).Turn(turn => turn.Wake());
        rig.Phase.Should().Be(Phase.Expired);

        rig.Turn(turn => turn.Cancel(2, "", out _).Should().Be(Rejection.None), version: 2);

        (rig.Phase, rig.State.DueMs, Silence(rig)).Should().Be((Phase.Cancelled, 0L, (SilenceRecord?)null));
    }

    [Fact]
    public void A_return_after_delivery_is_awaited_anew()
    {
        ParcelRig rig = PickedUp().At(100).RecordEach(A.Scan("Delivered", 90));

        rig.At(200).RecordTwice(A.Scan("Returning+return", 190));

        rig.State.DueMs.Should().Be(A.Ms(200 + (30 * Day)));
    }

    [Fact]
    public void An_untracked_service_is_never_stalled_after_the_line_haul_began_and_expires_late()
    {
        ParcelRig rig = PickedUp();
        rig.At(50).Turn(turn => turn.Update(new ParcelRegistered { UntrackedService = true }, ParcelFields.UntrackedService, 0, out _));
        rig.State.DueMs.Should().Be(A.Ms(7 * Day), "before the line haul it is scanned as others are");

        rig.At(100).RecordTwice(A.Scan("Departed", 90));

        rig.State.DueMs.Should().Be(A.Ms(100 + (90 * Day)));
        rig.At(100 + (90 * Day)).Turn(turn => turn.Wake());
        (rig.Phase, rig.Decided.Stalled, Silence(rig)!.Rule).Should().Be((Phase.Expired, false, "untracked"));
    }

    [Fact]
    public void A_changed_service_moves_the_due_time_and_is_no_word_of_the_parcel()
    {
        ParcelRig rig = PickedUp();
        rig.At(8 * Day).Turn(turn => turn.Wake());
        ParcelRegistered untracked = new() { UntrackedService = true };
        rig.Turn(turn => turn.Update(new ParcelRegistered { Labels = { { "a", "b" } } }, ParcelFields.Labels, 0, out _))!.Silence.Should().BeNull();
        rig.Turn(turn => turn.Update(untracked, ParcelFields.UntrackedService, 0, out _));
        (rig.Decided.Stalled, Silence(rig)!.StalledMs, Silence(rig)!.DueMs).Should().Be((true, A.Ms(8 * Day), A.Ms(30 * Day)));
        rig.At(100).RecordEach(A.Scan("Departed", 90));

        rig.At(20 * Day).Turn(turn => turn.Update(new ParcelRegistered(), ParcelFields.UntrackedService, 0, out _));

        (rig.Decided.Stalled, rig.State.DueMs).Should().Be((false, A.Ms(100 + (14 * Day))), "it is due, and not stalled before it was woken");
        rig.Turn(turn => turn.Wake());
        rig.Decided.Stalled.Should().BeTrue();

        rig.Turn(turn => turn.Update(untracked, ParcelFields.UntrackedService, 0, out _));
        (rig.Decided.Stalled, rig.State.DueMs).Should().Be((false, A.Ms(100 + (90 * Day))), "of such a service the silence says nothing");
    }

    [Fact]
    public void Woken_under_longer_limits_it_only_puts_its_time_off()
    {
        ParcelRig rig = PickedUp();
        rig.Limits = new Fixed(TimeSpan.FromDays(9), TimeSpan.FromDays(20));

        ParcelEntry entry = rig.At(7 * Day).Turn(turn => turn.Wake())!;

        (entry.Decided is null, rig.State.DueMs, rig.Decided.Stalled).Should().Be((true, A.Ms(9 * Day), false));
        rig.Limits = new Fixed(null, null);
        rig.At(9 * Day).Turn(turn => turn.Wake());
        rig.State.DueMs.Should().Be(0, "nobody awaits it any more");
    }

    [Theory]
    [InlineData(1, 2, "picked-up+lane")]
    [InlineData(5, 5, "picked-up+lane")]
    [InlineData(40, 14, "picked-up+lane")]
    [InlineData(0, 7, "picked-up")]
    public void The_lanes_own_time_counts_within_the_bounds_of_the_table(int laneDays, int stalledDays, string rule)
    {
        Dwells dwells = new(laneDays == 0 ? null : TimeSpan.FromDays(laneDays));
        ParcelRig rig = ParcelRig.Registered();
        rig.Limits = new LaneSilence(SilenceTable.BuiltIn, dwells);
        rig.At(0).RecordEach(A.Scan("PickedUp", 0));

        rig.State.DueMs.Should().Be(A.Ms(stalledDays * Day));
        rig.At(stalledDays * Day).Turn(turn => turn.Wake());
        (rig.Decided.Stalled, Silence(rig)!.Rule).Should().Be((true, rule));
        dwells.Asked.Should().Be(("acme", "CN-US/cainiao-standard", MilestoneKind.PickedUp));
    }

    [Fact]
    public void The_furthest_milestone_of_the_way_out_is_the_one_it_stays_at()
    {
        Dwells dwells = new(TimeSpan.FromDays(6));
        ParcelRig rig = PickedUp().RecordEach(A.Scan("Arrived", 100), A.Scan("Departed", 50));
        rig.Limits = new LaneSilence(SilenceTable.BuiltIn, dwells);
        rig.RecordEach(A.Scan("?unknown", 120));

        dwells.Asked.Milestone.Should().Be(MilestoneKind.Arrived);
    }

    [Fact]
    public void Lanes_count_a_silent_parcel_as_expired_and_a_revived_one_as_before()
    {
        ParcelRig rig = PickedUp();
        LaneFacts before = LaneFacts.Of(rig.Decided);
        rig.At(40 * Day).Turn(turn => turn.Wake());
        LaneFacts.Of(rig.Decided).Phase.Should().Be(Phase.Expired);
        rig.RecordEach(A.Scan("?unknown", 120));
        LaneFacts.Of(rig.Decided).Phase.Should().Be(before.Phase);
    }

    private static ParcelRig PickedUp() => ParcelRig.Registered().At(0).RecordEach(A.Scan("PickedUp", 0));

    private static SilenceRecord? Silence(ParcelRig rig) => rig.State.ReadSummary().Silence;

    private sealed class Fixed(TimeSpan? stalled, TimeSpan? expired) : ISilenceLimits
    {
        public SilenceLimit Of(in SilenceTerms terms) => new(stalled, expired, "fixed");
    }

    private sealed class Dwells(TimeSpan? p90) : ILaneDwells
    {
        public (string Tenant, string Lane, MilestoneKind Milestone) Asked { get; private set; }

        public TimeSpan? P90(string tenant, string lane, MilestoneKind milestone)
        {
            Asked = (tenant, lane, milestone);
            return p90;
        }
    }
}
