using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Shipments.Contracts.Eta;
using Shipments.Contracts.Lanes;
using Shipments.Contracts.Messages;
using Shipments.Domain.Eta;
using Shipments.Domain.Lanes;
using Shipments.Grains.Eta;
using Shipments.Grains.Tests.Clusters;
using Shipments.Grains.Tests.Lanes;
using Shipments.V1;

namespace Shipments.Grains.Tests.Eta;

/// <summary>Goal: what a lane counted becomes an estimate of another parcel. Method: a whole silo; attempts are counted by a shard of no feeder.</summary>
public sealed class ForecastFlowTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task What_a_lane_counted_is_what_its_parcels_say()
    {
        ILaneGrain lane = _silo.Lane("CN-US/standard");
        await lane.Apply(Past(), CancellationToken.None);
        await lane.Save(CancellationToken.None);
        GetForecastsReply rows = await _silo.Grains.GetGrain<IForecastGrain>("acme").Get(new GetForecastsQuery(), CancellationToken.None);
        rows.Rows.Should().ContainSingle().Which.Lane.Should().Be("CN-US/standard");

        await _silo.Parcel("p1").Register(Commands.Register("r1"), CancellationToken.None);
        await Known();
        await _silo.Parcel("p1").Record(Commands.Record("s1", Commands.Scan("PICKED_UP", 0)), CancellationToken.None);
        Parcel parcel = (await _silo.Parcel("p1").Get(new GetParcelQuery(), CancellationToken.None)).Parcel;

        // Picked up ten days ago, and tried after twenty.
        TimeSpan left = parcel.Estimate.P50Time.ToDateTimeOffset() - TimeProvider.System.GetUtcNow();
        left.TotalDays.Should().BeInRange(8, 12);
        (parcel.Estimate.Milestone, parcel.Estimate.Level, parcel.Estimate.Observations, parcel.EstimateCount)
            .Should().Be((MilestoneKind.PickedUp, EstimateLevel.Lane, 100, 1));
        parcel.EstimateOriginal.Should().Be(parcel.Estimate);
        parcel.Eta.Should().BeNull("no carrier has promised anything");
    }

    private static ApplyLaneCommand Past()
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        LaneCells cells = new();
        cells.Add(new LaneCell(LaneMeasure.Remaining, LaneWeeks.Of(now) - 5, (int)EtaPoint.PickedUp, EtaBuckets.Of(20L * 86_400_000)), 100);
        return new ApplyLaneCommand { Shard = 9_999, UpTo = 5, AsOfMs = now, Cells = ByteString.CopyFrom(cells.Encode()) };
    }

    // The first who asks for a tenant has it read at once. The read itself is the pause.
    private async Task Known()
    {
        ForecastCache cache = _silo.Services.GetRequiredService<ForecastCache>();
        long began = TimeProvider.System.GetTimestamp();
        while (cache.Of("acme").Count == 0)
        {
            if (TimeProvider.System.GetElapsedTime(began) > Limit)
                throw new TimeoutException("timed out awaiting the forecasts of acme in the silo's cache");
            await _silo.Grains.GetGrain<IForecastGrain>("acme").Get(new GetForecastsQuery(), CancellationToken.None);
        }
    }
}
