using Shipments.Silo.Demo;
using Shipments.V1;

namespace Shipments.Silo.Tests.Demo;

public sealed class LaneTablesTests
{
    private const int CellsWithoutFigure = 12;
    private const int Notes = 10;

    [Fact]
    public void A_cell_without_a_figure_is_a_dash_and_a_note_below_says_why_once()
    {
        DemoReport report = new();
        report.Lanes.AddRange([Empty("a"), Empty("b")]);

        string text = Text(report, 100);

        text.Count(c => c == '–').Should().Be((2 * CellsWithoutFigure) + Notes);
        foreach (string why in (string[])
            ["– door to door: nothing was delivered yet.", "– longest stay:", "– news:", "– the carrier's windows:", "– windows of Shipments:", "– on time:",
                "– first attempt:", "– customs stops, lost, back: nothing was picked up.", "– customs hours:", "– scanned least:"])
            text.Split(why).Should().HaveCount(2, why);
    }

    [Fact]
    public void A_figure_needs_no_note()
    {
        DemoReport report = new();
        report.Lanes.Add(Full());

        string text = Text(report, 80);

        text.Should().NotContain("–").And.Contain("10.0 12.5 20.0").And.Contain("3.0").And.Contain("customs").And.Contain("4.5 h")
            .And.Contain("70 %").And.Contain("81 %").And.Contain("90 %").And.Contain("1.2 d").And.Contain("95 %").And.Contain("12 %").And.Contain("31.0 h")
            .And.Contain("1 %").And.Contain("2 %").And.Contain("│ 0 %", "a milestone that nobody told of is what is scanned least");
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(160)]
    public void A_service_of_the_longest_name_breaks_no_table(int width)
    {
        DemoReport report = new();
        report.Lanes.Add(Empty(new string('s', 64)));

        Printed.Lines(report, width).Count(line => line.Contains(new string('s', 16))).Should().Be(2 * 4, "each table folds it into four lines");
    }

    private static string Text(DemoReport report, int width) =>
        System.Text.RegularExpressions.Regex.Replace(string.Join(' ', Printed.Lines(report, width)), " +", " ");

    private static Lane Empty(string service) => new()
    {
        Name = "lanes/CN-US/" + service, Origin = "CN", Destination = "US", Service = service, Details = new LaneDetails(),
    };

    private static Lane Full()
    {
        Lane lane = Empty("quick");
        lane.DoorToDoor = new DurationStats { Observations = 9, P50Hours = 240, P80Hours = 300, P95Hours = 480 };
        lane.Details = new LaneDetails
        {
            DataLatency = new DurationStats { Observations = 9, P50Hours = 4.5 },
            OriginalPromise = new PromiseStats { Kept = 9, Missed = 1, KeptShare = 0.9, InsideShare = 0.7, Deliveries = 9, MeanAbsoluteDays = 1.2 },
            Estimates = new EstimateStats { First = new WindowStats { Attempts = 9, InP80Share = 0.81 } },
            FirstAttempt = new FirstAttemptStats { Attempted = 9, DeliveredShare = 0.95 },
            Outcomes = new OutcomeStats { PickedUp = 9, LostShare = 0.01, ReturnedShare = 0.02 },
            Customs = new CustomsStats { EverStoppedShare = 0.12, Release = new DurationStats { Observations = 9, P50Hours = 31 } },
            Dwells =
            {
                new DwellStats { Milestone = MilestoneKind.PickedUp, Duration = new DurationStats { Observations = 9, P50Hours = 24 } },
                new DwellStats { Milestone = MilestoneKind.ImportCustomsStarted, Duration = new DurationStats { Observations = 9, P50Hours = 72 } },
            },
            ScanCompliance = { new ScanCompliance { Milestone = MilestoneKind.Delivered, Parcels = 9, Share = 1 } },
        };
        foreach (MilestoneKind kind in Enum.GetValues<MilestoneKind>().Where(kind => kind is > MilestoneKind.PickedUp and < MilestoneKind.OutForDelivery))
            lane.Details.ScanCompliance.Add(new ScanCompliance { Milestone = kind, Parcels = 8, Share = 0.88 });
        return lane;
    }
}
