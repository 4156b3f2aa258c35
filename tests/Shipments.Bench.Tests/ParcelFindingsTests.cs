using Google.Protobuf.WellKnownTypes;
using Shipments.Bench.Checking;
using Shipments.Bench.Traffic;
using Shipments.V1;

namespace Shipments.Bench.Tests;

public sealed class ParcelFindingsTests
{
    private const int Parcel = 3;

    private readonly Population _population = new("run1", 1, new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero), new TrafficShape { Late = 0.3 });
    private readonly ScanLedger _ledger = new(100, 64);

    [Fact]
    public void Everything_acknowledged_is_there()
    {
        Send(20, acknowledged: 20);

        Find(Enumerable.Range(0, 20)).Should().Be(new ParcelFindings(20, 0, 0, 0, ""));
    }

    [Fact]
    public void What_is_missing_is_lost()
    {
        Send(20, acknowledged: 20);

        Find(Enumerable.Range(0, 20).Where(step => step != 7)).Should().Be(new ParcelFindings(20, 1, 0, 0, ""));
    }

    [Fact]
    public void What_is_there_twice_or_was_never_sent_is_invented()
    {
        Send(4, acknowledged: 4);

        Find([0, 1, 2, 3, 3]).Invented.Should().Be(1);
        Find([0, 1, 2, 3, 10]).Invented.Should().Be(1);
    }

    [Fact]
    public void What_was_sent_and_never_acknowledged_may_be_there_or_not()
    {
        Send(6, acknowledged: 4);

        Find(Enumerable.Range(0, 4)).Should().Be(new ParcelFindings(4, 0, 0, 0, ""));
        Find(Enumerable.Range(0, 6)).Should().Be(new ParcelFindings(4, 0, 0, 2, ""));
    }

    [Fact]
    public void A_parcel_that_is_gone_has_lost_all()
    {
        Send(5, acknowledged: 5);
        FoundParcel gone = new() { Error = new Google.Rpc.Status { Code = 5, Message = "not found" } };

        ParcelFindings.Of(Parcel, gone, _population, _ledger).Should().Be(new ParcelFindings(5, 5, 0, 0, "not found"));
    }

    private void Send(int sent, int acknowledged)
    {
        for (int i = 0; i < sent; i++)
        {
            _ledger.TryNext(Parcel, out int step).Should().BeTrue();
            if (i < acknowledged)
                _ledger.Acknowledge(Parcel, step);
        }
    }

    private ParcelFindings Find(IEnumerable<int> steps)
    {
        FoundParcel found = new() { Parcel = new Parcel { Name = _population.NameOf(Parcel) } };
        foreach (int step in steps)
        {
            DateTimeOffset time = _population.TimeOf(Parcel, _population.PositionOf(Parcel, step));
            found.Parcel.Scans.Add(new RecordedScan { EventTime = new EventTime { Utc = Timestamp.FromDateTimeOffset(time) } });
        }

        return ParcelFindings.Of(Parcel, found, _population, _ledger);
    }
}
