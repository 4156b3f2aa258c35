using Shipments.Domain.Containers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Containers;

public sealed class ContainerMembershipTests
{
    private const string Bag = "MYKULGUSSFOAAEM72072001100028";
    private const string Target = "parcel/acme/P1";

    [Fact]
    public void A_parcel_knows_the_containers_it_is_in_and_was_in()
    {
        ParcelRig parcel = ParcelRig.Registered();
        ContainerRig bag = Telling(Bag, parcel);
        ContainerRig other = Telling("CN38-7", parcel);
        bag.Load("parcel/P1", 10);
        other.Load("parcel/P1", 20);
        bag.Unload("parcel/P1", 30);
        bag.DeliverAll();
        other.DeliverAll();
        Containers(parcel).Should().Equal($"{Bag} {At(10)} {At(30, isOut: true)}", $"CN38-7 {At(20)}");
        other.Remove("parcel/P1");
        other.DeliverAll();
        Containers(parcel).Should().Equal($"{Bag} {At(10)} {At(30, isOut: true)}");
        parcel.Decided.ScanCount.Should().Be(0, "to be put in is no scan");
    }

    [Fact]
    public void A_repeated_or_a_late_word_of_a_container_changes_nothing()
    {
        ParcelRig parcel = ParcelRig.Registered();
        DeriveScans first = new() { Container = Bag, Moves = { At(10) }, HasMoves = true };
        DeriveScans second = new() { Container = Bag, Moves = { At(10), At(20, isOut: true) }, HasMoves = true };
        parcel.Turn(turn => turn.HeedDerived(second, 5).Should().Be(Rejection.None)).Should().NotBeNull();
        parcel.Turn(turn => turn.HeedDerived(second, 5).Should().Be(Rejection.None)).Should().BeNull();
        parcel.Turn(turn => turn.HeedDerived(first, 4).Should().Be(Rejection.None)).Should().BeNull();
        parcel.Turn(turn => turn.HeedDerived(new DeriveScans { Container = Bag }, 6).Should().Be(Rejection.None)).Should().BeNull();
        Containers(parcel).Should().Equal($"{Bag} {At(10)} {At(20, isOut: true)}");
        new ParcelRig().Turn(turn => turn.HeedDerived(first, 1).Should().Be(Rejection.ParcelNotFound)).Should().BeNull();
    }

    [Fact]
    public void Of_more_containers_than_a_parcel_shows_the_one_with_the_oldest_move_goes()
    {
        ParcelRig parcel = ParcelRig.Registered();
        for (int i = 0; i < ParcelBounds.ContainersMax; i++)
            Tell(i, i == 3 ? 0 : 10 + i);
        Containers(parcel).Should().HaveCount(ParcelBounds.ContainersMax).And.Contain(known => known.StartsWith("C3 "));
        Tell(ParcelBounds.ContainersMax, 99);
        Containers(parcel).Should().HaveCount(ParcelBounds.ContainersMax).And.NotContain(known => known.StartsWith("C3 "));

        void Tell(int number, int minute) => parcel.Turn(turn =>
            turn.HeedDerived(new DeriveScans { Container = $"C{number}", Moves = { At(minute) }, HasMoves = true }, 1).Should().Be(Rejection.None));
    }

    [Fact]
    public void Two_words_in_one_turn_count_as_one()
    {
        ParcelRig parcel = ParcelRig.Registered();
        ParcelEntry entry = parcel.Turn(turn =>
        {
            turn.HeedDerived(new DeriveScans { Container = Bag, Moves = { At(1) }, HasMoves = true }, 2);
            turn.HeedDerived(new DeriveScans { Container = Bag, Moves = { At(1), At(2, isOut: true) }, HasMoves = true }, 3);
        })!;
        entry.Containers.Should().ContainSingle().Which.Moves.Should().Equal(At(1), At(2, isOut: true));
    }

    [Fact]
    public void A_tracking_number_stands_for_its_parcel_unless_the_number_itself_is_in()
    {
        ContainerRig rig = ContainerRig.Created();
        rig.Turn(turn =>
        {
            turn.Meant("number/LP1", "parcel/P1").Should().Be("parcel/P1");
            turn.Meant("number/LP1", "").Should().Be("number/LP1");
            turn.Load("number/LP1", A.Ms(10), out _).Should().Be(Rejection.None);
            turn.Meant("number/LP1", "parcel/P1").Should().Be("number/LP1");
            turn.Meant("parcel/P2", "").Should().Be("parcel/P2");
        });
        ContainerMembers.NameOf(rig.Record.Members[0]).Should().Be("trackingNumbers/LP1");
        rig.StepsWaiting.Should().Be(0, "only parcels keep when they were in");
        ScanFact scan = A.Scan("24", 30, "resdit");
        rig.Scan(scan);
        rig.DeliverAll();
        ScanFact derived = rig.ToldTo("number/acme/LP1").Single();
        (derived.Number, derived.Container, derived.ContainerScan).Should().Be(("LP1", Bag, scan.Id));
    }

    private static ContainerRig Telling(string container, ParcelRig parcel)
    {
        ContainerRig rig = ContainerRig.Created(container);
        rig.OnTold = (target, derive, version) =>
        {
            target.Should().Be(Target);
            parcel.Turn(turn => turn.HeedDerived(derive, version).Should().Be(Rejection.None));
        };
        return rig;
    }

    private static long At(double minutes, bool isOut = false) => (A.Ms(minutes) * 2) + (isOut ? 1 : 0);

    private static IEnumerable<string> Containers(ParcelRig parcel) =>
        parcel.State.ReadRecord().Containers.Select(known => string.Join(' ', known.Moves.Select(move => $"{move}").Prepend(known.Container)));
}
