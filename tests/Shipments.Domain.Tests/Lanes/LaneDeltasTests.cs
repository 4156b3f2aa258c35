using Google.Protobuf;
using Shipments.Domain.Lanes;
using Shipments.Domain.Tests.Merging;
using Shipments.Domain.Tests.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;
using Xunit.Abstractions;

namespace Shipments.Domain.Tests.Lanes;

public sealed class LaneDeltasTests(ITestOutputHelper output)
{
    private static readonly LaneMeasure[] Main = [LaneMeasure.Phase, LaneMeasure.DoorToDoor];

    private const string Lane = "acme/CN-US/cainiao-standard";

    /// <summary>
    /// Goal: what entries change adds up to what the parcels count for at the end, whatever was corrected, voided, late or moved to another lane.
    /// Method: 60 seeded journals of about 300 entries; the deltas of all entries against the sum over the parcels' last states.
    /// </summary>
    [Fact]
    public void The_sum_of_all_deltas_is_the_sum_over_the_parcels()
    {
        int entries = 0;
        HashSet<LaneMeasure> counted = [];
        for (int seed = 1; seed <= 60; seed++)
        {
            RandomJournal journal = new(seed, 1);
            for (int i = 0; i < 300; i++)
                journal.Write();
            SimpleDeltas deltas = new();
            for (long seq = 1; seq <= journal.Head(0); seq++)
                deltas.Add("acme", seq, journal.Entry(0, seq));

            deltas.Lanes.Select(lane => (lane.Key, Cells: SimpleDeltas.DescribeParcels(lane.Value))).Where(lane => lane.Cells.Length > 0)
                .Should().Equal(journal.SumOverParcels().Select(lane => (lane.Key, SimpleDeltas.DescribeParcels(lane.Value))), $"seed {seed}");
            entries += (int)journal.Head(0);
            counted.UnionWith(deltas.Lanes.Values.SelectMany(lane => lane.Sorted()).Select(cell => cell.Key.Measure));
        }

        output.WriteLine($"seeds 1 to 60, {entries} entries");
        entries.Should().BeGreaterThan(6_000);
        counted.Should().BeEquivalentTo(Enum.GetValues<LaneMeasure>().Where(measure => measure is not (LaneMeasure.None or LaneMeasure.AttemptDay)), "each is put to the test");
    }

    [Fact]
    public void A_delivery_is_counted_and_its_correction_takes_the_old_time_back()
    {
        ParcelRig rig = ParcelRig.Registered();
        ScanFact wrong = A.Scan("Delivered", 3_000);
        rig.Record(A.Scan("PickedUp", 0));
        rig.Record(wrong);
        rig.Record(A.Correction(wrong.Id, "Delivered", 6_000));

        SimpleDeltas deltas = Sum(rig);
        int week = LaneWeeks.Of(A.Ms(0));
        SimpleDeltas.Describe(deltas.Lanes[Lane], Main).Should().Be($"Phase.0.0.13:1 DoorToDoor.{week}.0.{LogBuckets.Of(6_000 * 60_000)}:1");
    }

    [Fact]
    public void A_voided_pick_up_takes_the_whole_duration_back()
    {
        ParcelRig rig = ParcelRig.Registered();
        ScanFact pickup = A.Scan("PickedUp", 0);
        rig.Record(pickup);
        rig.Record(A.Scan("Delivered", 3_000));
        rig.Record(A.Void(pickup.Id, 3_100));

        SimpleDeltas.Describe(Sum(rig).Lanes[Lane], Main).Should().Be("Phase.0.0.13:1");
    }

    [Fact]
    public void Scans_that_change_nothing_of_their_parcel_count_for_their_delay_only()
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.Record(A.Scan("PickedUp", 0));
        string before = SimpleDeltas.DescribeParcels(Sum(rig).Lanes[Lane]);
        int changes = Sum(rig).Changes;
        rig.Record(A.Scan("PickedUp", 5));
        rig.Record(A.Scan("?X", 7));

        SimpleDeltas.DescribeParcels(Sum(rig).Lanes[Lane]).Should().Be(before);
        Sum(rig).Changes.Should().Be(changes + 2, "the delay of a scan is counted for each");
        Sum(rig).Lanes[Lane].Sorted().Where(cell => cell.Key.Measure == LaneMeasure.Latency).Sum(cell => cell.Value).Should().Be(3);
    }

    [Fact]
    public void A_delivery_before_the_pick_up_says_nothing_of_the_duration()
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.Record(A.Scan("PickedUp", 100), A.Scan("Delivered", 90));
        rig.Decided.Milestones.Should().HaveCount(2);

        SimpleDeltas.Describe(Sum(rig).Lanes[Lane], Main).Should().Be("Phase.0.0.13:1");
    }

    [Fact]
    public void A_merged_parcel_counts_in_the_one_it_is_merged_into_and_alone_again_when_it_is_split()
    {
        MergeWorld world = new();
        world.Register("into", "source");
        world.Record("into", A.Scan("PickedUp", 0));
        world.Record("source", A.Scan("PickedUp", 1), A.Scan("Delivered", 600, "usps"));
        Phases(world).Should().Be("Phase.0.0.3:1 Phase.0.0.13:1");

        world.Merge("into", "source").Should().Be(Rejection.None);
        world.DeliverAll();
        Phases(world).Should().Be("Phase.0.0.13:1");
        world.Record("source", A.Scan("Returning+return", 700));
        world.DeliverAll();
        Phases(world).Should().Be("Phase.0.0.14:1");

        world.Split("source").Should().Be(Rejection.None);
        world.DeliverAll();
        Phases(world).Should().Be("Phase.0.0.3:1 Phase.0.0.14:1");
        world.Journals.Values.SelectMany(entries => entries).Should().Contain(entry => entry.HasMergedBefore);
    }

    [Fact]
    public void Bytes_that_are_no_entry_are_refused() =>
        FluentActions.Invoking(() => new SimpleDeltas().Add("acme", 1, [0x32, 0x7F, 0x01])).Should().Throw<InvalidDataException>();

    private static string Phases(MergeWorld world)
    {
        SimpleDeltas deltas = new();
        long seq = 0;
        foreach (ParcelEntry entry in world.Journals.Values.SelectMany(entries => entries))
            deltas.Add("acme", ++seq, entry.ToByteArray());
        return SimpleDeltas.Describe(deltas.Lanes[Lane], LaneMeasure.Phase);
    }

    private static SimpleDeltas Sum(ParcelRig rig)
    {
        SimpleDeltas deltas = new();
        long seq = 0;
        foreach (ParcelEntry entry in rig.Entries)
            deltas.Add("acme", ++seq, entry.ToByteArray());
        return deltas;
    }
}
