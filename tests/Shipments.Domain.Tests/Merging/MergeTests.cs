using Shipments.Domain.Parcels;
using Shipments.Domain.Parcels.Merging;
using Shipments.Domain.Tests.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Merging;

public sealed class MergeTests
{
    private readonly MergeWorld _world = new();

    public MergeTests() => _world.Register("P1", "P2", "P3");

    [Fact]
    public void A_merged_parcel_hands_over_all_it_has_and_goes_on_itself()
    {
        _world.Record("P2", A.Scan("PickedUp", 0), A.Scan("Departed", 10));
        _world.Merge("P1", "P2").Should().Be(Rejection.None);
        _world.Absorbed("P1").Single().State.Should().Be((int)AbsorbedKind.Asked);
        _world["P1"].Decided.ScanCount.Should().Be(0);

        _world.DeliverAll();

        (_world.Parcels["P1"].Phase, _world.Parcels["P2"].Phase).Should().Be((Phase.Departed, Phase.Departed));
        (_world.Into("P2")!.Parcel, _world["P2"].Decided.Merged, _world["P1"].Decided.Merged).Should().Be(("P1", true, false));
        _world.Parcels["P1"].ReadScans(out IReadOnlyDictionary<ulong, List<string>> from, TestVocabulary.Instance).Should().HaveCount(2)
            .And.OnlyContain(scan => from[scan.Id].Single() == "P2");
        _world.Record("P2", A.Scan("Delivered", 20));
        _world.DeliverAll();
        _world.Parcels["P1"].Phase.Should().Be(Phase.Delivered);
        _world.CheckEnds();
    }

    [Fact]
    public void A_scan_that_came_to_both_counts_once_and_stays_with_both_after_a_split()
    {
        ScanFact scan = A.Scan("PickedUp", 0);
        _world.Record("P1", scan);
        _world.Record("P2", scan.Clone());
        _world.Merge("P1", "P2");
        _world.DeliverAll();
        _world["P1"].Decided.ScanCount.Should().Be(1);

        _world.Split("P2").Should().Be(Rejection.None);
        _world.DeliverAll();

        (_world["P1"].Decided.ScanCount, _world["P2"].Decided.ScanCount).Should().Be((1, 1));
        _world.Absorbed("P1").Should().BeEmpty();
    }

    [Fact]
    public void A_chain_hands_on_and_a_split_in_its_middle_takes_back()
    {
        _world.Record("P1", A.Scan("PickedUp", 0));
        _world.Merge("P2", "P1");
        _world.DeliverAll();
        _world.Merge("P3", "P2").Should().Be(Rejection.None);
        _world.DeliverAll();
        _world.Record("P1", A.Scan("Departed", 5));
        _world.DeliverAll();
        _world["P3"].Decided.ScanCount.Should().Be(2);

        _world.Split("P1");
        _world.DeliverAll();

        (_world["P3"].Decided.ScanCount, _world["P2"].Decided.ScanCount, _world["P1"].Decided.ScanCount).Should().Be((0, 0, 2));
        _world.CheckEnds();
    }

    [Fact]
    public void A_parcel_that_is_merged_takes_no_other()
    {
        _world.Merge("P1", "P2");
        _world.DeliverAll();
        _world.Merge("P2", "P3").Should().Be(Rejection.ParcelMerged);
        _world.Merge("P2", "P1").Should().Be(Rejection.ParcelMerged, "that would be a circle");
        _world.Act("P2", turn =>
        {
            turn.Merge([], 0, out string detail);
            detail.Should().Be("the parcel 'P2' is merged into 'P1'; merge into that one.");
        });
    }

    [Fact]
    public void Parcels_that_ask_each_other_at_the_same_time_make_no_circle()
    {
        _world.Merge("P1", "P2");
        _world.Merge("P2", "P3");
        _world.Merge("P3", "P1");
        _world.DeliverAll();
        _world.CheckEnds();
        (AbsorbedKind, string)[] ends = [.. new[] { "P1", "P2", "P3" }.Select(id => ((AbsorbedKind)_world.Absorbed(id).Single().State, _world.Absorbed(id).Single().Refused))];
        ends.Should().Equal(
            (AbsorbedKind.Refused, nameof(Rejection.ParcelMerging)), (AbsorbedKind.Refused, nameof(Rejection.ParcelMerging)), (AbsorbedKind.Merged, ""));
    }

    [Fact]
    public void A_parcel_is_not_merged_with_itself() => _world.Merge("P1", "P1").Should().Be(Rejection.ParcelMerged);

    [Fact]
    public void Two_that_ask_for_one_parcel_do_not_both_get_it()
    {
        _world.Merge("P1", "P3");
        _world.Merge("P2", "P3");
        _world.DeliverAll();
        _world.CheckEnds();
        new[] { _world.Absorbed("P1").Single(), _world.Absorbed("P2").Single() }.Select(part => (AbsorbedKind)part.State)
            .Should().BeEquivalentTo([AbsorbedKind.Merged, AbsorbedKind.Refused]);
    }

    [Fact]
    public void A_refused_one_may_be_asked_again()
    {
        _world.Merge("P1", "P3");
        _world.Merge("P2", "P3");
        _world.DeliverAll();
        string loser = _world.Absorbed("P1").Single().State == (int)AbsorbedKind.Refused ? "P1" : "P2";
        _world.Split("P3");
        _world.Merge(loser, "P3").Should().Be(Rejection.None);
        _world.DeliverAll();
        _world.Into("P3")!.Parcel.Should().Be(loser);
        _world.CheckEnds();
    }

    [Fact]
    public void A_cancelled_parcel_neither_takes_nor_is_taken_and_a_delivered_one_does_both()
    {
        _world.Act("P1", turn => turn.Cancel(0, "", out _).Should().Be(Rejection.None));
        _world.Merge("P1", "P2").Should().Be(Rejection.ParcelPhase);
        _world.Merge("P2", "P1");
        _world.DeliverAll();
        _world.Absorbed("P2").Single().Refused.Should().Be(nameof(Rejection.ParcelPhase));
        _world.Record("P2", A.Scan("Delivered", 0));
        _world.Record("P3", A.Scan("Delivered", 1));
        _world.Merge("P2", "P3");
        _world.DeliverAll();
        _world.Into("P3")!.Parcel.Should().Be("P2");
    }

    [Fact]
    public void A_merged_parcel_is_not_cancelled_and_one_whose_parts_have_moved_is_not_either()
    {
        _world.Record("P2", A.Scan("PickedUp", 0));
        _world.Merge("P1", "P2");
        Cancel("P1").Should().Be(Rejection.ParcelMerging);
        _world.DeliverAll();
        Cancel("P2").Should().Be(Rejection.ParcelMerged);
        Cancel("P1").Should().Be(Rejection.ParcelPhase);
        _world.Split("P2");
        _world.DeliverAll();
        Cancel("P1").Should().Be(Rejection.None);
    }

    [Fact]
    public void A_split_of_a_parcel_of_its_own_is_refused() => _world.Split("P1").Should().Be(Rejection.ParcelNotMerged);

    [Fact]
    public void Sixteen_parcels_are_merged_into_one_and_a_seventeenth_is_refused()
    {
        string[] many = [.. Enumerable.Range(0, MergeBounds.AbsorbedMax + 1).Select(i => $"Q{i}")];
        _world.Register(many);
        _world.Merge("P1", many).Should().Be(Rejection.ParcelMergesFull);
        _world.Merge("P1", many[1..]).Should().Be(Rejection.None);
        _world.DeliverAll();
        _world.Merge("P1", many[0]).Should().Be(Rejection.ParcelMergesFull);
        _world.Merge("P1", many[1]).Should().Be(Rejection.None, "it is merged already");
        _world.Absorbed("P1").Should().HaveCount(MergeBounds.AbsorbedMax).And.OnlyContain(part => part.State == (int)AbsorbedKind.Merged);
    }

    [Fact]
    public void The_union_has_500_scans_at_most_when_a_merge_is_asked_for()
    {
        _world.Record("P1", Many(0, 100));
        _world.Record("P2", Many(1_000, MergeBounds.UnionScansMax - 100));
        _world.Record("P3", Many(3_000, 1));
        _world.Merge("P1", "P2", "P3").Should().Be(Rejection.ParcelScansFull);
        _world.Merge("P1", "P2").Should().Be(Rejection.None);
        _world.DeliverAll();
        _world["P1"].Decided.ScanCount.Should().Be(MergeBounds.UnionScansMax);
        _world.Merge("P1", "P3").Should().Be(Rejection.ParcelScansFull);
        _world.Record("P2", Many(5_000, 7));
        _world.DeliverAll();
        (_world["P1"].Decided.ScanCount, _world["P1"].Decided.CompactedCount).Should().Be((MergeBounds.UnionScansMax + 7, 7), "what came later comes on top");
        _world.Split("P2");
        _world.DeliverAll();
        _world.CheckOwn("P1");
    }

    [Fact]
    public void The_scans_of_a_merged_parcel_count_all_at_once_when_the_last_of_them_has_come()
    {
        _world.Record("P2", Many(0, ParcelBounds.StepScansMax + 1));
        _world.Merge("P1", "P2");
        _world.Deliver("P1");
        _world.Deliver("P1");
        List<ParcelEntry> told = _world.Journals["P2"];
        told[^1].Steps.Select(step => (step.MirrorScans.Put.Count, step.MirrorScans.Complete)).Should().Equal((ParcelBounds.StepScansMax, false), (1, true));

        ParcelEntry first = _world.Act("P1", turn => turn.HeedMerging("parcel/acme/P2", told.Count, 0, told[^1].Steps[0]))!;
        ParcelEntry last = _world.Act("P1", turn => turn.HeedMerging("parcel/acme/P2", told.Count, 1, told[^1].Steps[1]))!;

        first.Decided.Should().BeNull();
        last.Decided.ScanCount.Should().Be(ParcelBounds.StepScansMax + 1);
    }

    [Fact]
    public void What_a_merged_parcel_has_cut_down_counts_elsewhere_as_it_counts_there()
    {
        _world.Merge("P1", "P2");
        _world.DeliverAll();
        ScanFact[] mistaken = Many(0, 50);
        ScanFact[] replaced = Many(50, 250);
        _world.Record("P2", [.. mistaken, .. mistaken.Select((scan, i) => A.Void(scan.Id, 1_000 + i))]);
        _world.Record("P2", [.. replaced, .. replaced.Select((scan, i) => A.Correction(scan.Id, "Arrived", 2_000 + i))]);
        _world.DeliverAll();
        ParcelDecided own = _world["P2"].Decided.Clone();
        (own.CompactedCount, own.CorrectedCount).Should().Be((100, 300));
        own.Merged = false;
        _world["P1"].Decided.Should().Be(own);
    }

    [Fact]
    public void Over_its_life_a_parcel_is_merged_into_64_others_at_most()
    {
        string[] many = [.. Enumerable.Range(0, MergeBounds.SurvivorsMax + 1).Select(i => $"Q{i}")];
        _world.Register(many);
        foreach (string id in many)
        {
            _world.Merge(id, "P1");
            _world.DeliverAll();
            if (id == many[^1])
                break;
            _world.Into("P1")!.Parcel.Should().Be(id);
            _world.Split("P1");
            _world.DeliverAll();
        }

        _world.Absorbed(many[^1]).Single().Refused.Should().Be(nameof(Rejection.ParcelMergesFull));
        _world.Merge(many[0], "P1");
        _world.DeliverAll();
        _world.Into("P1")!.Parcel.Should().Be(many[0], "one it knows already is none more");
    }

    [Fact]
    public void Numbers_of_a_merged_parcel_are_told_with_it()
    {
        _world.Act("P2", turn => turn.LinkNumbers([ParcelRig.Number("LP1")], out _));
        _world.Merge("P1", "P2");
        _world.DeliverAll();
        _world.Absorbed("P1").Single().Numbers.Select(number => number.Number).Should().Equal("LP1");
        _world.Act("P2", turn => turn.LinkNumbers([ParcelRig.Number("LP2")], out _));
        _world.DeliverAll();
        _world.Absorbed("P1").Single().Numbers.Select(number => number.Number).Should().Equal("LP1", "LP2");
        _world["P1"].Numbers.Should().BeEmpty("they are not its own");
    }

    [Fact]
    public void The_answer_to_a_scan_has_the_phase_of_the_union()
    {
        _world.Record("P2", A.Scan("Delivered", 100));
        _world.Merge("P1", "P2");
        _world.DeliverAll();
        _world.Act("P1", turn => turn.Record([A.Scan("PickedUp", 0)], ParcelRig.NotRouted).Single().PhaseAfter.Should().Be(Phase.Delivered));
        _world.Act("P2", turn => turn.MergedInto.Should().Be("P1"));
    }

    private Rejection Cancel(string id)
    {
        Rejection rejection = Rejection.None;
        _world.Act(id, turn => rejection = turn.Cancel(0, "", out _));
        return rejection;
    }

    private static ScanFact[] Many(int from, int count) => [.. Enumerable.Range(from, count).Select(i => A.Scan("LineHaul", i))];
}
