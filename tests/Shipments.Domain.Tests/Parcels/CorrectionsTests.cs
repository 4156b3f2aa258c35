using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

public sealed class CorrectionsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_delivery_taken_back_opens_the_parcel_again_even_when_the_word_comes_first(bool wordFirst)
    {
        ScanFact delivered = A.Scan("Delivered", 100);
        ScanFact word = A.Void(delivered.Id, 200);
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("OutForDelivery", 0));

        ScanVerdict verdict = rig.RecordTwice(wordFirst ? word : delivered);
        verdict.Result.Should().Be(ScanResultKind.Recorded);
        verdict = rig.RecordTwice(wordFirst ? delivered : word);

        verdict.Result.Should().Be(wordFirst ? ScanResultKind.Recorded : ScanResultKind.Corrected);
        verdict.PhaseAfter.Should().Be(Phase.OutForDelivery);
        rig.Scan(delivered.Id).Voided.Should().BeTrue();
        rig.Milestone(MilestoneKind.Delivered).Should().BeNull();
        rig.Decided.Corrected.Should().BeTrue();
        rig.Decided.CorrectedCount.Should().Be(1);
        rig.Decided.ScanCount.Should().Be(3);
        rig.Decided.Awaited.Should().BeEmpty();
    }

    [Fact]
    public void A_correction_alone_corrects_nothing_yet()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Correction(77, "LastMile", 0));

        rig.Decided.Corrected.Should().BeFalse();
        rig.Decided.Awaited.Should().Equal(77UL);
        rig.Phase.Should().Be(Phase.LastMile);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_replaced_scan_is_kept_and_the_one_that_replaces_it_is_folded(bool correctionFirst)
    {
        ScanFact wrong = A.Scan("Delivered", 100);
        ScanFact right = A.Correction(wrong.Id, "AttemptFailed", 100);

        ParcelRig rig = ParcelRig.Registered().RecordEach(correctionFirst ? [right, wrong] : [wrong, right]);

        rig.Phase.Should().Be(Phase.AttemptFailed);
        rig.Scan(wrong.Id).ReplacedBy.Should().Be(right.Id);
        rig.Decided.Corrected.Should().BeTrue();
    }

    [Fact]
    public void Of_two_corrections_of_one_scan_the_later_by_receipt_counts()
    {
        ScanFact wrong = A.Scan("Delivered", 100);
        ScanFact earlier = A.Correction(wrong.Id, "AttemptFailed", 100);
        ScanFact later = A.Correction(wrong.Id, "AvailableForPickup", 110);

        ParcelRig rig = ParcelRig.Registered().RecordEach(wrong, later, earlier);

        rig.Phase.Should().Be(Phase.AvailableForPickup);
        rig.Scan(wrong.Id).ReplacedBy.Should().Be(later.Id);
        rig.Scan(earlier.Id).ReplacedBy.Should().Be(later.Id);
        rig.Milestone(MilestoneKind.FirstAttempt).Should().BeNull();
    }

    [Fact]
    public void A_correction_taken_back_brings_back_what_it_replaced()
    {
        ScanFact right = A.Scan("Delivered", 100);
        ScanFact wrong = A.Correction(right.Id, "AttemptFailed", 100);

        ParcelRig rig = ParcelRig.Registered().RecordEach(right, wrong, A.Void(wrong.Id, 300));

        rig.Phase.Should().Be(Phase.Delivered);
        rig.Scan(right.Id).ReplacedBy.Should().Be(0);
        rig.Scan(wrong.Id).Voided.Should().BeTrue();
    }

    [Fact]
    public void A_correction_of_a_correction_leaves_the_last_one_alone_folded()
    {
        ScanFact first = A.Scan("Delivered", 100);
        ScanFact second = A.Correction(first.Id, "AttemptFailed", 100);
        ScanFact third = A.Correction(second.Id, "OutForDelivery", 100);

        ParcelRig rig = ParcelRig.Registered().RecordEach(third, first, second);

        rig.Phase.Should().Be(Phase.OutForDelivery);
        rig.Decided.CorrectedCount.Should().Be(2);
    }

    [Fact]
    public void A_scan_that_corrects_itself_is_a_scan_like_any_other()
    {
        ScanFact scan = A.Scan("Departed", 0);
        scan.Corrects = scan.Id;

        ParcelRig rig = ParcelRig.Registered().RecordEach(scan);

        rig.Phase.Should().Be(Phase.Departed);
        rig.Decided.Corrected.Should().BeFalse();
    }

    [Fact]
    public void Scans_that_replace_each_other_in_a_circle_replace_nothing()
    {
        ScanFact a = A.Scan("Departed", 0);
        ScanFact b = A.Correction(a.Id, "Arrived", 10);
        a.Corrects = b.Id;

        ParcelRig rig = ParcelRig.Registered().RecordEach(a, b);

        rig.Phase.Should().Be(Phase.Arrived);
        rig.Decided.CorrectedCount.Should().Be(0);
    }

    [Fact]
    public void A_later_copy_that_says_it_corrects_another_scan_takes_effect()
    {
        ScanFact wrong = A.Scan("Delivered", 100);
        ScanFact right = A.Scan("AttemptFailed", 90);
        ParcelRig rig = ParcelRig.Registered().RecordEach(wrong, right);
        ScanFact copy = right.Clone();
        copy.Corrects = wrong.Id;

        rig.RecordTwice(copy).Result.Should().Be(ScanResultKind.Corrected);

        rig.Phase.Should().Be(Phase.AttemptFailed);
    }
}
