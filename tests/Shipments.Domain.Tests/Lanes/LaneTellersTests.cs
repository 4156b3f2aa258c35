using System.Text;
using Google.Protobuf;
using Shipments.Domain.Carriers;
using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Parcels;
using Shipments.Domain.Tests.Scans;

namespace Shipments.Domain.Tests.Lanes;

public sealed class LaneTellersTests
{
    private const string Lane = "acme/CN-US/cainiao-standard";

    [Fact]
    public void Who_tells_of_pick_ups_and_of_rounds_is_known() =>
        LaneTellers.Of(Cells((MilestoneKind.PickedUp, "cainiao", 20), (MilestoneKind.OutForDelivery, "usps", 20))).Should().Be(new LaneTellers("cainiao", "usps"));

    [Theory]
    [InlineData(19, "")]
    [InlineData(20, "usps")]
    public void Twenty_scans_say_who_it_is_and_nineteen_do_not(int scans, string delivers) =>
        LaneTellers.Of(Cells((MilestoneKind.OutForDelivery, "usps", scans))).Should().Be(new LaneTellers("", delivers));

    [Theory]
    [InlineData(10, "usps")]
    [InlineData(11, "")]
    public void Where_several_tell_nine_in_ten_must_be_one_s(int others, string delivers) =>
        LaneTellers.Of(Cells((MilestoneKind.OutForDelivery, "usps", 90), (MilestoneKind.OutForDelivery, "4px", others))).Delivers.Should().Be(delivers);

    [Fact]
    public void A_carrier_without_a_vocabulary_has_a_number_for_a_name() =>
        LaneTellers.Of(Cells((MilestoneKind.OutForDelivery, "local-courier", 20))).Delivers.Should().MatchRegex("^[0-9a-f]{3}$");

    [Fact]
    public void However_many_carriers_callers_name_a_lane_counts_a_bounded_number_of_them() =>
        Cells([.. Enumerable.Range(0, 20_000).Select(n => (MilestoneKind.PickedUp, $"carrier-{n}", 1))]).Sorted().Should().HaveCount(LaneTellers.NumbersMax);

    [Fact]
    public void Carriers_with_a_vocabulary_are_told_apart() =>
        Vocabularies.Default.Carriers.Keys.Select(name => LaneTellers.Of(Cells((MilestoneKind.PickedUp, name, 20))).PicksUp).Should().Equal(Vocabularies.Default.Carriers.Keys);

    [Fact]
    public void Other_milestones_and_those_of_nobody_say_nothing()
    {
        Cells((MilestoneKind.Departed, "cainiao", 20), (MilestoneKind.Delivered, "usps", 20), (MilestoneKind.OutForDelivery, "", 20)).IsEmpty.Should().BeTrue();
        LaneTellers.Of(new LaneCells()).Should().Be(LaneTellers.None);
    }

    [Fact]
    public void Weeks_that_are_no_longer_apart_say_nothing()
    {
        LaneCells cells = Cells((MilestoneKind.OutForDelivery, "usps", 20));
        cells.FoldWeeks(LaneWeeks.Of(A.Ms(0)) + 1);
        LaneTellers.Of(cells).Should().Be(LaneTellers.None);
    }

    [Fact]
    public void A_lane_counts_who_told_of_its_parcels()
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.Record(A.Scan("PickedUp", 0, "cainiao"));
        rig.Record(A.Scan("OutForDelivery", 3_000, "usps"));
        rig.Record(A.Scan("Delivered", 3_100, "usps"));
        SimpleDeltas deltas = new();
        for (int i = 0; i < rig.Entries.Count; i++)
            deltas.Add("acme", i + 1, rig.Entries[i].ToByteArray());
        LaneCells counted = new();
        for (int i = 0; i < LaneTellers.ScansMin; i++)
            counted.Add(deltas.Lanes[Lane]);
        LaneTellers.Of(counted).Should().Be(new LaneTellers("cainiao", "usps"));
    }

    private static LaneCells Cells(params (MilestoneKind Kind, string Carrier, int Scans)[] told)
    {
        LaneCells cells = new();
        foreach ((MilestoneKind kind, string carrier, int scans) in told)
        {
            for (int i = 0; i < scans; i++)
                LaneTellers.Write(cells, kind, Encoding.UTF8.GetBytes(carrier), A.Ms(0));
        }

        return cells;
    }
}
