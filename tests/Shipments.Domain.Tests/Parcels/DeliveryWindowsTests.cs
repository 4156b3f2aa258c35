using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

public sealed class DeliveryWindowsTests
{
    [Fact]
    public void The_first_window_ever_said_and_the_last_one_said_go_by_receipt_and_not_by_event()
    {
        ScanFact saidFirst = Saying(100, receivedMinutes: 200, A.Window(5_000, 6_000));
        ScanFact saidLast = Saying(50, receivedMinutes: 400, A.Window(7_000, 8_000));
        ScanFact between = Saying(120, receivedMinutes: 300, A.Window(9_000, 9_500));

        ParcelRig rig = ParcelRig.Registered().RecordEach(saidFirst, saidLast, between);

        rig.Decided.EtaOriginal.FromMs.Should().Be(A.Ms(5_000));
        rig.Decided.Eta.FromMs.Should().Be(A.Ms(7_000));
        rig.State.EtaToMs.Should().Be(A.Ms(8_000));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_scan_that_says_no_window_erases_none(bool empty)
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(Saying(0, 100, A.Window(5_000, 6_000)));
        WindowRecord said = rig.Decided.Eta;

        rig.RecordEach(A.Scan("LastMile", 60, with: fact => fact.CarrierEta = empty ? new WindowRecord() : null));

        rig.Decided.Eta.Should().Be(said);
    }

    [Fact]
    public void A_copy_of_a_known_scan_can_bring_a_new_window_and_go_back_to_the_old_one()
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.RecordEach(Saying(0, 100, A.Window(5_000, 6_000)));
        rig.Record(Saying(0, 200, A.Window(7_000, 8_000)));
        rig.Decided.Eta.FromMs.Should().Be(A.Ms(7_000));

        rig.Record(Saying(0, 300, A.Window(5_000, 6_000)));

        rig.Decided.Eta.FromMs.Should().Be(A.Ms(5_000));
        rig.Decided.EtaOriginal.SaidMs.Should().Be(A.Ms(100));
        rig.Decided.ScanCount.Should().Be(1);
    }

    [Fact]
    public void The_same_window_polled_again_later_changes_nothing()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(Saying(0, 100, A.Window(5_000, 6_000)));

        rig.Turn(turn => turn.Record([Saying(0, 900, A.Window(5_000, 6_000))], ParcelRig.NotRouted)).Should().BeNull();
    }

    [Fact]
    public void What_was_said_stays_said_when_its_scan_is_taken_back()
    {
        ScanFact scan = Saying(0, 100, A.Window(5_000, 6_000));
        ParcelRig rig = ParcelRig.Registered().RecordEach(scan, A.Void(scan.Id, 200));

        rig.Decided.EtaOriginal.FromMs.Should().Be(A.Ms(5_000));
    }

    [Fact]
    public void The_entry_tells_the_window_before()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(Saying(0, 100, A.Window(5_000, 6_000)));

        rig.Record(Saying(30, 200, A.Window(7_000, 8_000)));

        rig.Entries[^1].EtaBefore.FromMs.Should().Be(A.Ms(5_000));
        rig.Entries[^1].Decided.Eta.FromMs.Should().Be(A.Ms(7_000));
    }

    private static ScanFact Saying(double minutes, double receivedMinutes, WindowRecord window) => A.Scan("LineHaul", minutes, with: fact =>
    {
        fact.ReceivedMs = A.Ms(receivedMinutes);
        fact.CarrierEta = window;
    });
}
