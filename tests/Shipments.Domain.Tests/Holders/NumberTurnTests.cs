using System.Text;
using Google.Protobuf;
using Shipments.Domain.Numbers;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Holders;

public sealed class NumberTurnTests
{
    private const double Day = 24 * 60;

    [Fact]
    public void The_first_holder_has_what_it_asked_for_and_is_not_told()
    {
        NumberRig rig = new();

        NumberEntry entry = rig.Attach("P1", -60);

        entry.Holders.Version.Should().Be(1);
        Windows(rig).Should().Equal(("P1", A.Ms(-60), 0, false));
        entry.Steps.Should().BeEmpty();
        rig.Record.Issuer.Should().Be("cainiao");
    }

    [Fact]
    public void A_holder_that_comes_back_is_told_what_it_holds_even_when_that_is_what_it_asked_for()
    {
        NumberRig rig = new();
        rig.Attach("P1", -60);
        rig.Turn(turn => turn.HeedDetach("parcel/acme/P1", 8, 0, new DetachNumber { Parcel = "P1", Number = "LP1" }));

        NumberEntry entry = rig.Turn(turn => turn.HeedAttach("parcel/acme/P1", 9, 0, new AttachNumber { Parcel = "P1", FromMs = A.Ms(5) }))!;

        entry.Steps.Should().ContainSingle().Which.HoldersChanged.Should().Be(
            new HoldersChanged { Number = "LP1", Version = 3, FromMs = A.Ms(5) }, "what was said before may still be under way");
        entry.Steps[0].Target.Should().Be("parcel/acme/P1");
    }

    [Fact]
    public void The_same_parcel_again_changes_nothing()
    {
        NumberRig rig = new();
        rig.Attach("P1", -60);

        rig.Turn(turn => turn.HeedAttach("parcel/acme/P1", 9, 0, new AttachNumber { Parcel = "P1", FromMs = A.Ms(5) })).Should().BeNull();
    }

    [Fact]
    public void A_new_holder_whose_begin_was_stated_closes_the_window_before()
    {
        NumberRig rig = new();
        rig.Attach("P1", -60);

        NumberEntry entry = rig.Attach("P2", 500, stated: true);

        Windows(rig).Should().Equal(("P1", A.Ms(-60), A.Ms(500), false), ("P2", A.Ms(500), 0, false));
        entry.Steps.Select(step => (step.Target, step.HoldersChanged.ToMs)).Should().Equal(("parcel/acme/P1", A.Ms(500)), ("parcel/acme/P2", 0));
    }

    [Theory]
    [InlineData(365 * Day, true)]
    [InlineData((365 * Day) - 1, false)]
    public void A_new_holder_after_twelve_months_holds_a_number_issued_anew_and_before_that_it_is_shared(double minutes, bool isReuse)
    {
        NumberRig rig = new();
        rig.Attach("P1", 0);

        rig.Attach("P2", minutes);

        Windows(rig).Should().Equal(("P1", A.Ms(0), isReuse ? A.Ms(minutes) : 0, !isReuse), ("P2", A.Ms(minutes), 0, !isReuse));
    }

    [Fact]
    public void Only_parcels_whose_window_or_sharing_changed_are_told()
    {
        NumberRig rig = new();
        rig.Attach("P1", 0, 100);
        rig.Attach("P2", 200);

        NumberEntry entry = rig.Attach("P3", 300);

        entry.Steps.Select(step => step.Target).Should().Equal("parcel/acme/P2", "parcel/acme/P3");
        rig.Record.Holders.Select(holder => holder.Shared).Should().Equal(false, true, true);
    }

    [Fact]
    public void A_third_holder_makes_those_that_share_already_give_what_they_have()
    {
        NumberRig rig = new();
        rig.Attach("P1", 0);
        rig.Attach("P2", 50);

        rig.Attach("P3", 100).Steps.Select(step => (step.Target, step.HoldersChanged.Version, step.HoldersChanged.Shared)).Should()
            .Equal(("parcel/acme/P1", 3, true), ("parcel/acme/P2", 3, true), ("parcel/acme/P3", 3, true));
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(99, true)]
    public void Windows_that_touch_do_not_overlap(double from, bool isShared)
    {
        NumberRig rig = new();
        rig.Attach("P1", 0, 100);
        rig.Attach("P2", from, 200);

        rig.Record.Holders.Should().OnlyContain(holder => holder.Shared == isShared);
    }

    [Fact]
    public void A_number_has_thirty_two_holders_at_most()
    {
        NumberRig rig = new();
        for (int i = 0; i < NumberBounds.HoldersMax; i++)
            rig.Attach($"P{i}", i * 10, (i * 10) + 5);

        rig.Turn(turn => turn.HeedAttach("parcel/acme/Q", 1, 0, new AttachNumber { Parcel = "Q" }).Should().Be(Rejection.NumberHoldersFull))
            .Should().BeNull();
    }

    [Fact]
    public void A_scan_goes_to_every_holder_whose_window_contains_it_and_nothing_is_journaled()
    {
        NumberRig rig = new();
        rig.Attach("P1", 0, 100);
        rig.Attach("P2", 50, 200);
        int entries = rig.Entries.Count;

        rig.Route(NumberRig.Scan("Departed", 10)).Parcels.Should().Equal("P1");
        rig.Route(NumberRig.Scan("Departed", 60)).Parcels.Should().Equal("P1", "P2");
        rig.Route(A.Unzoned("Departed", 300)).Parcels.Should().Equal("P1", "P2");

        rig.Entries.Should().HaveCount(entries);
        rig.Turn(turn => (turn.HoldersVersion, turn.Holders.Count).Should().Be((2, 2)));
    }

    [Fact]
    public void A_scan_of_nobody_is_held_once_and_a_richer_copy_is_kept()
    {
        NumberRig rig = new();
        ScanFact scan = NumberRig.Scan("Departed", 0);

        rig.Route(scan).Kind.Should().Be(RouteKind.Held);
        rig.Route(scan).Kind.Should().Be(RouteKind.Duplicate);
        rig.Route(NumberRig.Scan("Departed", 0, fact => fact.Text = "more")).Kind.Should().Be(RouteKind.Held);

        rig.State.HeldCount.Should().Be(1);
        rig.Record.Held.Single().Scan.Text.Should().Be("more");
        rig.State.DueMs.Should().Be(A.Ms(30 * Day));
    }

    [Fact]
    public void Held_scans_go_to_the_holder_that_comes_and_are_let_go_when_it_answered()
    {
        NumberRig rig = new();
        ScanFact inside = NumberRig.Scan("Departed", 0);
        ScanFact outside = NumberRig.Scan("Departed", -500);
        rig.Route(inside);
        rig.Route(outside);

        NumberEntry entry = rig.Attach("P1", -60);

        entry.Steps.Should().ContainSingle().Which.TakeScans.Scans.Should().Equal(inside);
        rig.Record.Held.Single(held => held.Scan.Id == inside.Id).HandedTo.Should().Equal("P1");
        rig.AnswerAll(entry);
        rig.Record.Held.Select(held => held.Scan.Id).Should().Equal(outside.Id);
        rig.Entries[^1].Released.Should().Equal(inside.Id);
        rig.Record.Recent.Should().Equal(inside.Id);
    }

    [Fact]
    public void Scans_of_a_shared_number_are_let_go_when_every_parcel_answered()
    {
        NumberRig rig = new();
        rig.Route(NumberRig.Scan("Departed", 100));
        NumberEntry first = rig.Attach("P1", 0);
        NumberEntry second = rig.Attach("P2", 50);

        rig.AnswerAll(first);
        rig.State.HeldCount.Should().Be(1);
        rig.Record.Held[0].HandedTo.Should().Equal("P2");
        rig.AnswerAll(second);
        rig.State.HeldCount.Should().Be(0);
    }

    [Fact]
    public void A_step_refused_for_good_is_journaled_once_and_its_scans_are_let_go()
    {
        NumberRig rig = new();
        rig.Route(NumberRig.Scan("Departed", 0));
        NumberEntry entry = rig.Attach("P1", -60);

        rig.AnswerAll(entry, refused: "no such parcel");

        rig.State.HeldCount.Should().Be(0);
        rig.Entries.SelectMany(known => known.Answered).Should().ContainSingle().Which.Refused.Should().Be("no such parcel");
    }

    [Fact]
    public void A_scan_that_was_handed_out_is_not_held_again()
    {
        NumberRig rig = new();
        ScanFact scan = A.Unzoned("Departed", 0);
        rig.Route(scan);
        rig.AnswerAll(rig.Attach("P1", 0, 60));
        rig.Turn(turn => turn.Route([NumberRig.Scan("Arrived", 3_000)]));
        ScanFact known = scan.Clone();
        known.Time = A.Scan("Departed", 120).Time;

        rig.Route(known).Kind.Should().Be(RouteKind.Duplicate, "its id went out lately, though its time is nobody's now");
    }

    [Fact]
    public void The_last_two_hundred_and_fifty_six_ids_handed_out_are_remembered()
    {
        NumberRig rig = new();
        ScanFact[] scans = [.. Enumerable.Range(0, NumberBounds.HeldMax).Select(i => NumberRig.Scan("LineHaul", i))];
        rig.Turn(turn => turn.Route(scans));
        rig.AnswerAll(rig.Attach("P1", 0, 900));
        rig.Record.Recent.Should().HaveCount(NumberBounds.RecentMax);
        rig.Route(NumberRig.Scan("LineHaul", 2_000));

        rig.AnswerAll(rig.Attach("P2", 1_000));

        rig.Record.Recent.Should().HaveCount(NumberBounds.RecentMax);
        rig.Record.Recent[^1].Should().Be(NumberRig.Scan("LineHaul", 2_000).Id);
    }

    [Fact]
    public void Two_hundred_and_fifty_six_scans_wait_at_most()
    {
        NumberRig rig = new();
        rig.Turn(turn => turn.Route([.. Enumerable.Range(0, NumberBounds.HeldMax).Select(i => NumberRig.Scan("LineHaul", i))])
            .Should().OnlyContain(verdict => verdict.Kind == RouteKind.Held));

        rig.Route(NumberRig.Scan("LineHaul", -1)).Rejection.Should().Be(Rejection.NumberHeldFull);
        rig.Route(NumberRig.Scan("LineHaul", 0)).Kind.Should().Be(RouteKind.Duplicate);
    }

    [Fact]
    public void A_tenant_has_no_more_held_than_its_room()
    {
        NumberRig rig = new() { Room = 2 };

        rig.Turn(turn => turn.Route([NumberRig.Scan("LineHaul", 0), NumberRig.Scan("LineHaul", 0), NumberRig.Scan("LineHaul", 1), NumberRig.Scan("LineHaul", 2)])
            .Select(verdict => (verdict.Kind, verdict.Rejection)).Should().Equal(
                (RouteKind.Held, Rejection.None), (RouteKind.Duplicate, Rejection.None), (RouteKind.Held, Rejection.None),
                (RouteKind.Refused, Rejection.TenantHeldFull)));
    }

    [Fact]
    public void A_time_out_of_bounds_is_refused() =>
        new NumberRig().Route(NumberRig.Scan("LineHaul", 0, fact => fact.ReceivedMs = A.Ms(-2 * Day))).Rejection.Should().Be(Rejection.ScanTime);

    [Theory]
    [InlineData(30 * Day, true)]
    [InlineData((30 * Day) - 0.001, false)]
    public void A_scan_nobody_wanted_for_thirty_days_is_let_go(double minutes, bool isGone)
    {
        NumberRig rig = new();
        ScanFact scan = NumberRig.Scan("Departed", 0);
        rig.Route(scan);
        rig.Clock = minutes;

        NumberEntry? entry = rig.Turn(turn => turn.Expire());

        (entry?.Expired ?? []).Should().Equal(isGone ? [scan.Id] : []);
        rig.State.HeldCount.Should().Be(isGone ? 0 : 1);
        rig.Turn(turn => turn.Expire()).Should().BeNull();
    }

    [Fact]
    public void A_scan_on_its_way_to_a_parcel_does_not_expire()
    {
        NumberRig rig = new();
        rig.Route(NumberRig.Scan("Departed", 0));
        rig.Attach("P1", -60);
        rig.Clock = 40 * Day;

        rig.Turn(turn => turn.Expire()).Should().BeNull();
        rig.State.DueMs.Should().Be(0);
    }

    [Fact]
    public void Scans_given_back_go_to_the_other_holders_of_their_time()
    {
        NumberRig rig = new();
        rig.Attach("P1", 0);
        rig.Attach("P2", 50);
        ScanFact scan = NumberRig.Scan("Departed", 100);

        NumberEntry entry = rig.Return("P1", scan)!;

        entry.Steps.Should().ContainSingle().Which.Target.Should().Be("parcel/acme/P2");
        rig.Record.Held.Single().HandedTo.Should().Equal("P2");
        rig.AnswerAll(entry);
        rig.State.HeldCount.Should().Be(0);
    }

    [Fact]
    public void A_scan_given_back_that_is_the_senders_alone_stays_with_it()
    {
        NumberRig rig = new();
        rig.Attach("P1", 0);
        rig.Attach("P2", 50);

        rig.Return("P1", NumberRig.Scan("Departed", 10))!.Steps.Should().BeEmpty();

        rig.State.HeldCount.Should().Be(0);
    }

    [Fact]
    public void A_scan_given_back_that_is_nobodys_is_held_even_past_the_bound()
    {
        NumberRig rig = new();
        rig.Attach("P1", 0, 100);
        rig.Turn(turn => turn.Route([.. Enumerable.Range(0, NumberBounds.HeldMax).Select(i => NumberRig.Scan("LineHaul", 200 + i))]));

        rig.Return("P1", NumberRig.Scan("Departed", 150));

        rig.State.HeldCount.Should().Be(NumberBounds.HeldMax + 1);
    }

    [Theory]
    [InlineData(NumberBounds.StepScansMax, 1)]
    [InlineData(NumberBounds.StepScansMax + 1, 2)]
    public void One_step_hands_out_a_hundred_scans_at_most(int count, int steps)
    {
        NumberRig rig = new();
        rig.Turn(turn => turn.Route([.. Enumerable.Range(0, count).Select(i => NumberRig.Scan("LineHaul", i))]));

        rig.Attach("P1", -60).Steps.Count(step => step.TakeScans is not null).Should().Be(steps);
    }

    [Fact]
    public void Requests_are_answered_again()
    {
        NumberRig rig = new();
        rig.Turn(turn => turn.Answer("q", 7, Encoding.UTF8.GetBytes("reply")));

        rig.Turn(turn =>
        {
            turn.TryAnswered("q", 7, out ReadOnlyMemory<byte> answer, out _).Should().BeTrue();
            Encoding.UTF8.GetString(answer.Span).Should().Be("reply");
            turn.TryAnswered("q", 8, out _, out bool reused).Should().BeFalse();
            reused.Should().BeTrue();
        }).Should().BeNull();
    }

    [Fact]
    public void A_row_that_is_none_is_never_an_empty_state()
    {
        Action empty = () => NumberState.Decode(ReadOnlyMemory<byte>.Empty);
        Action torn = () => NumberState.Decode(new byte[] { 0xff, 0xff });
        Action entry = () => NumberReplay.Apply(NumberState.Empty, new byte[] { 0xff });
        Action young = () => NumberState.Decode(new NumberStateRecord { Issuer = "x" }.ToByteArray());
        empty.Should().Throw<UnreadableStateException>();
        torn.Should().Throw<UnreadableStateException>();
        entry.Should().Throw<UnreadableStateException>();
        young.Should().Throw<UnreadableStateException>();
    }

    private static IEnumerable<(string Parcel, long FromMs, long ToMs, bool Shared)> Windows(NumberRig rig) =>
        rig.Record.Holders.Select(holder => (holder.Parcel, holder.FromMs, holder.ToMs, holder.Shared));
}
