using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

public sealed class LinkedNumberTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_number_that_a_carrier_names_is_the_parcels_since_its_first_number_was()
    {
        long registeredFrom = Now.AddDays(-90).ToUnixTimeMilliseconds();
        ParcelTurn turn = new(ParcelState.Empty, "parcel/acme/p1", Vocabularies.Default, Now);
        turn.Register(
            new ParcelRegistered { Numbers = { new ParcelNumber { Number = "LP00000000000001", FromMs = registeredFrom } } }, [], "r1", 1);

        turn.LinkNumbers([new ParcelNumber { Number = "RB123456785CN", FromMs = Now.AddDays(-30).ToUnixTimeMilliseconds() }], out string detail)
            .Should().Be(Rejection.None);

        detail.Should().BeEmpty();
        ParcelEntry entry = turn.Finish().Entry!;
        entry.Steps.Select(step => (step.Target, step.AttachNumber.FromMs)).Should().Equal(
            ("number/acme/LP00000000000001", registeredFrom), ("number/acme/RB123456785CN", registeredFrom));
    }
}
