using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

public sealed class RegisterTests
{
    [Fact]
    public void A_registration_makes_the_parcel_and_asks_for_each_of_its_numbers()
    {
        ParcelRig rig = new();

        ParcelEntry entry = rig.Turn(turn => turn.Register(
            ParcelRig.Registration(ParcelRig.Number("LP1"), ParcelRig.Number("RB2")), ["RB2"], "r", 1))!;

        rig.State.Registered.Should().BeTrue();
        rig.Phase.Should().Be(Phase.Pending);
        rig.State.Lane.Should().Be("CN-US/cainiao-standard");
        rig.State.CreatedMs.Should().Be(entry.AtMs);
        entry.Steps.Select(step => (step.Target, step.AttachNumber.Parcel, step.AttachNumber.FromStated)).Should()
            .Equal(("number/acme/LP1", "P1", false), ("number/acme/RB2", "P1", true));
        (entry.PhaseBefore, entry.LaneBefore).Should().Be((0, ""));
        entry.EtaBefore.Should().BeNull();
    }

    [Fact]
    public void The_same_request_again_changes_nothing_and_another_is_refused()
    {
        ParcelRig rig = ParcelRig.Registered();

        rig.Turn(turn =>
        {
            turn.Register(ParcelRig.Registration(), [], "reg-1", 1).Outcome.Should().Be(RegisterOutcome.Again);
            turn.Register(ParcelRig.Registration(), [], "reg-1", 2).Rejection.Should().Be(Rejection.RequestIdReused);
            turn.Register(ParcelRig.Registration(), [], "reg-2", 1).Rejection.Should().Be(Rejection.ParcelExists);
            turn.Register(ParcelRig.Registration(), [], "", 1).Rejection.Should().Be(Rejection.ParcelExists);
        }).Should().BeNull();
    }

    [Fact]
    public void Two_registrations_in_one_turn_make_one_parcel()
    {
        ParcelRig rig = new();

        rig.Turn(turn =>
        {
            turn.Register(ParcelRig.Registration(), [], "a", 1).Outcome.Should().Be(RegisterOutcome.Created);
            turn.Register(ParcelRig.Registration(), [], "a", 1).Outcome.Should().Be(RegisterOutcome.Again);
            turn.Register(ParcelRig.Registration(), [], "b", 1).Rejection.Should().Be(Rejection.ParcelExists);
        });

        rig.State.Registered.Should().BeTrue();
    }

    [Fact]
    public void A_registration_without_a_request_id_is_not_known_again()
    {
        ParcelRig rig = new();
        rig.Turn(turn => turn.Register(ParcelRig.Registration(), [], "", 0))!.CreatedBy.Should().BeNull();

        rig.Turn(turn => turn.Register(ParcelRig.Registration(), [], "", 0).Rejection.Should().Be(Rejection.ParcelExists)).Should().BeNull();
    }

    [Theory]
    [InlineData(ParcelBounds.NumbersMax, Rejection.None)]
    [InlineData(ParcelBounds.NumbersMax + 1, Rejection.ParcelNumbersFull)]
    public void A_parcel_has_thirty_two_numbers_at_most(int count, Rejection expected)
    {
        ParcelRegistered registration = ParcelRig.Registration([.. Enumerable.Range(1, count).Select(i => ParcelRig.Number($"N{i}"))]);
        ParcelRig rig = new();

        ParcelEntry? entry = rig.Turn(turn => turn.Register(registration, [], "r", 1).Rejection.Should().Be(expected));

        rig.State.Registered.Should().Be(expected == Rejection.None);
        (entry?.Steps.Count ?? 0).Should().Be(expected == Rejection.None ? count : 0);
    }

    [Fact]
    public void A_number_named_twice_counts_once()
    {
        ParcelRig.Registered(ParcelRig.Number("LP1"), ParcelRig.Number("LP1", 5)).State.ReadRecord().Numbers.Should().ContainSingle()
            .Which.FromMs.Should().Be(A.Ms(-60));
    }

    [Fact]
    public void Labels_are_kept_in_the_order_of_their_names()
    {
        ParcelRegistered registration = ParcelRig.Registration();
        registration.Labels.Add("order", "7");
        registration.Labels.Add("buyer", "x");
        ParcelRig rig = new();

        rig.Turn(turn => turn.Register(registration, [], "r", 1));

        rig.State.ReadRecord().Labels.Select(label => label.Key).Should().Equal("buyer", "order");
    }

    [Fact]
    public void Scans_and_numbers_of_a_parcel_nobody_registered_are_refused()
    {
        ParcelRig rig = new();

        rig.Turn(turn =>
        {
            turn.Record([A.Scan("Departed", 0)], ParcelRig.NotRouted)[0].Rejection.Should().Be(Rejection.ParcelNotFound);
            turn.LinkNumbers([ParcelRig.Number("LP1")], out string detail).Should().Be(Rejection.ParcelNotFound);
            detail.Should().Contain("P1");
            turn.HeedHolders("number/acme/LP1", 1, 0, new HoldersChanged { Number = "LP1", Version = 1 }).Should().Be(Rejection.ParcelNotFound);
            turn.HeedScans("number/acme/LP1", 1, 0, new TakeScans(), out _).Should().Be(Rejection.ParcelNotFound);
        }).Should().BeNull();
    }

    [Fact]
    public void A_key_that_is_no_parcels_is_refused()
    {
        Action begin = () => _ = new ParcelTurn(ParcelState.Empty, "number/acme/P1", TestVocabulary.Instance, A.Start);

        begin.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_turn_ends_once()
    {
        ParcelTurn turn = new(ParcelState.Empty, ParcelRig.Key, TestVocabulary.Instance, A.Start);
        turn.Finish();

        turn.Invoking(ended => ended.Finish()).Should().Throw<InvalidOperationException>();
    }
}
