using Shipments.Domain.Numbers;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Holders;

public sealed class NumberInContainerTests
{
    [Fact]
    public void A_containers_scan_waits_under_a_number_that_nobody_registered_and_goes_to_who_does()
    {
        NumberRig rig = new();
        DeriveScans derive = Of(Derived(100));
        rig.Turn(turn => turn.HeedDerived(derive).Should().Be(Rejection.None)).Should().NotBeNull();
        rig.Turn(turn => turn.HeedDerived(derive).Should().Be(Rejection.None)).Should().BeNull("the second time nothing changes");
        rig.State.HeldCount.Should().Be(1);
        NumberEntry attached = rig.Attach("P1", 0);
        TakeScans taken = attached.Steps.Single(step => step.TakeScans is not null).TakeScans;
        taken.Scans.Should().Equal(derive.Scans);
        rig.AnswerAll(attached);
        rig.Turn(turn => turn.HeedDerived(derive).Should().Be(Rejection.None)).Should().BeNull("it was handed out");
    }

    [Fact]
    public void A_containers_scan_goes_to_the_parcels_that_hold_the_number_at_its_time()
    {
        NumberRig rig = new();
        rig.Attach("P1", 0);
        rig.Attach("P2", 50, stated: true);
        DeriveScans derive = Of(Derived(10), Derived(60));
        NumberEntry entry = rig.Turn(turn => turn.HeedDerived(derive).Should().Be(Rejection.None))!;
        entry.Steps.Select(step => (step.Target, step.TakeScans.Scans.Single().Id)).Should()
            .Equal(("parcel/acme/P1", derive.Scans[0].Id), ("parcel/acme/P2", derive.Scans[1].Id));
        rig.AnswerAll(entry);
        rig.State.HeldCount.Should().Be(0);
    }

    [Fact]
    public void What_is_taken_back_while_it_waits_goes_along_with_what_takes_it_back()
    {
        NumberRig rig = new();
        ScanFact scan = Derived(100);
        ScanFact takeBack = scan.Clone();
        (takeBack.Id, takeBack.Corrects, takeBack.Void) = (scan.Id + 1, scan.Id, true);
        rig.Turn(turn => turn.HeedDerived(Of(scan)));
        rig.Turn(turn => turn.HeedDerived(Of(takeBack)));
        rig.Attach("P1", 0).Steps.Single(step => step.TakeScans is not null).TakeScans.Scans.Should().Equal(scan, takeBack);
    }

    [Fact]
    public void No_more_wait_than_the_bounds_of_the_number_and_of_the_tenant_and_what_takes_back_waits_past_them()
    {
        NumberRig rig = new() { Room = 1 };
        rig.Turn(turn => turn.HeedDerived(Of(Derived(1), Derived(2))).Should().Be(Rejection.TenantHeldFull));
        rig.State.HeldCount.Should().Be(1);
        rig.Room = 10_000;
        DeriveScans many = new();
        many.Scans.Add(Enumerable.Range(2, NumberBounds.HeldMax).Select(minute => Derived(minute)));
        rig.Turn(turn => turn.HeedDerived(many).Should().Be(Rejection.NumberHeldFull));
        rig.State.HeldCount.Should().Be(NumberBounds.HeldMax);
        ScanFact takeBack = Derived(1);
        (takeBack.Corrects, takeBack.Id, takeBack.Void) = (takeBack.Id, takeBack.Id + 1, true);
        rig.Turn(turn => turn.HeedDerived(Of(takeBack)).Should().Be(Rejection.None));
        rig.State.HeldCount.Should().Be(NumberBounds.HeldMax + 1);
    }

    private static DeriveScans Of(params ScanFact[] scans) => new() { Container = "CN38-7", Scans = { scans } };

    private static ScanFact Derived(double minutes) => NumberRig.Scan("24", minutes, fact =>
    {
        fact.Carrier = "resdit";
        fact.Container = "CN38-7";
        fact.SourceId = $"m{minutes}";
    });
}
