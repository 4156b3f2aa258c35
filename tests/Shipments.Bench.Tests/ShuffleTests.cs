using Shipments.Bench.Traffic;

namespace Shipments.Bench.Tests;

public sealed class ShuffleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(999)]
    [InlineData(10_000)]
    public void Every_number_comes_once_and_then_all_again(int count)
    {
        Shuffle shuffle = new(count, seed: 7);

        int[] once = [.. Enumerable.Range(0, count).Select(place => shuffle.At(place))];

        once.Order().Should().Equal(Enumerable.Range(0, count));
        Enumerable.Range(count, count).Select(place => shuffle.At(place)).Should().Equal(once);
    }

    [Fact]
    public void Neighbours_lie_far_apart()
    {
        Shuffle shuffle = new(100_000_000, seed: 1);

        Enumerable.Range(0, 10_000).Select(place => Math.Abs(shuffle.At(place) - shuffle.At(place + 1))).Min().Should().BeGreaterThan(1_000_000);
    }

    [Fact]
    public void Another_seed_begins_elsewhere() => new Shuffle(1_000_000, 1).At(0).Should().NotBe(new Shuffle(1_000_000, 2).At(0));

    [Fact]
    public void None_cannot_be_shuffled() => FluentActions.Invoking(() => new Shuffle(0, 1)).Should().Throw<ArgumentOutOfRangeException>();
}
