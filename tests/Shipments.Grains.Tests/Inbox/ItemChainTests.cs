using Shipments.Grains.Inbox;
using Shipments.TestKit;

namespace Shipments.Grains.Tests.Inbox;

public sealed class ItemChainTests
{
    private readonly AddItem[] _items = [.. Enumerable.Range(0, 5).Select(n => new AddItem(n))];
    private ItemChain<CounterState, List<long>> _chain;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Items_leave_in_the_order_they_came(int max)
    {
        Fill();

        ItemChain<CounterState, List<long>> taken = _chain.Take(max);

        ItemsOf(taken).Should().Equal(_items.Take(max));
        ItemsOf(_chain).Should().Equal(_items.Skip(max));
        (taken.Count, _chain.Count).Should().Be((Math.Min(max, 5), Math.Max(0, 5 - max)));
    }

    [Fact]
    public void What_is_put_back_stands_in_front_and_what_is_added_behind()
    {
        Fill();
        ItemChain<CounterState, List<long>> taken = _chain.Take(3);
        AddItem later = new(9);
        _chain.Add(later);

        _chain.PutBack(taken);

        ItemsOf(_chain).Should().Equal([.. _items, later]);
        _chain.Count.Should().Be(6);
    }

    [Fact]
    public void All_that_was_taken_can_be_put_back_and_added_to()
    {
        Fill();
        ItemChain<CounterState, List<long>> taken = _chain.Take(5);
        _chain.PutBack(default);
        _chain.Count.Should().Be(0);
        _chain.PutBack(taken);
        AddItem later = new(9);

        _chain.Add(later);

        ItemsOf(_chain).Should().Equal([.. _items, later]);
    }

    private static IEnumerable<InboxItem<CounterState, List<long>>> ItemsOf(ItemChain<CounterState, List<long>> chain)
    {
        for (InboxItem<CounterState, List<long>>? item = chain.First; item is not null; item = item.Next)
            yield return item;
    }

    private void Fill()
    {
        foreach (AddItem item in _items)
            _chain.Add(item);
    }
}
