using Shipments.Bench.Traffic;
using Shipments.Domain.Carriers;
using Shipments.Journal.V1;

namespace Shipments.Bench.Tests;

public sealed class LivesTests
{
    [Fact]
    public void A_tracked_life_ends_with_its_delivery_and_goes_on_at_a_depot()
    {
        foreach (LaneShare lane in LaneShares.All.Where(lane => !lane.Untracked))
        {
            int length = Lives.LengthOf(lane, fate: 1);
            string delivered = lane.LastMile switch { LastMile.Usps => "01", LastMile.Correos => "I010000V", LastMile.Partner => "GTMS_SIGNED" };

            Lives.At(lane, 1, length - 1).Code.Should().Be(delivered);
            Lives.At(lane, 1, length).Code.Should().NotBe(delivered);
        }
    }

    [Fact]
    public void A_delivery_that_fails_at_first_is_tried_again()
    {
        LaneShare lane = LaneShares.All.First(lane => lane.LastMile == LastMile.Usps && !lane.Untracked);
        int length = Lives.LengthOf(lane, fate: 9);

        Enumerable.Range(length - 4, 4).Select(position => Lives.At(lane, 9, position).Code).Should().Equal("OF", "53", "OF", "01");
    }

    [Fact]
    public void An_untracked_life_ends_at_customs()
    {
        LaneShare lane = LaneShares.All.First(lane => lane.Untracked);

        Lives.At(lane, 1, Lives.LengthOf(lane, 1) - 1).Code.Should().Be("CC_IM_SUCCESS");
    }

    [Fact]
    public void Vocabularies_know_every_code()
    {
        foreach (LaneShare lane in LaneShares.All)
        {
            foreach (LifeStep step in Enumerable.Range(0, 40).SelectMany(position => new[] { Lives.At(lane, 1, position), Lives.At(lane, 9, position) }))
            {
                ScanFact fact = new() { Carrier = step.Carrier, Code = step.Code, Text = step.Text };
                Vocabularies.Default.Map(fact).Unmapped.Should().BeFalse($"{step.Carrier} {step.Code} is a code of its carrier");
            }

        }
    }
}
