using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Merging;
using Shipments.Domain.Tests.Scans;

namespace Shipments.Domain.Tests.Silence;

/// <summary>Of merged parcels the one that counts for all is awaited, and hears what any of them hears.</summary>
public sealed class MergedSilenceTests
{
    private const int Day = 24 * 60;

    [Fact]
    public void The_parcel_that_others_are_merged_into_is_awaited_and_hears_for_all()
    {
        MergeWorld world = new();
        world.Register("P1", "P2");
        world.Record("P2", A.Scan("PickedUp", 0));
        world.Merge("P1", "P2").Should().Be(Rejection.None);
        world.DeliverAll();
        world.Parcels["P2"].DueMs.Should().Be(0, "nobody waits for a part");
        world.Parcels["P1"].Phase.Should().Be(Phase.PickedUp);

        world.At(40 * Day);
        world.Act("P1", turn => turn.Wake());
        (world.Parcels["P1"].Phase, world["P1"].Decided.Stalled).Should().Be((Phase.Expired, true));
        world.Act("P2", turn => turn.Wake()).Should().BeNull();

        world.Record("P2", A.Scan("Departed", 10));
        world.DeliverAll();
        (world.Parcels["P1"].Phase, world["P1"].Decided.Stalled).Should().Be((Phase.Departed, false));
        world.Parcels["P1"].DueMs.Should().BeGreaterThan(A.Ms(54 * Day));
        world.CheckEnds();
        world.CheckUnion("P1");
    }

    [Fact]
    public void A_parcel_that_is_split_off_is_awaited_from_then_on_and_both_are_as_they_were_alone()
    {
        MergeWorld world = new();
        world.Register("P1", "P2");
        world.Record("P2", A.Scan("PickedUp", 0));
        world.Merge("P1", "P2");
        world.DeliverAll();
        world.At(40 * Day);
        world.Act("P1", turn => turn.Wake());

        world.At(50 * Day);
        world.Split("P2").Should().Be(Rejection.None);
        world.DeliverAll();

        world.Parcels["P2"].DueMs.Should().Be(A.Ms(57 * Day));
        world.CheckOwn("P2");
        (world.Parcels["P1"].Phase, world["P1"].Decided.ExpiredFrom).Should().Be((Phase.Expired, (int)Phase.Pending), "nothing was heard of it");
        world.Record("P1", A.Scan("InfoReceived", 20));
        world.CheckOwn("P1");
    }
}
