using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

public sealed class CompactionTests
{
    [Fact]
    public void Five_hundred_scans_stay_whole_and_one_more_cuts_down_the_oldest_that_says_nothing()
    {
        ParcelRig rig = ParcelRig.Registered();
        ScanFact[] hauls = Hauls(ParcelBounds.WholeScansMax - 1);
        rig.Record([A.Scan("Departed", -1), .. hauls]);
        rig.Decided.CompactedCount.Should().Be(0);
        ParcelDecided before = rig.Decided;

        rig.RecordTwice(A.Scan("Delivered", 5_000));

        rig.Decided.CompactedCount.Should().Be(1);
        StoredScan cut = rig.State.ReadScans().Single(scan => scan.Compacted);
        cut.Id.Should().Be(hauls[0].Id, "the departure before it is the first of its milestone");
        cut.Fact.Text.Should().BeEmpty();
        cut.Fact.Code.Should().Be("LineHaul");
        cut.UtcMs.Should().Be(A.Ms(0));
        rig.Milestone(MilestoneKind.Departed).Should().Be(before.Milestones.Single());
    }

    [Fact]
    public void Cutting_down_changes_nothing_that_is_decided()
    {
        ParcelRig rig = ParcelRig.Registered();
        RandomScans random = new(4711);
        ScanFact[] scans = [.. Enumerable.Range(1, 620).Select(id => random.One((ulong)id, 10))];
        foreach (ScanFact scan in scans)
            scan.Corrects = 0;
        rig.Record([.. scans.OrderBy(scan => scan.Time.UtcMs)]);
        rig.Decided.CompactedCount.Should().Be(120);

        ParcelDecided expected = DumbFold.Decide(ParcelRig.Registration(), scans);

        expected.CompactedCount = 120;
        rig.Decided.ToString().Should().Be(expected.ToString());
        ScanLog log = new(rig.State.ReadRecord().ScanLog.Memory);
        ParcelFold.Whole(ParcelTerms.Of(ParcelRig.Registration()), log).Should().Be(rig.Decided, "folding anew reads the same of what is cut down");
    }

    [Fact]
    public void Regressions_and_corrected_scans_are_cut_down_after_those_that_say_nothing()
    {
        ScanFact wrong = A.Scan("Arrived", -30);
        ScanFact regression = A.Scan("PickedUp+milestone=None", -10);
        ParcelRig rig = ParcelRig.Registered();
        rig.Record([wrong, A.Correction(wrong.Id, "LineHaul", -20), regression, .. Hauls(510)]);

        rig.State.ReadScans().Take(3).Should().OnlyContain(scan => !scan.Compacted);
        rig.Decided.CompactedCount.Should().Be(13);
    }

    [Fact]
    public void When_every_scan_says_something_the_bound_holds_all_the_same()
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.Record(A.Scan("Delivered", -10));
        rig.Record([.. Hauls(505)]);

        rig.Decided.Regression.Should().BeTrue();
        rig.Decided.CompactedCount.Should().Be(6);
        rig.State.ReadScans().Count(scan => !scan.Compacted).Should().Be(ParcelBounds.WholeScansMax);
    }

    [Fact]
    public void A_correction_of_a_compacted_scan_is_recorded_and_not_folded()
    {
        ScanFact[] hauls = Hauls(505);
        ParcelRig rig = ParcelRig.Registered();
        rig.Record(hauls);
        rig.Scan(hauls[0].Id).Compacted.Should().BeTrue();

        rig.RecordTwice(A.Correction(hauls[0].Id, "Delivered", 6_000)).Result.Should().Be(ScanResultKind.Recorded);

        rig.Phase.Should().Be(Phase.LineHaul);
        rig.Decided.Corrected.Should().BeFalse();
        rig.Scan(hauls[0].Id).ReplacedBy.Should().Be(0);
    }

    [Fact]
    public void A_compacted_scan_is_still_known()
    {
        ScanFact[] hauls = Hauls(501);
        ParcelRig rig = ParcelRig.Registered();
        rig.Record(hauls);

        rig.Turn(turn => turn.Record([hauls[0]], ParcelRig.NotRouted)[0].Result.Should().Be(ScanResultKind.Duplicate)).Should().BeNull();
    }

    [Fact]
    public void A_parcel_has_five_thousand_scans_at_most()
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.Record(Hauls(ParcelBounds.ScansMax)).Should().OnlyContain(verdict => verdict.Result == ScanResultKind.Recorded);

        ScanVerdict verdict = rig.RecordTwice(A.Scan("LineHaul", -5));

        verdict.Rejection.Should().Be(Rejection.ParcelScansFull);
        rig.Decided.ScanCount.Should().Be(ParcelBounds.ScansMax);
    }

    private static ScanFact[] Hauls(int count) =>
        [.. Enumerable.Range(0, count).Select(i => A.Scan("LineHaul", i / 2.0, with: fact => fact.Text = "on its way"))];
}
