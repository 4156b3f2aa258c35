using Shipments.Domain.Containers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Containers;

public sealed class ContainerTurnTests
{
    private const string P1 = "parcel/p1";
    private const string Target = "parcel/acme/p1";

    [Fact]
    public void A_scan_counts_for_what_was_in_at_its_time()
    {
        ContainerRig rig = ContainerRig.Created();
        rig.Load(P1, 10);
        rig.Load("parcel/p2", 10);
        rig.Unload("parcel/p2", 20);
        ScanFact scan = A.Scan("24", 30, "resdit");
        rig.Scan(scan).Should().Be(new ContainerScanVerdict(scan.Id, false, Rejection.None, ""));
        rig.DeliverAll();
        rig.ScansOf(Target).Should().Equal(scan.Id);
        rig.ScansOf("parcel/acme/p2").Should().BeEmpty();
        ScanFact derived = rig.ToldTo(Target).Single();
        (derived.Container, derived.ContainerScan, derived.Code, derived.Carrier).Should().Be(("MYKULGUSSFOAAEM72072001100028", scan.Id, "24", "resdit"));
        derived.Id.Should().NotBe(scan.Id);
        rig.Turn(turn => turn.Record(scan).IsDuplicate.Should().BeTrue()).Should().BeNull();
    }

    [Fact]
    public void A_parcel_takes_a_derived_scan_once_and_lets_go_of_one_taken_back()
    {
        ContainerRig rig = ContainerRig.Created();
        rig.Load(P1, 10);
        ScanFact scan = A.Scan("Departed", 30);
        rig.Scan(scan);
        rig.DeliverAll();
        rig.Remove(P1);
        rig.DeliverAll();
        DeriveScans derive = new() { Scans = { rig.ToldTo(Target)[0] } };
        DeriveScans takeBack = new() { Scans = { rig.ToldTo(Target)[1] } };
        ParcelRig parcel = ParcelRig.Registered();
        parcel.Turn(turn => turn.HeedDerived(derive, 1).Should().Be(Rejection.None)).Should().NotBeNull();
        parcel.Turn(turn => turn.HeedDerived(derive, 1).Should().Be(Rejection.None)).Should().BeNull("the second time nothing changes");
        parcel.Phase.Should().Be(Phase.Departed);
        parcel.Turn(turn => turn.HeedDerived(takeBack, 2).Should().Be(Rejection.None)).Should().NotBeNull();
        parcel.Turn(turn => turn.HeedDerived(takeBack, 2).Should().Be(Rejection.None)).Should().BeNull();
        parcel.Turn(turn => turn.HeedDerived(derive, 1).Should().Be(Rejection.None)).Should().BeNull("a repeated word brings nothing back");
        parcel.Phase.Should().Be(Phase.Pending);
        new ParcelRig().Turn(turn => turn.HeedDerived(derive, 1).Should().Be(Rejection.ParcelNotFound)).Should().BeNull();
    }

    [Fact]
    public void A_load_that_becomes_known_late_brings_the_scan_and_a_correction_takes_it_back_and_a_new_load_brings_it_again()
    {
        ContainerRig rig = ContainerRig.Created();
        ScanFact scan = A.Scan("24", 30, "resdit");
        rig.Scan(scan);
        rig.StepsWaiting.Should().Be(0);
        for (int round = 1; round <= 3; round++)
        {
            rig.Load(P1, 10).Should().Be(Rejection.None);
            rig.DeliverAll();
            rig.ScansOf(Target).Should().Equal(scan.Id);
            rig.Remove(P1).Should().Be(Rejection.None);
            rig.DeliverAll();
            rig.ScansOf(Target).Should().BeEmpty();
            rig.ToldTo(Target).Should().HaveCount(2 * round);
            rig.MovesOf(Target).Should().BeEmpty();
        }

        rig.Turn(turn => turn.Remove(P1, out _)).Should().BeNull("it is out already");
    }

    [Fact]
    public void A_void_scan_takes_one_back_and_a_replacement_puts_another_in_its_place()
    {
        ContainerRig rig = ContainerRig.Created();
        rig.Load(P1, 0);
        ScanFact first = A.Scan("48", 10, "resdit");
        ScanFact second = A.Scan("24", 20, "resdit", scan => scan.Corrects = first.Id);
        rig.Scan(first);
        rig.DeliverAll();
        rig.Scan(second);
        rig.DeliverAll();
        rig.ScansOf(Target).Should().Equal(second.Id);
        ScanFact taken = A.Scan("24", 20, "resdit", scan =>
        {
            scan.SourceId = "v";
            scan.Corrects = second.Id;
            scan.Void = true;
        });
        rig.Scan(taken).Rejection.Should().Be(Rejection.None);
        rig.DeliverAll();
        rig.ScansOf(Target).Should().BeEmpty();
        rig.Turn(turn => turn.Record(taken).IsDuplicate.Should().BeTrue()).Should().BeNull();
        taken.Corrects = 99;
        rig.Scan(taken).Rejection.Should().Be(Rejection.ContainerScanNotFound);
    }

    [Fact]
    public void A_container_in_it_passes_scans_on_by_its_own_members_and_takes_them_back()
    {
        ContainerRig dispatch = ContainerRig.Created("MYKULGUSSFOAAEM72072");
        ContainerRig bag = ContainerRig.Created();
        bag.Load(P1, 5);
        ScanFact scan = A.Scan("24", 30, "resdit");
        dispatch.Load("container/MYKULGUSSFOAAEM72072001100028", 10);
        dispatch.Scan(scan);
        dispatch.DeliverAll();
        Pass();
        ScanFact derived = bag.ToldTo(Target).Single();
        (derived.Container, derived.ContainerScan).Should().Be(("MYKULGUSSFOAAEM72072", scan.Id));
        dispatch.Remove("container/MYKULGUSSFOAAEM72072001100028");
        dispatch.DeliverAll();
        Pass();
        bag.ScansOf(Target).Should().BeEmpty();

        void Pass()
        {
            DeriveScans derive = new();
            derive.Scans.Add(dispatch.ToldTo("container/acme/MYKULGUSSFOAAEM72072001100028"));
            bag.Turn(turn => turn.Heed(derive).Should().Be(Rejection.None));
            bag.DeliverAll();
            bag.Turn(turn => turn.Heed(derive)).Should().BeNull("the second time nothing changes");
        }
    }

    [Fact]
    public void A_seal_refuses_what_comes_from_then_on_until_something_is_taken_out()
    {
        ContainerRig rig = ContainerRig.Created();
        rig.Load(P1, 0);
        rig.Turn(turn => turn.Seal("S1", A.Ms(10), out _));
        rig.Turn(turn => turn.Seal("S1", A.Ms(10), out _)).Should().BeNull();
        rig.Load("parcel/p2", 9).Should().Be(Rejection.None, "it was in before the seal");
        rig.Load("parcel/p3", 10).Should().Be(Rejection.ContainerSealed);
        rig.Unload(P1, 20).Should().Be(Rejection.None);
        rig.Record.Seal.Should().BeNull();
        rig.Load("parcel/p3", 30).Should().Be(Rejection.None);
    }

    [Fact]
    public void What_does_not_go_is_refused_and_changes_nothing()
    {
        ContainerRig none = new();
        none.Load(P1, 0).Should().Be(Rejection.ContainerNotFound);
        none.Unload(P1, 0).Should().Be(Rejection.ContainerNotFound);
        none.Remove(P1).Should().Be(Rejection.ContainerNotFound);
        none.Scan(A.Scan("24", 0)).Rejection.Should().Be(Rejection.ContainerNotFound);
        none.Turn(turn => turn.Heed(new DeriveScans()).Should().Be(Rejection.ContainerNotFound)).Should().BeNull();
        ContainerRig rig = ContainerRig.Created();
        rig.Turn(turn => turn.Create("r2", 1).Should().Be(Rejection.ContainerExists)).Should().BeNull();
        rig.Load("container/CN38", 0).Should().Be(Rejection.ContainerMisfit);
        rig.Unload(P1, 0).Should().Be(Rejection.ContainerMemberUnknown);
        rig.Remove(P1).Should().Be(Rejection.ContainerMemberUnknown);
        rig.Scan(A.Scan("EMI", 0, "upu")).Rejection.Should().Be(Rejection.ContainerScanOfItem);
        rig.Scan(A.Scan("EMC", 0, "upu", scan => scan.ReceivedMs = A.Ms(-1_441))).Rejection.Should().Be(Rejection.ScanTime);
        rig.Version.Should().Be(1);
    }

    [Fact]
    public void Members_moves_and_scans_are_bounded()
    {
        ContainerRig rig = ContainerRig.Created();
        rig.Turn(turn =>
        {
            for (int i = 0; i < ContainerBounds.MembersMax; i++)
                turn.Load($"parcel/p{i}", 1, out _).Should().Be(Rejection.None);
            turn.Load("parcel/more", 1, out _).Should().Be(Rejection.ContainerMembersFull);
        });
        for (int i = 2; i <= ContainerBounds.MovesMax; i++)
            rig.Load(P1, i).Should().Be(Rejection.None);
        rig.Load(P1, 99).Should().Be(Rejection.ContainerMembersFull);
        rig.Load(P1, 2).Should().Be(Rejection.None, "it is known");
        ContainerRig scanned = ContainerRig.Created();
        for (int i = 0; i < ContainerBounds.ScansMax; i++)
            scanned.Scan(A.Scan("24", i, "resdit")).Rejection.Should().Be(Rejection.None);
        scanned.Scan(A.Scan("24", 999, "resdit")).Rejection.Should().Be(Rejection.ContainerScansFull);
        DeriveScans derive = new() { Scans = { A.Scan("24", 998, "resdit") } };
        scanned.Turn(turn => turn.Heed(derive).Should().Be(Rejection.ContainerScansFull)).Should().BeNull();
    }

    [Fact]
    public void Members_are_told_in_slices_one_after_another_and_refusals_are_counted_once()
    {
        ContainerRig rig = ContainerRig.Created();
        rig.Turn(turn =>
        {
            for (int i = 0; i <= ContainerBounds.SliceMembersMax; i++)
                turn.Load($"parcel/p{i}", A.Ms(0), out _);
        });
        rig.StepsWaiting.Should().Be(ContainerBounds.SliceMembersMax + 1, "they are told that they are in");
        rig.DeliverAll();
        rig.Scan(A.Scan("24", 30, "resdit"));
        rig.StepsWaiting.Should().Be(ContainerBounds.SliceMembersMax + 1, "a slice, and the step to go on");
        ContainerProgress.Of(rig.Record, 0).Should().Be(new ContainerProgress(1_001, 0));
        ContainerProgress.Pending(rig.Record).Should().Be(1_001);
        long version = rig.Version;
        rig.Turn(turn => turn.StepAnswered(version, 7, "ParcelNotFound")).Should().NotBeNull();
        rig.Turn(turn => turn.StepAnswered(version, 7, "ParcelNotFound")).Should().BeNull();
        rig.Turn(turn => turn.NextSlice(version - 1, [])).Should().BeNull("another slice is under way");
        for (int i = 0; i <= ContainerBounds.SliceMembersMax; i++)
            rig.Deliver();
        rig.StepsWaiting.Should().Be(2);
        ContainerProgress.Of(rig.Record, 0).Should().Be(new ContainerProgress(1_001, 1_000));
        rig.DeliverAll();
        ContainerProgress.Of(rig.Record, 0).Should().Be(new ContainerProgress(1_001, 1_001));
        ContainerProgress.Pending(rig.Record).Should().Be(0);
        rig.Record.Refused.Should().Be(1);
    }

    [Fact]
    public void A_member_that_is_late_holds_up_nobody_and_is_told_the_rest_once_it_has_answered()
    {
        ContainerRig rig = ContainerRig.Created();
        rig.Load(P1, 0);
        rig.Load("parcel/p2", 0);
        rig.DeliverAll();
        ScanFact[] scans = [A.Scan("48", 10, "resdit"), A.Scan("24", 20, "resdit")];
        rig.Scan(scans[0]);
        long slice = rig.Version;
        rig.Late = [0];
        rig.DeliverAll();
        rig.Late = [];
        ContainerProgress.Of(rig.Record, 0).Should().Be(new ContainerProgress(2, 1));
        rig.Scan(scans[1]);
        rig.StepsWaiting.Should().Be(2, "one of them, and the step to go on");
        rig.DeliverAll();
        ContainerProgress.Pending(rig.Record).Should().Be(1);
        rig.ScansOf("parcel/acme/p2").Should().BeEquivalentTo(scans.Select(scan => scan.Id));
        rig.Turn(turn => turn.StepAnswered(slice, 0, "")).Should().NotBeNull();
        rig.Turn(turn => turn.StepAnswered(slice, 0, "")).Should().BeNull("the second time nothing changes");
        rig.DeliverAll();
        rig.ScansOf(Target).Should().BeEquivalentTo(scans.Select(scan => scan.Id));
        (ContainerProgress.Pending(rig.Record), rig.Record.Refused).Should().Be((0, 0));
    }

    [Fact]
    public void A_late_member_that_refuses_is_counted_once_and_a_slice_told_again_says_who_is_late()
    {
        ContainerRig rig = ContainerRig.Created();
        for (int i = 0; i < 3; i++)
            rig.Load($"parcel/p{i}", 0);
        rig.DeliverAll();
        rig.Scan(A.Scan("48", 10, "resdit"));
        long slice = rig.Version;
        rig.Late = [0, 1, 2];
        rig.DeliverAll();
        rig.Turn(turn => turn.NextSlice(slice, [1, 2])).Should().NotBeNull("told again, one of them has answered");
        rig.Turn(turn => turn.NextSlice(slice, [1, 2])).Should().BeNull();
        rig.Turn(turn => turn.StepAnswered(slice, 1, "ParcelNotFound")).Should().NotBeNull();
        rig.Turn(turn => turn.StepAnswered(slice, 1, "ParcelNotFound")).Should().BeNull();
        rig.Record.Late.Select(late => late.Ordinal).Should().Equal(2);
        rig.Record.Refused.Should().Be(1);
    }

    [Fact]
    public void The_last_receptacle_says_which_are_missing()
    {
        ContainerRig rig = ContainerRig.Created("MYKULGUSSFOAAEM72072");
        DispatchReceipt.Of(rig.Record).Should().BeEquivalentTo(new DispatchReceipt(0, 0, []));
        rig.Load("container/MYKULGUSSFOAAEM72072003000028", 1);
        DispatchReceipt.Of(rig.Record).Should().BeEquivalentTo(new DispatchReceipt(1, 0, [1, 2]));
        rig.Load("container/MYKULGUSSFOAAEM72072005100028", 1);
        rig.Load("container/MYKULGUSSFOAAEM72072001000028", 1);
        DispatchReceipt.Of(rig.Record).Should().BeEquivalentTo(new DispatchReceipt(3, 5, [2, 4]));
        rig.Remove("container/MYKULGUSSFOAAEM72072001000028");
        DispatchReceipt.Of(rig.Record).Should().BeEquivalentTo(new DispatchReceipt(2, 5, [1, 2, 4]));
    }

    [Fact]
    public void A_row_that_is_none_is_never_an_empty_container()
    {
        Action garbage = () => ContainerState.Decode(new byte[] { 0xFF, 0xFF });
        Action empty = () => ContainerState.Decode(ReadOnlyMemory<byte>.Empty);
        Action entry = () => ContainerReplay.Apply(ContainerState.Empty, 1, new byte[] { 0xFF, 0xFF });
        garbage.Should().Throw<UnreadableStateException>();
        empty.Should().Throw<UnreadableStateException>();
        entry.Should().Throw<UnreadableStateException>();
    }
}
