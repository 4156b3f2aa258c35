using Shipments.Grains.Steps;
using Shipments.Storage;

namespace Shipments.Grains.Tests.Steps;

/// <summary>Goal: what was delivered inline is known to the feed once, and only when it is sure. Method: the table alone.</summary>
public sealed class DeliveredStepsTests
{
    private static readonly ActorKey Parcel = new("parcel", "acme", "p1");

    private readonly DeliveredSteps _delivered = new();

    [Fact]
    public void An_entry_is_taken_once_and_only_as_the_first_of_its_actor()
    {
        HurriedEntry entry = _delivered.Add(Parcel);

        _delivered.Take(Parcel, 2).Should().BeNull();
        _delivered.Take(new ActorKey("parcel", "acme", "p2"), 1).Should().BeNull();
        _delivered.Take(Parcel, 1).Should().BeSameAs(entry);
        _delivered.Take(Parcel, 1).Should().BeNull();
    }

    [Fact]
    public void An_entry_of_which_nothing_came_is_forgotten_and_a_later_one_of_its_actor_is_not()
    {
        HurriedEntry first = _delivered.Add(Parcel), later = _delivered.Add(Parcel);

        _delivered.Forget(first);
        _delivered.Take(Parcel, 1).Should().BeSameAs(later);
        HurriedEntry last = _delivered.Add(Parcel);
        _delivered.Forget(last);
        _delivered.Take(Parcel, 1).Should().BeNull();
    }

    [Fact]
    public void Entries_that_the_feed_never_asks_for_do_not_crowd_out_later_ones()
    {
        ActorKey[] keys = [.. Enumerable.Range(0, DeliveredSteps.EntriesMax + 1).Select(n => new ActorKey("parcel", "acme", $"p{n}"))];
        foreach (ActorKey key in keys[..^1])
            _delivered.Add(key);
        _delivered.Take(keys[0], 1).Should().NotBeNull("all of them have room");
        _delivered.Add(keys[0]);

        HurriedEntry last = _delivered.Add(keys[^1]);

        _delivered.Take(keys[1], 1).Should().BeNull("the old ones made room");
        _delivered.Take(keys[^1], 1).Should().BeSameAs(last);
    }

    [Fact]
    public void Nothing_is_known_to_be_delivered_before_the_end()
    {
        HurriedEntry entry = new(Parcel);
        entry.IsWhole.Should().BeFalse();
        entry.Begin(2);
        entry.Done(1);
        entry.IsDone(1).Should().BeFalse();

        entry.End();

        entry.Ended.IsCompletedSuccessfully.Should().BeTrue();
        entry.IsDone(1).Should().BeTrue();
        entry.IsDone(0).Should().BeFalse();
        entry.IsDone(2).Should().BeFalse();
        entry.IsWhole.Should().BeFalse();
    }

    [Fact]
    public void An_entry_is_whole_when_all_its_steps_are_delivered_and_not_when_none_was_begun()
    {
        HurriedEntry whole = new(Parcel), empty = new(Parcel);
        whole.Begin(2);
        whole.Done(0);
        whole.Done(1);
        whole.End();
        empty.End();

        whole.IsWhole.Should().BeTrue();
        empty.IsWhole.Should().BeFalse("an entry that was not hurried is delivered by the feed");
    }
}
