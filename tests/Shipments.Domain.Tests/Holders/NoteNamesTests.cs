using Google.Protobuf;
using Shipments.Domain.Numbers;
using Shipments.Domain.Tests.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Holders;

/// <summary>What carriers name under a number that nobody holds yet: it waits for the parcel that comes to hold it.</summary>
public sealed class NoteNamesTests
{
    private const double Day = 24 * 60;
    private readonly NumberRig _rig = new();

    [Fact]
    public void Names_wait_until_a_parcel_holds_the_number_and_are_told_to_it_in_their_order()
    {
        Note("RB1", "RB2");
        Note("RB3");

        NumberEntry entry = _rig.Attach("P1", -60);

        entry.Steps.Select(step => (step.Target, step.WorkCase)).Should().Equal(("parcel/acme/P1", OutgoingStep.WorkOneofCase.NamesTold));
        entry.Steps[0].NamesTold.Number.Should().Be("LP1");
        entry.Steps[0].NamesTold.Named.Should().Equal(Name("RB1"), Name("RB2"), Name("RB3"));
        entry.NamedDropped.Should().Equal("RB1", "RB2", "RB3");
        _rig.Record.Named.Should().BeEmpty();
        _rig.Attach("P2", -60).Steps.Should().NotContain(step => step.NamesTold != null, "what was told is kept no longer");
    }

    [Fact]
    public void A_known_name_changes_nothing_and_neither_does_the_number_itself_nor_none()
    {
        Note("RB1", "RB1")!.Named.Should().ContainSingle();
        _rig.Clock = 5;

        Note("RB1", "LP1").Should().BeNull();
        Note().Should().BeNull();

        _rig.Record.Named.Should().Equal(new NamedNumber { Number = Name("RB1"), NotedMs = A.Ms(0) });
    }

    [Fact]
    public void Parcels_that_hold_the_number_when_the_names_come_are_told_at_once_and_nothing_is_kept()
    {
        _rig.Attach("P0", -90, -80);
        _rig.Attach("P1", -60);
        _rig.Attach("P2", -50);

        NumberEntry entry = Note("RB1")!;

        entry.Steps.Select(step => step.Target).Should().Equal("parcel/acme/P1", "parcel/acme/P2");
        entry.Steps.Should().OnlyContain(step => step.NamesTold.Named.Single().Number == "RB1");
        (entry.Named.Count, _rig.Record.Named.Count).Should().Be((0, 0));
    }

    [Fact]
    public void A_name_that_is_kept_for_another_time_is_told_at_once_to_who_holds_the_number_now()
    {
        Note("RB1");
        _rig.Attach("P1", 10);
        _rig.Clock = 20;

        Note("RB1")!.Steps.Should().ContainSingle().Which.NamesTold.Named.Should().Equal(Name("RB1"));

        _rig.Record.Named.Should().ContainSingle("nobody held the number when it was named first");
    }

    [Theory]
    [InlineData(-10, 0, true)]
    [InlineData(0, 0, true)]
    [InlineData(0.001, 0, false)]
    [InlineData(-10, 0.001, true)]
    [InlineData(-10, -5, false)]
    public void Names_are_of_the_parcel_that_held_the_number_when_they_came(double from, double to, bool isTold)
    {
        Note("RB1");

        _rig.Attach("P1", from, to).Steps.Any(step => step.NamesTold is not null).Should().Be(isTold);

        _rig.Record.Named.Should().HaveCount(isTold ? 0 : 1);
    }

    [Fact]
    public void A_window_that_opens_again_gets_what_was_named_in_it()
    {
        _rig.Attach("P1", -60);
        _rig.Attach("P2", -30, -20, stated: true);
        Note("RB1");

        NumberEntry entry = _rig.Turn(turn => turn.HeedDetach("parcel/acme/P2", 9, 0, new DetachNumber { Parcel = "P2" }))!;

        entry.Steps.Single(step => step.NamesTold is not null).Target.Should().Be("parcel/acme/P1");
    }

    [Fact]
    public void Names_and_their_parcel_in_one_turn_leave_only_the_step()
    {
        NumberEntry entry = _rig.Turn(turn =>
        {
            turn.NoteNames([Name("RB1")], out _);
            turn.HeedAttach("parcel/acme/P1", 1, 0, new AttachNumber { Parcel = "P1", FromMs = A.Ms(-60) });
        })!;

        (entry.Named.Count, entry.NamedDropped.Count).Should().Be((0, 0));
        entry.Steps.Should().ContainSingle(step => step.NamesTold != null);
    }

    [Fact]
    public void Thirty_two_names_wait_at_most_and_what_is_past_them_is_refused_whole()
    {
        Note([.. Enumerable.Range(1, NumberBounds.NamesMax - 1).Select(i => $"N{i}")]);

        _rig.Turn(turn =>
        {
            turn.NoteNames([Name("A"), Name("B")], out string detail).Should().Be(Rejection.NumberNamesFull);
            detail.Should().Be("33 further numbers would be named under 'LP1'; 32 is the most.");
        }).Should().BeNull();
        Note("A").Should().NotBeNull();
        _rig.Turn(turn => turn.NoteNames([Name("B")], out _).Should().Be(Rejection.NumberNamesFull)).Should().BeNull();
        Note("A", "N1").Should().BeNull("both are known");
    }

    [Theory]
    [InlineData(NumberBounds.NamesMax, Rejection.None)]
    [InlineData(NumberBounds.NamesMax + 1, Rejection.NumberNamesFull)]
    public void Holders_are_told_thirty_two_names_at_once_at_most(int count, Rejection expected)
    {
        _rig.Attach("P1", -60);

        _rig.Turn(turn => turn.NoteNames([.. Enumerable.Range(0, count).Select(i => Name($"N{i}"))], out _).Should().Be(expected));

        _rig.Entries[^1].Steps.Count(step => step.NamesTold is not null).Should().Be(expected == Rejection.None ? 1 : 0);
    }

    [Theory]
    [InlineData(0, Rejection.TenantHeldFull)]
    [InlineData(1, Rejection.None)]
    public void The_first_name_of_a_number_takes_of_the_tenants_room(int room, Rejection expected)
    {
        _rig.Room = room;

        _rig.Turn(turn =>
        {
            turn.NoteNames([Name("RB1")], out string detail).Should().Be(expected);
            (detail.Length == 0).Should().Be(expected == Rejection.None);
            turn.Route([NumberRig.Scan("Departed", 0)])[0].Rejection.Should().Be(Rejection.TenantHeldFull, "there is no room left in either case");
        });
    }

    [Fact]
    public void A_number_that_waits_already_takes_names_without_room()
    {
        _rig.Route(NumberRig.Scan("Departed", 0));
        _rig.Room = 0;

        Note("RB1").Should().NotBeNull();
        Note("RB2").Should().NotBeNull();
    }

    [Theory]
    [InlineData(30 * Day, true)]
    [InlineData((30 * Day) - 0.001, false)]
    public void Names_nobody_wanted_for_thirty_days_are_let_go(double minutes, bool isGone)
    {
        Note("RB1");
        _rig.State.DueMs.Should().Be(A.Ms(30 * Day));
        _rig.Clock = minutes;

        NumberEntry? entry = _rig.Turn(turn => turn.Expire());

        string[] dropped = isGone ? ["RB1"] : [];
        (entry?.NamedDropped ?? []).Should().Equal(dropped);
        _rig.State.DueMs.Should().Be(isGone ? 0 : A.Ms(30 * Day));
        _rig.Turn(turn => turn.Expire()).Should().BeNull();
    }

    [Fact]
    public void A_number_is_due_with_what_waits_longest_scans_or_names()
    {
        _rig.Clock = 10;
        Note("RB1");
        _rig.State.DueMs.Should().Be(A.Ms(10 + (30 * Day)));
        _rig.Clock = 5;

        _rig.Route(NumberRig.Scan("Departed", 0));

        _rig.State.DueMs.Should().Be(A.Ms(5 + (30 * Day)));
        _rig.Clock = 5 + (30 * Day);
        _rig.Turn(turn => turn.Expire())!.Expired.Should().HaveCount(1);
        _rig.State.DueMs.Should().Be(A.Ms(10 + (30 * Day)), "the name waits five minutes more");
    }

    [Fact]
    public void Names_told_to_a_parcel_that_gave_the_number_up_wait_again()
    {
        Note("RB1");
        NumberEntry told = _rig.Attach("P1", -60);
        _rig.Turn(turn => turn.HeedDetach("parcel/acme/P1", 9, 0, new DetachNumber { Parcel = "P1" }));
        OutgoingStep step = told.Steps.Single(step => step.NamesTold is not null);

        _rig.Turn(turn => turn.StepAnswered(2, 1, step, nameof(Rejection.NotMine)))!.Named.Single().Number.Should().Be(Name("RB1"));
        _rig.Turn(turn => turn.StepAnswered(2, 1, step, nameof(Rejection.NotMine))).Should().BeNull("the second time nothing changes");

        _rig.Attach("P2", -60).Steps.Single(next => next.NamesTold is not null).Target.Should().Be("parcel/acme/P2");
    }

    [Fact]
    public void Names_that_a_full_parcel_refused_do_not_come_back()
    {
        Note("RB1");
        NumberEntry told = _rig.Attach("P1", -60);
        OutgoingStep step = told.Steps.Single(step => step.NamesTold is not null);

        NumberEntry answered = _rig.Turn(turn => turn.StepAnswered(2, 1, step, nameof(Rejection.ParcelNumbersFull)))!;

        answered.Answered.Should().ContainSingle().Which.Refused.Should().Be(nameof(Rejection.ParcelNumbersFull));
        (answered.Named.Count, _rig.Record.Named.Count).Should().Be((0, 0));
    }

    [Fact]
    public void A_row_before_there_were_names_reads_as_one_without()
    {
        NumberState.Decode(new NumberStateRecord { CreatedMs = 1 }.ToByteArray()).DueMs.Should().Be(0);
    }

    private static ParcelNumber Name(string number) => ParcelRig.Number(number);

    private NumberEntry? Note(params string[] numbers) =>
        _rig.Turn(turn => turn.NoteNames([.. numbers.Select(Name)], out _).Should().Be(Rejection.None));
}
