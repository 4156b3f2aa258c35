using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

public sealed class OwedScanTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The number lets go of a scan when its parcel has answered, so a full parcel must take what was acknowledged under the number.</summary>
    [Fact]
    public void A_full_parcel_refuses_a_new_scan_and_takes_one_that_its_number_held()
    {
        ParcelTurn turn = new(ParcelState.Empty, "parcel/acme/p", Vocabularies.Default, Now);
        turn.Register(new ParcelRegistered { Numbers = { new ParcelNumber { Number = "RB123456785CN", FromMs = 1 } } }, [], "", 0);
        Dictionary<string, long> routed = [];
        turn.Record([.. Enumerable.Range(0, ParcelBounds.ScansMax).Select(Scan)], routed)
            .Should().OnlyContain(verdict => verdict.Result == ScanResultKind.Recorded);

        turn.Record([Scan(ParcelBounds.ScansMax)], routed).Single().Rejection.Should().Be(Rejection.ParcelScansFull);
        TakeScans held = new() { Number = "RB123456785CN", Scans = { Scan(ParcelBounds.ScansMax + 1) } };
        turn.HeedScans("number/acme/RB123456785CN", 1, 0, held, out IReadOnlyList<ScanVerdict> verdicts).Should().Be(Rejection.None);
        verdicts.Single().Result.Should().Be(ScanResultKind.Recorded);
    }

    private static ScanFact Scan(int minute)
    {
        ScanFact scan = new()
        {
            Carrier = "shipments", Code = "LAST_MILE", Time = EventTimes.FromInstant(Now.AddDays(-30).AddMinutes(minute), "t"),
            ReceivedMs = Now.ToUnixTimeMilliseconds(),
        };
        scan.Id = ScanIds.Of(scan);
        return scan;
    }
}
