using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

/// <summary>What a parcel makes of its numbers: whose a scan is, and what happens when the number decides otherwise.</summary>
public sealed class ParcelNumbersTests
{
    private const string Source = "number/acme/LP1";

    [Fact]
    public void Linked_numbers_are_attached_and_known_ones_change_nothing()
    {
        ParcelRig rig = ParcelRig.Registered(ParcelRig.Number("LP1"));

        ParcelEntry entry = rig.Turn(turn => turn.LinkNumbers([ParcelRig.Number("LP1", 9), ParcelRig.Number("RB2")], out _))!;

        entry.Steps.Should().ContainSingle().Which.AttachNumber.Number.Should().Be("RB2");
        rig.Turn(turn => turn.LinkNumbers([ParcelRig.Number("RB2")], out _)).Should().BeNull();
    }

    [Fact]
    public void Numbers_past_the_most_are_refused_whole()
    {
        ParcelRig rig = ParcelRig.Registered([.. Enumerable.Range(1, ParcelBounds.NumbersMax - 1).Select(i => ParcelRig.Number($"N{i}"))]);

        rig.Turn(turn =>
        {
            turn.LinkNumbers([ParcelRig.Number("A"), ParcelRig.Number("B")], out string detail).Should().Be(Rejection.ParcelNumbersFull);
            detail.Should().Contain("33");
        }).Should().BeNull();
        rig.Turn(turn => turn.LinkNumbers([ParcelRig.Number("A")], out _).Should().Be(Rejection.None)).Should().NotBeNull();
    }

    [Theory]
    [InlineData(-60, ScanResultKind.Recorded)]
    [InlineData(-60.5, ScanResultKind.Refused)]
    [InlineData(999.9, ScanResultKind.Recorded)]
    [InlineData(1_000, ScanResultKind.Refused)]
    public void A_scan_under_a_number_is_mine_within_its_window(double minutes, ScanResultKind expected)
    {
        ParcelRig rig = ParcelRig.Registered(ParcelRig.Number("LP1", -60, 1_000));

        ScanVerdict verdict = rig.RecordTwice(Under("LP1", "Departed", minutes));

        verdict.Result.Should().Be(expected);
        verdict.Rejection.Should().Be(expected == ScanResultKind.Refused ? Rejection.NotMine : Rejection.None);
    }

    [Fact]
    public void An_interval_is_mine_when_any_of_it_is()
    {
        ParcelRig rig = ParcelRig.Registered(ParcelRig.Number("LP1", 0, 1_000));

        Unzoned(-12 * 60).Result.Should().Be(ScanResultKind.Recorded, "12 h after it the window begins");
        Unzoned((-12 * 60) - 1).Rejection.Should().Be(Rejection.NotMine);
        Unzoned(999 + (14 * 60)).Result.Should().Be(ScanResultKind.Recorded, "14 h before it the window is still open");
        Unzoned(1_000 + (14 * 60)).Rejection.Should().Be(Rejection.NotMine);

        ScanVerdict Unzoned(double minutes) => rig.RecordTwice(A.Unzoned("Departed", minutes, fact =>
        {
            fact.Number = "LP1";
            fact.ReceivedMs = A.Ms(1_000);
        }));
    }

    [Fact]
    public void A_number_I_do_not_have_is_not_mine_unless_the_number_itself_named_me()
    {
        ParcelRig rig = ParcelRig.Registered();
        ScanFact scan = Under("LP9", "Departed", 0);
        rig.RecordTwice(scan).Rejection.Should().Be(Rejection.NotMine);

        Routed(rig, scan, "LP9", 1).Result.Should().Be(ScanResultKind.Recorded);
    }

    [Fact]
    public void A_number_that_said_something_newer_is_believed_and_one_that_did_not_is_not()
    {
        ParcelRig rig = Holding(version: 3, from: 0, to: 100, shared: false);
        ScanFact outside = Under("LP1", "Departed", 200);

        Routed(rig, outside, "LP1", 3).Rejection.Should().Be(Rejection.NotMine);
        Routed(rig, outside, "LP1", 4).Result.Should().Be(ScanResultKind.Recorded);
    }

    [Fact]
    public void A_shared_number_is_mine_only_when_the_number_named_me_for_this_request()
    {
        ParcelRig rig = Holding(version: 3, from: 0, to: 0, shared: true);
        ScanFact scan = Under("LP1", "Departed", 50);

        rig.RecordTwice(scan).Rejection.Should().Be(Rejection.NotMine);
        Routed(rig, scan, "LP1", 2).Rejection.Should().Be(Rejection.NotMine, "it was named before the last change of the holders");
        Routed(rig, scan, "LP1", 3).Result.Should().Be(ScanResultKind.Recorded);
    }

    [Fact]
    public void A_refused_attachment_is_journaled_once_and_its_number_is_not_mine()
    {
        ParcelRig rig = ParcelRig.Registered(ParcelRig.Number("LP1"));
        AttachNumber step = rig.Entries[0].Steps[0].AttachNumber;

        rig.Turn(turn => turn.StepAnswered(1, 0, step, "")).Should().BeNull("done changes nothing");
        rig.Turn(turn => turn.StepAnswered(1, 0, step, "full"))!.StepsRefused.Should()
            .Equal(new StepRefused { Version = 1, Ordinal = 0, Reason = "full" });
        rig.Turn(turn => turn.StepAnswered(1, 0, step, "full")).Should().BeNull();

        rig.State.ReadRecord().Numbers.Single().Refused.Should().Be("full");
        rig.RecordTwice(Under("LP1", "Departed", 0)).Rejection.Should().Be(Rejection.NotMine);
    }

    [Fact]
    public void Holders_are_heeded_once_and_what_is_not_newer_changes_nothing()
    {
        ParcelRig rig = Holding(version: 3, from: 0, to: 100, shared: false);

        rig.Turn(turn => turn.HeedHolders(Source, 3, 0, Holders(3, 0, 100, false))).Should().BeNull();
        rig.Turn(turn => turn.HeedHolders(Source, 4, 0, Holders(2, 0, 50, true))).Should().BeNull();
        rig.Turn(turn =>
        {
            turn.HasHeeded(Source, 3, 0).Should().BeTrue();
            turn.HasHeeded(Source, 2, 9).Should().BeTrue();
            turn.HasHeeded(Source, 3, 1).Should().BeFalse();
            turn.HasHeeded("number/acme/other", 1, 0).Should().BeFalse();
            turn.HeedHolders("number/acme/LP7", 1, 0, new HoldersChanged { Number = "LP7", Version = 1 }).Should().Be(Rejection.None);
        }).Should().BeNull();
    }

    [Fact]
    public void Scans_outside_the_window_leave_and_go_to_the_number_and_the_state_is_as_if_they_had_never_come()
    {
        ParcelRig rig = ParcelRig.Registered(ParcelRig.Number("LP1"));
        ScanFact mine = Under("LP1", "Departed", 0);
        ScanFact others = Under("LP1", "Delivered", 500);
        rig.RecordEach(mine, others);

        ParcelEntry entry = rig.Turn(turn => turn.HeedHolders(Source, 2, 0, Holders(2, -60, 100, false)))!;

        entry.Rerouted.Should().ContainSingle().Which.Removed.Should().Equal(others.Id);
        entry.Rerouted[0].Scans.Should().Equal(others);
        entry.Steps.Should().ContainSingle().Which.ReturnScans.Should()
            .Be(new ReturnScans { Number = "LP1", Parcel = "P1", Scans = { others } });
        entry.Steps[0].Target.Should().Be(Source);
        entry.PhaseBefore.Should().Be((int)Phase.Delivered);
        rig.Phase.Should().Be(Phase.Departed);
        rig.State.ReadScans().Select(scan => scan.Id).Should().Equal(mine.Id);
        rig.Turn(turn => turn.HeedHolders(Source, 2, 0, Holders(2, -60, 100, false))).Should().BeNull();
    }

    [Fact]
    public void Scans_of_a_number_that_is_shared_now_stay_and_go_to_the_number_too()
    {
        ParcelRig rig = ParcelRig.Registered(ParcelRig.Number("LP1"));
        ScanFact scan = Under("LP1", "Departed", 0);
        rig.RecordEach(scan);

        ParcelEntry entry = rig.Turn(turn => turn.HeedHolders(Source, 2, 0, Holders(2, -60, 0, true)))!;

        entry.Rerouted[0].Removed.Should().BeEmpty();
        entry.Steps[0].ReturnScans.Scans.Should().Equal(scan);
        rig.Phase.Should().Be(Phase.Departed);
    }

    [Fact]
    public void A_scan_that_also_came_another_way_stays()
    {
        ParcelRig rig = ParcelRig.Registered(ParcelRig.Number("LP1"));
        ScanFact named = A.Scan("Departed", 0);
        rig.RecordEach(Under("LP1", "Departed", 0));
        rig.RecordTwice(named).Result.Should().Be(ScanResultKind.Merged);
        rig.Scan(named.Id).Ways.Should().Equal("", "LP1");

        ParcelEntry entry = rig.Turn(turn => turn.HeedHolders(Source, 2, 0, Holders(2, 100, 0, false)))!;

        entry.Rerouted[0].Removed.Should().BeEmpty();
        entry.Steps[0].ReturnScans.Scans.Should().ContainSingle().Which.Number.Should().Be("LP1");
        rig.Scan(named.Id).Fact.Number.Should().BeEmpty();
        rig.Phase.Should().Be(Phase.Departed);
    }

    [Theory]
    [InlineData(ParcelBounds.StepScansMax, 1)]
    [InlineData(ParcelBounds.StepScansMax + 1, 2)]
    public void One_step_hands_back_a_hundred_scans_at_most(int count, int steps)
    {
        ParcelRig rig = ParcelRig.Registered(ParcelRig.Number("LP1"));
        rig.Record([.. Enumerable.Range(0, count).Select(i => Under("LP1", "LineHaul", i))]);

        ParcelEntry entry = rig.Turn(turn => turn.HeedHolders(Source, 2, 0, Holders(2, -60, 0, true)))!;

        entry.Steps.Should().HaveCount(steps);
        entry.Steps.Sum(step => step.ReturnScans.Scans.Count).Should().Be(count);
    }

    [Fact]
    public void Scans_that_a_number_hands_over_are_taken_once()
    {
        ParcelRig rig = ParcelRig.Registered(ParcelRig.Number("LP1"));
        TakeScans step = new() { Number = "LP1", Scans = { Under("LP1", "Departed", 0), Under("LP1", "Arrived", 50) } };

        IReadOnlyList<ScanVerdict> verdicts = [];
        rig.Turn(turn => turn.HeedScans(Source, 1, 1, step, out verdicts).Should().Be(Rejection.None)).Should().NotBeNull();
        verdicts.Select(verdict => verdict.Result).Should().Equal(ScanResultKind.Recorded, ScanResultKind.Recorded);
        rig.Turn(turn =>
        {
            turn.HasHeeded(Source, 1, 1).Should().BeTrue();
            turn.HeedScans(Source, 1, 1, step, out verdicts).Should().Be(Rejection.None);
        }).Should().BeNull();
        verdicts.Should().BeEmpty();
        rig.Turn(turn => turn.HeedScans(Source, 2, 0, step, out verdicts)).Should().BeNull("all of it is known");
        verdicts.Should().OnlyContain(verdict => verdict.Result == ScanResultKind.Duplicate);
    }

    [Fact]
    public void Scans_of_a_number_I_do_not_have_are_refused()
    {
        ParcelRig.Registered().Turn(turn =>
            turn.HeedScans(Source, 1, 0, new TakeScans { Number = "LP1", Scans = { Under("LP1", "Departed", 0) } }, out _)
                .Should().Be(Rejection.NotMine)).Should().BeNull();
    }

    private static ParcelRig Holding(long version, double from, double to, bool shared)
    {
        ParcelRig rig = ParcelRig.Registered(ParcelRig.Number("LP1"));
        rig.Turn(turn => turn.HeedHolders(Source, version, 0, Holders(version, from, to, shared)));
        return rig;
    }

    private static HoldersChanged Holders(long version, double from, double to, bool shared) =>
        new() { Number = "LP1", Version = version, FromMs = A.Ms(from), ToMs = to == 0 ? 0 : A.Ms(to), Shared = shared };

    private static ScanFact Under(string number, string code, double minutes) => A.Scan(code, minutes, with: fact => fact.Number = number);

    private static ScanVerdict Routed(ParcelRig rig, ScanFact scan, string number, long version)
    {
        ScanVerdict verdict = default;
        rig.Turn(turn => verdict = turn.Record([scan], new Dictionary<string, long> { [number] = version })[0]);
        return verdict;
    }
}
