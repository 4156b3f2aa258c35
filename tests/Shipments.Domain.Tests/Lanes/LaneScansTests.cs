using Google.Protobuf;
using Shipments.Domain.Choice;
using Shipments.Domain.Lanes;
using Shipments.Domain.Tests.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Lanes;

public sealed class LaneScansTests
{
    private const string Lane = "acme/CN-US/cainiao-standard";

    [Fact]
    public void Scans_between_milestones_count_by_themselves()
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.Record(A.Scan("PickedUp", 0));
        rig.Record(A.Scan("PickedUp+milestone=None", 60));
        rig.Record(A.Scan("ExportCustoms+milestone=ExportCustomsReleased", 90));
        rig.Record(A.Scan("LastMile", 3_000));
        rig.Record(A.Scan("LastMile+milestone=None", 3_060));
        rig.Record(A.Scan("LastMile", 3_120));
        const string Once = "Registered:1 PickedUp:1 Forwarded:1 ExportReleased:1 LastMile:1 Sorted:1 AtDepot:1";
        Flows(rig).Should().Be(Once);

        rig.Record(A.Scan("LastMile+milestone=None", 3_060), A.Scan("LastMile", 3_120));
        Flows(rig).Should().Be(Once, "a scan that comes twice changes nothing");
    }

    [Fact]
    public void Scans_that_come_at_once_count_in_the_order_in_which_they_happened()
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.Record(A.Scan("LastMile", 3_120), A.Scan("LastMile+milestone=None", 3_000));
        Flows(rig).Should().Be("Registered:1 LastMile:1 AtDepot:1");
    }

    [Fact]
    public void What_is_told_of_the_way_out_ends_the_first_scan_of_the_last_mile()
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.Record(A.Scan("OutForDelivery", 3_000));
        rig.Record(A.Scan("LastMile+milestone=None", 2_000));
        Flows(rig).Should().Be("Registered:1 OutForDelivery:1 Sorted:1");
    }

    [Fact]
    public void A_scan_that_is_taken_back_stays_counted_and_word_of_it_counts_nothing()
    {
        ParcelRig rig = ParcelRig.Registered();
        ScanFact wrong = A.Scan("PickedUp+milestone=None", 60);
        rig.Record(wrong);
        rig.Record(A.Void(wrong.Id, 70));
        Flows(rig).Should().Be("Registered:1 Forwarded:1");
    }

    [Theory]
    [InlineData(LaneScans.PassingMax, LaneScans.PassingMax)]
    [InlineData(LaneScans.PassingMax + 1, LaneScans.PassingMax)]
    public void So_many_scans_of_an_entry_count_and_no_more(int scans, int counted)
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.Record([.. Enumerable.Range(0, scans).Select(i => A.Scan("PickedUp+milestone=None", 60 + i))]);
        Flows(rig).Should().Be($"Registered:1 Forwarded:{counted}");
    }

    private static string Flows(ParcelRig rig)
    {
        SimpleDeltas deltas = new();
        long seq = 0;
        foreach (ParcelEntry entry in rig.Entries)
            deltas.Add("acme", ++seq, entry.ToByteArray());
        return string.Join(' ', deltas.Lanes[Lane].Sorted().Where(cell => cell.Key.Measure == LaneMeasure.Flow).GroupBy(cell => (FlowStage)cell.Key.Part)
            .OrderBy(stage => stage.Key).Select(stage => $"{stage.Key}:{stage.Sum(cell => cell.Value)}"));
    }
}
