using Google.Protobuf;
using Shipments.Domain.Choice;
using Shipments.Journal.V1;
using Xunit.Abstractions;

namespace Shipments.Domain.Tests.Choice;

/// <summary>What a lane's flow takes in its state, and how it is read.</summary>
public sealed class FlowStateTests(ITestOutputHelper output)
{
    private const int Weeks = 6;

    [Theory]
    [InlineData(new int[0], new int[0])]
    [InlineData(new[] { 0 }, new[] { -1 })]
    [InlineData(new[] { 0, 0, 3, 0, 4, 5, 0, 0, 0 }, new[] { -2, 3, -1, 4, 5, -3 })]
    public void Runs_of_zeros_are_one_number(int[] counts, int[] packed)
    {
        List<int> written = [];
        ZeroRuns.Pack(counts, written);
        written.Should().Equal(packed);
        ZeroRuns.Unpack(written, counts.Length).Should().Equal(counts);
    }

    [Theory]
    [InlineData(new[] { -1_680 }, true)]
    [InlineData(new[] { -1_680, 1 }, false)]
    [InlineData(new[] { int.MinValue, int.MinValue }, false)]
    public void More_counts_than_may_be_are_not_read(int[] packed, bool isRead) => (ZeroRuns.Unpack(packed, LaneFlow.BinsMax) is not null).Should().Be(isRead);

    [Fact]
    public void A_state_of_too_many_counts_is_unreadable()
    {
        FlowRecord record = new() { First = 1, Newest = 2_000 };
        record.Stages.Add(new FlowStageRecord { Stage = (int)FlowStage.Arrived, PackedCounts = { -LaneFlow.BinsMax } });
        LaneFlow.Decode(record).Newest.Should().Be(2_000);
        record.Stages[0].PackedCounts.Add(1);
        FluentActions.Invoking(() => LaneFlow.Decode(record)).Should().Throw<UnreadableStateException>();
    }

    [Fact]
    public void A_state_from_before_runs_were_packed_is_read()
    {
        FlowRecord record = new() { First = 100, Newest = 102, NewestWeek = 0 };
        record.Stages.Add(new FlowStageRecord { Stage = (int)FlowStage.Arrived, Counts = { 4, 0, 6 }, Delays = { 3, 1 } });
        LaneFlow flow = LaneFlow.Decode(record);
        (flow[FlowStage.Arrived, 100], flow[FlowStage.Arrived, 101], flow[FlowStage.Arrived, 102], flow.KnownWithin(FlowStage.Arrived, 0)).Should().Be((4, 0, 6, 0.75));
        LaneFlow again = LaneFlow.Decode(FlowRecord.Parser.ParseFrom(flow.Encode()!.ToByteArray()));
        (again[FlowStage.Arrived, 100], again[FlowStage.Arrived, 102], again.KnownWithin(FlowStage.Arrived, 0)).Should().Be((4, 6, 0.75));
    }

    /// <summary>
    /// Goal: what the flow costs a lane's row. Method: six weeks of a lane of so many parcels an hour at each of the seven stages that all lanes have, or at all twelve, told within two hours.
    /// </summary>
    [Theory]
    [InlineData(0.2, FlowStage.Delivered, 2_000)]
    [InlineData(2, FlowStage.Delivered, 8_000)]
    [InlineData(200, FlowStage.Delivered, 26_000)]
    [InlineData(0.2, FlowStage.AtDepot, 3_500)]
    [InlineData(2, FlowStage.AtDepot, 14_000)]
    [InlineData(200, FlowStage.AtDepot, 45_000)]
    public void A_flow_takes_so_many_bytes_at_most(double perHour, FlowStage last, int bytesMax)
    {
        SimulatedFlow flow = new SimulatedFlow(11, perHour) { PollBins = 4, Last = last }.Until(SimulatedFlow.At(Weeks * 7, 0));
        int bytes = flow.Flow.Encode()!.CalculateSize();
        output.WriteLine($"{perHour} an hour up to {last}: {bytes} bytes");
        bytes.Should().BeLessThanOrEqualTo(bytesMax);
    }

    [Fact]
    public void A_flow_of_rounds_and_flights_takes_less_than_four_kilobytes()
    {
        BurstyFlow flow = new BurstyFlow(60).Until(Weeks * 7, 0);
        int bytes = flow.Flow.Encode()!.CalculateSize();
        output.WriteLine($"60 a burst: {bytes} bytes");
        bytes.Should().BeLessThan(4_096);
    }
}
