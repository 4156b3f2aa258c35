using Shipments.Domain.Choice;
using Shipments.Domain.Lanes;

namespace Shipments.Domain.Tests.Choice;

/// <summary>A customs that is closed at weekends: what comes in after it has closed on a Friday lies there until Monday.</summary>
public sealed class WeekendCustomsTests
{
    private const int Week = 5;
    private const int Parcels = 60;

    private static readonly FlowContext Context = new(static (_, _) => false, new Dictionary<LaneLeg, (double, double)> { [LaneLeg.Delivery] = (40, 90) });

    [Fact]
    public void A_flight_of_a_Friday_that_comes_after_the_customs_have_closed_is_no_trouble() => Alarms(isFridayLate: true, releases: static _ => true).Should().BeEmpty();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_customs_that_stands_still_for_three_days_of_work_is_told_when_they_are_over(int weekday)
    {
        int stops = (Week * 7) + weekday;
        LaneFinding found = Alarms(isFridayLate: false, releases: day => day < stops)[0];
        (found.Detector, found.Stage).Should().Be((LaneDetector.ScansStopped, FlowStage.Released));
        (found.FoundMs - SimulatedFlow.At(stops, 10)).Should().BeLessThanOrEqualTo(3 * 86_400_000L);
    }

    /// <summary>
    /// All that is told in the sixth week and the Monday and Tuesday after it, each half hour looked at. Flights come at eight on Monday to Thursday and are released from ten to three; that of a Friday comes
    /// at noon with twice as many and is released until eight in the evening, or comes at seven in the evening and is released on Monday.
    /// </summary>
    private static List<LaneFinding> Alarms(bool isFridayLate, Func<int, bool> releases)
    {
        LaneFlow flow = new();
        List<LaneFinding> alarms = [];
        LaneVigil vigil = LaneVigil.Calm;
        for (int bin = 0; bin < ((Week * 7) + 9) * 48; bin++)
        {
            long ms = SimulatedFlow.Start + (bin * LaneFlow.BinMs);
            (int day, int half) = (bin / 48, bin % 48);
            bool isLate = isFridayLate && day / 7 == Week;
            (int arrived, int released) = (day % 7) switch
            {
                < 4 => (half == 16 ? Parcels / 2 : 0, half is >= 20 and < 30 ? Parcels / 20 : 0),
                4 => (half == (isLate ? 38 : 24) ? Parcels : 0, half is >= 28 and < 40 && !isLate ? Parcels / 12 : 0),
                _ => (0, 0),
            };
            released += isFridayLate && day == (Week * 7) + 7 && half is >= 28 and < 40 ? Parcels / 12 : 0;
            flow.Add(FlowStage.Arrived, ms, ms, arrived);
            flow.Add(FlowStage.Released, ms, ms, releases(day) ? released : 0);
            if (day < Week * 7)
                continue;
            LaneVigil next = LaneDetectors.Look(new FlowLook(flow, Context, ms + LaneFlow.BinMs), null, vigil, null);
            if (next.Standing is { } found && found != vigil.Standing)
                alarms.Add(found);
            vigil = next;
        }

        return alarms;
    }
}
