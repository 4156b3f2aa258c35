using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

public sealed class WitnessGroupsTests
{
    private const double ApartMax = 5;

    [Theory]
    [InlineData(ApartMax, true)]
    [InlineData(ApartMax + (1 / 60_000.0), false)]
    public void Two_carriers_tell_one_event_within_five_minutes(double apart, bool isOne)
    {
        ScanFact origin = A.Scan("Departed", 0, "china-post");
        ScanFact destination = A.Scan("Departed", apart, "usps");

        ParcelRig rig = ParcelRig.Registered().RecordEach(origin);
        ScanVerdict verdict = rig.RecordTwice(destination);

        verdict.Result.Should().Be(isOne ? ScanResultKind.Merged : ScanResultKind.Recorded);
        rig.Milestone(MilestoneKind.Departed)!.Count.Should().Be(isOne ? 1 : 2);
        rig.Scan(origin.Id).Witnesses.Should().Equal(isOne ? ["china-post", "usps"] : ["china-post"]);
        rig.Scan(destination.Id).WitnessOf.Should().Be(isOne ? origin.Id : 0);
        rig.Decided.ScanCount.Should().Be(2, "both are kept");
    }

    [Fact]
    public void The_earlier_one_leads_even_when_it_comes_later()
    {
        ScanFact early = A.Scan("Departed", 0, "china-post");
        ScanFact late = A.Scan("Departed", 3, "usps");

        ParcelRig rig = ParcelRig.Registered().RecordEach(late);
        rig.RecordTwice(early).Result.Should().Be(ScanResultKind.Merged);

        rig.Milestone(MilestoneKind.Departed)!.FirstMs.Should().Be(A.Ms(0));
        rig.Scan(early.Id).Witnesses.Should().Equal("china-post", "usps");
        rig.Scan(late.Id).Witnesses.Should().BeEmpty();
    }

    [Fact]
    public void One_carrier_twice_is_two_events()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("OutForDelivery", 0), A.Scan("OutForDelivery", 3));

        rig.Milestone(MilestoneKind.OutForDelivery)!.Count.Should().Be(2);
    }

    [Theory]
    [InlineData("CN", "CN", true)]
    [InlineData("CN", "", true)]
    [InlineData("CN", "US", false)]
    public void Two_countries_are_two_events(string first, string second, bool isOne)
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(
            A.Scan("Departed", 0, "china-post", fact => fact.Place = new PlaceRecord { Country = first }),
            A.Scan("Departed", 1, "usps", fact => fact.Place = new PlaceRecord { Country = second }));

        rig.Milestone(MilestoneKind.Departed)!.Count.Should().Be(isOne ? 1 : 2);
    }

    [Fact]
    public void A_country_that_a_witness_knows_holds_for_the_event()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(
            A.Scan("Departed", 0, "china-post"),
            A.Scan("Departed", 1, "usps", fact => fact.Place = new PlaceRecord { Country = "CN" }),
            A.Scan("Departed", 2, "correos", fact => fact.Place = new PlaceRecord { Country = "ES" }));

        rig.Milestone(MilestoneKind.Departed)!.Count.Should().Be(2);
    }

    [Fact]
    public void A_witness_is_no_regression_when_the_parcel_has_gone_on_between()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(
            A.Scan("Departed", 0, "china-post"), A.Scan("LineHaul", 2, "china-post"), A.Scan("Departed", 4, "usps"));

        rig.Phase.Should().Be(Phase.LineHaul);
        rig.Decided.Regression.Should().BeFalse();
    }

    [Fact]
    public void A_time_of_an_unknown_zone_is_no_witness()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(
            A.Scan("Departed", 0, "china-post"), A.Unzoned("Departed", 1, fact => fact.Carrier = "usps"));

        rig.Milestone(MilestoneKind.Departed)!.Count.Should().Be(2);
    }

    [Fact]
    public void A_witness_that_saw_more_counts_in_place_of_the_first()
    {
        ScanFact scanned = A.Scan("Arrived", 2, "usps");
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("Arrived+inferred", 0, "china-post"), scanned);

        (rig.Milestone(MilestoneKind.Arrived)!.ScanId, rig.Milestone(MilestoneKind.Arrived)!.Count).Should().Be((scanned.Id, 1));
    }

    [Fact]
    public void A_witness_leads_when_the_first_is_taken_back()
    {
        ScanFact first = A.Scan("Departed", 0, "china-post");
        ScanFact second = A.Scan("Departed", 3, "usps");

        ParcelRig rig = ParcelRig.Registered().RecordEach(first, second, A.Void(first.Id, 60));

        rig.Milestone(MilestoneKind.Departed)!.FirstMs.Should().Be(A.Ms(3));
        rig.Scan(second.Id).WitnessOf.Should().Be(0);
    }

    [Fact]
    public void One_event_has_eight_witnesses_at_most_and_a_ninth_tells_one_of_its_own()
    {
        ParcelRig rig = ParcelRig.Registered();
        for (int i = 0; i < ParcelBounds.WitnessesMax; i++)
            rig.RecordEach(A.Scan("Departed", i / 10.0, $"carrier-{i}"));
        rig.Milestone(MilestoneKind.Departed)!.Count.Should().Be(1);

        rig.RecordEach(A.Scan("Departed", 1, "carrier-8"));

        rig.Milestone(MilestoneKind.Departed)!.Count.Should().Be(2);
    }
}
