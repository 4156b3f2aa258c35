using Shipments.Bench.Filling;
using Shipments.Bench.Traffic;
using Shipments.Domain.Parcels;
using Shipments.Storage;

namespace Shipments.Bench.Tests.Filling;

public sealed class FilledRowsTests
{
    private const int Shards = 64;

    private static readonly DateTimeOffset Now = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);
    private static readonly TrafficShape Shape = new() { Numbers = 0, ByNumber = 0 };

    [Fact]
    public void A_row_is_that_of_a_registered_parcel_without_scans()
    {
        Population population = new("run1", 1, Now, Shape);

        FilledRow row = new FilledRows(population, "demo", Now, Shards).Of(7);

        row.Key.Value.Should().Be("parcel/demo/run1-7");
        row.Shard.Should().Be(ShardHash.Of("parcel/demo/run1-7", Shards));
        row.Version.Should().Be(1);
        ParcelState state = ParcelState.Decode(row.State);
        state.CreatedMs.Should().Be(Now.ToUnixTimeMilliseconds());
        state.LastEventMs.Should().Be(0);
        row.Columns.Lane.Should().Be(population.LaneOf(7).Name["lanes/".Length..]);
        row.Columns.CreatedMs.Should().Be(Now.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void The_same_parcel_has_the_same_bytes()
    {
        FilledRows rows = new(new Population("run1", 1, Now, Shape), "demo", Now, Shards);

        rows.Of(3).State.ToArray().Should().Equal(rows.Of(3).State.ToArray());
    }

    [Fact]
    public void A_parcel_with_tracking_numbers_is_refused() =>
        FluentActions.Invoking(() => new FilledRows(new Population("run1", 1, Now, new TrafficShape()), "demo", Now, Shards).Of(0))
            .Should().Throw<InvalidOperationException>().WithMessage("run1-0 cannot be filled: 0 faults, 2 tracking numbers.");
}
