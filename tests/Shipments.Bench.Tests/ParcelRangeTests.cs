using Shipments.Bench.Driving;

namespace Shipments.Bench.Tests;

public sealed class ParcelRangeTests
{
    [Fact]
    public void Parcels_count_when_all_before_them_are_registered()
    {
        ParcelRange range = new(100);
        range.Take(10).Should().Be((0, 10));
        range.Take(10).Should().Be((10, 10));
        range.Take(10).Should().Be((20, 10));

        range.Add(20, 10);
        range.Registered.Should().Be(0);
        range.Add(0, 10);
        range.Registered.Should().Be(10);
        range.Add(10, 10);
        range.Registered.Should().Be(30);
    }

    [Fact]
    public void At_the_end_there_are_fewer_and_past_it_none()
    {
        ParcelRange range = new(15);

        range.Take(10).Should().Be((0, 10));
        range.Take(10).Should().Be((10, 5));
        range.Take(10).Should().Be((15, 0));
    }
}
