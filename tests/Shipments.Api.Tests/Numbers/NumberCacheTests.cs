using Shipments.Api.Numbers;
using Shipments.Contracts.Messages;
using Shipments.Journal.V1;

namespace Shipments.Api.Tests.Numbers;

public sealed class NumberCacheTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(1_000)]
    public void It_never_holds_more_than_its_bound(int bound)
    {
        NumberCache cache = new(bound);
        for (int i = 0; i < 5_000; i++)
            cache.Put(Key(i), new NumberHolderWindow($"p{i}", i));
        cache.Count.Should().Be(bound);
    }

    [Fact]
    public void What_is_used_stays_when_room_is_made()
    {
        NumberCache cache = new(160);
        for (int i = 0; i < 4_000; i++)
        {
            cache.Put(Key(i + 1), new NumberHolderWindow("other", 0));
            if (i == 0)
                cache.Put(Key(0), new NumberHolderWindow("kept", 0));
            cache.TryGet(Key(0), out NumberHolderWindow holder).Should().BeTrue();
            holder.Parcel.Should().Be("kept");
        }
    }

    [Fact]
    public void A_number_of_one_tenant_is_none_of_another()
    {
        NumberCache cache = new(10);
        cache.Put(new NumberKey("acme", "N1"), new NumberHolderWindow("p1", 0));
        cache.TryGet(new NumberKey("globex", "N1"), out _).Should().BeFalse();
    }

    // What it remembers is always the last thing put, whatever was put, dropped and evicted between.
    [Fact]
    public void It_answers_like_a_plain_dictionary_or_not_at_all()
    {
        const int seed = 20_260_301;
        Random random = new(seed);
        NumberCache cache = new(64);
        Dictionary<NumberKey, NumberHolderWindow> twin = [];
        int hits = 0;
        for (int step = 0; step < 20_000; step++)
        {
            NumberKey key = Key(random.Next(200));
            switch (random.Next(3))
            {
                case 0:
                    cache.Put(key, twin[key] = new NumberHolderWindow($"p{step}", step));
                    break;
                case 1 when random.Next(4) == 0:
                    cache.Drop(key);
                    twin.Remove(key);
                    break;
                default:
                    if (!cache.TryGet(key, out NumberHolderWindow holder))
                        break;
                    hits++;
                    twin.TryGetValue(key, out NumberHolderWindow expected).Should().BeTrue($"seed {seed}, step {step}");
                    holder.Should().Be(expected, $"seed {seed}, step {step}");
                    break;
            }

            cache.Count.Should().BeLessThanOrEqualTo(64, $"seed {seed}, step {step}");
        }

        hits.Should().BeGreaterThan(1_000);
    }

    [Fact]
    public void Only_a_single_open_holder_that_shares_with_nobody_may_be_remembered()
    {
        NumberHolderWindow.Of([]).Should().BeNull();
        NumberHolderWindow.Of([Window("a", 5)]).Should().Be(new NumberHolderWindow("a", 5));
        NumberHolderWindow.Of([Window("old", 1, 5), Window("a", 5)]).Should().Be(new NumberHolderWindow("a", 5));
        NumberHolderWindow.Of([Window("a", 5, shared: true)]).Should().BeNull();
        NumberHolderWindow.Of([Window("a", 5), Window("b", 9)]).Should().BeNull();
        NumberHolderWindow.Of([Window("old", 1, 6), Window("a", 5)]).Should().BeNull("they overlap");
        NumberHolderWindow.Of([Window("old", 1, 6)]).Should().BeNull("nobody holds it now");
    }

    [Theory]
    [InlineData(100, 0, 0, true)]
    [InlineData(99, 0, 0, false)]
    [InlineData(110, 100, 120, true)]
    [InlineData(110, 99, 120, false)]
    public void A_window_covers_an_event_whatever_its_zone(long utc, long earliest, long latest, bool covered) =>
        new NumberHolderWindow("a", 100).Covers(new EventTimeRecord { UtcMs = utc, EarliestMs = earliest, LatestMs = latest }).Should().Be(covered);

    private static NumberKey Key(int i) => new("acme", $"NUMBER{i}");

    private static NumberWindow Window(string parcel, long from, long to = 0, bool shared = false) =>
        new() { Parcel = parcel, FromMs = from, ToMs = to, Shared = shared };
}
