using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Scans;

public sealed class ScanTimesTests
{
    private const double Day = 24 * 60;

    [Theory]
    [InlineData(Day, true)]
    [InlineData(Day + 0.001, false)]
    [InlineData(-366 * Day, true)]
    [InlineData((-366 * Day) - 0.001, false)]
    public void An_event_lies_within_a_day_after_and_a_year_before_its_receipt(double afterReceipt, bool isTaken) =>
        Check(A.Scan("Departed", afterReceipt, with: fact => fact.ReceivedMs = A.Ms(0)), isTaken);

    [Theory]
    [InlineData(Day + (14 * 60), true)]
    [InlineData(Day + (14 * 60) + 0.001, false)]
    public void An_unknown_zone_may_lie_fourteen_hours_further_ahead(double afterReceipt, bool isTaken) =>
        Check(A.Unzoned("Departed", afterReceipt, fact => fact.ReceivedMs = A.Ms(0)), isTaken);

    [Fact]
    public void A_scan_without_a_time_is_refused() => Check(A.Scan("Departed", 0, with: fact => { fact.Id = 5; fact.Time = null; }), isTaken: false);

    private static void Check(ScanFact scan, bool isTaken)
    {
        ScanVerdict verdict = ParcelRig.Registered().RecordTwice(scan);

        verdict.Result.Should().Be(isTaken ? ScanResultKind.Recorded : ScanResultKind.Refused);
        verdict.Rejection.Should().Be(isTaken ? Rejection.None : Rejection.ScanTime);
        verdict.Detail.Should().Match(detail => detail.Length > 0 == !isTaken);
    }
}
