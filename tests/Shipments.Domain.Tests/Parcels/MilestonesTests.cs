using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

public sealed class MilestonesTests
{
    [Fact]
    public void A_milestone_keeps_its_first_and_last_time_its_count_and_the_scan_of_the_first()
    {
        ScanFact first = A.Scan("OutForDelivery", 0);
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("OutForDelivery", 300), first, A.Scan("OutForDelivery", 100));

        rig.Milestone(MilestoneKind.OutForDelivery).Should().Be(new MilestoneRecord
        {
            Kind = (int)MilestoneKind.OutForDelivery,
            FirstMs = A.Ms(0),
            LastMs = A.Ms(300),
            Count = 3,
            Confidence = (int)Confidence.Scanned,
            ScanId = first.Id,
        });
    }

    [Fact]
    public void Leaving_the_inward_office_implies_that_customs_released_it()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("ImportCustoms+milestone=ImportCustomsReleased+inferred", 0));

        rig.Milestone(MilestoneKind.ImportCustomsReleased)!.Confidence.Should().Be((int)Confidence.Inferred);
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(60)]
    public void What_was_scanned_replaces_what_was_implied(double minutes)
    {
        ScanFact scanned = A.Scan("ImportCustoms+milestone=ImportCustomsReleased", minutes);
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("ImportCustoms+milestone=ImportCustomsReleased+inferred", 0), scanned);

        MilestoneRecord released = rig.Milestone(MilestoneKind.ImportCustomsReleased)!;

        (released.Confidence, released.FirstMs, released.LastMs, released.Count, released.ScanId).Should()
            .Be(((int)Confidence.Scanned, A.Ms(minutes), A.Ms(minutes), 1, scanned.Id));
    }

    [Fact]
    public void A_scan_its_carrier_calls_inferred_is_no_physical_one()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("Arrived", 0, with: fact => fact.Inferred = true));

        rig.Milestone(MilestoneKind.Arrived)!.Confidence.Should().Be((int)Confidence.Inferred);
    }

    [Fact]
    public void What_is_claimed_stays_claimed()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("PickedUp+claimed", 0, with: fact => fact.Inferred = true));

        rig.Milestone(MilestoneKind.PickedUp)!.Confidence.Should().Be((int)Confidence.Claimed);
    }

    [Fact]
    public void A_scan_that_moves_nothing_back_still_fills_its_milestone()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("LastMile", 0), A.Scan("Departed", 60));

        rig.Phase.Should().Be(Phase.LastMile);
        rig.Milestone(MilestoneKind.Departed)!.FirstMs.Should().Be(A.Ms(60));
    }

    [Fact]
    public void A_jump_straight_to_delivered_reaches_delivered_alone()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("Delivered", 0));

        rig.Decided.Milestones.Select(milestone => milestone.Kind).Should().Equal((int)MilestoneKind.Delivered);
    }
}
