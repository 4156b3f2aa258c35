using Shipments.Grains.Feed;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Grains.Tests.Containers;

public sealed class ContainerChangeTests
{
    [Fact]
    public void A_change_says_which_containers_told_anew_when_the_parcel_was_in_them()
    {
        ParcelEntry entry = new() { AtMs = 1 };
        entry.Containers.Add(new ContainerMembership { Container = "CN38-7", Moves = { 20_000, 40_001 }, Version = 3 });
        entry.Containers.Add(new ContainerMembership { Container = "CN38-8", Moves = { 20_000 }, Version = 3 });
        entry.Containers.Add(new ContainerMembership { Container = "CN38-9", Version = 3 });
        Change change = ChangeViews.Of("p1", 4, entry);
        change.Decided.Should().BeFalse("to be put in decides nothing");
        change.Containers.Select(container => (container.Name, container.Present, container.Moves.Count)).Should()
            .Equal(("containers/CN38-7", false, 2), ("containers/CN38-8", true, 1), ("containers/CN38-9", false, 0));
        change.Containers[0].Moves.Select(move => (move.Time.Seconds, move.Out)).Should().Equal((10, false), (20, true));
    }
}
