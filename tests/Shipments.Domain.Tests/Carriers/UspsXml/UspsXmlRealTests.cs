using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Carriers.Emsevt;
using Shipments.Journal.V1;
using Xunit.Abstractions;

namespace Shipments.Domain.Tests.Carriers.UspsXml;

/// <summary>Expectations of real replies, worked out by hand; they lie outside the repository and are looked at where they are.</summary>
public sealed class UspsXmlRealTests(ITestOutputHelper output)
{
    private const string Format = "usps-webtools-xml";

    [Fact]
    public void A_real_delivered_reply_reads_as_worked_out_by_hand()
    {
        if (PostFixtures.Real("usps", "shipit-usps_delivered.xml") is not { } payload)
        {
            output.WriteLine("no real samples here");
            return;
        }

        CarrierAdapters.Detect(payload)!.Format.Should().Be(Format);
        PayloadItem item = PostFixtures.Read(Format, payload, "2014-02-14T00:00:00Z").Items.Should().ContainSingle().Subject;

        // February: Illinois is six hours behind, California eight. The departure without a time of day lies within its day in California, ordered by its last
        // minute; the announcement names no place either and is ordered by its first.
        (item.Number, item.NotFound, item.Fault).Should().Be(("9400110200828077631698", false, (PayloadFault?)null));
        PostFixtures.Lines(item).Should().Equal(
            "01 02-13 18:24:00",
            "OF 02-13 14:36:00",
            "PC 02-13 14:26:00",
            "07 02-12 22:16:00",
            "10 02-12 13:48:00",
            "EF 02-11 07:59:00 in 02-10 08:00:00..02-11 07:59:59",
            "10 02-10 23:19:00",
            "MA 02-10 00:00:00 in 02-09 10:00:00..02-11 11:59:59",
            "03 02-10 19:31:00");
        WindowRecord eta = item.Scans[0].Fact!.CarrierEta;
        (PostFixtures.Utc(eta.FromMs), PostFixtures.Utc(eta.ToMs)).Should().Be(("02-13 06:00:00", "02-14 05:59:59"));
        Phases(item).Should().Equal(
            Phase.Delivered, Phase.OutForDelivery, Phase.LastMile, Phase.LastMile, Phase.LastMile, Phase.LastMile, Phase.LastMile, Phase.InfoReceived, Phase.PickedUp);
    }

    [Fact]
    public void A_real_announced_reply_reads_as_worked_out_by_hand()
    {
        if (PostFixtures.Real("usps", "shipit-usps_pre_shipment.xml") is not { } payload)
        {
            output.WriteLine("no real samples here");
            return;
        }

        CarrierAdapters.Detect(payload)!.Format.Should().Be(Format);
        PayloadItem item = PostFixtures.Read(Format, payload, "2014-03-01T12:00:00Z").Items.Should().ContainSingle().Subject;

        (item.Number, item.NotFound, item.Fault).Should().Be(("9274890109527000983902", false, (PayloadFault?)null));
        PostFixtures.Lines(item).Should().Equal("MA 02-28 00:00:00 in 02-27 10:00:00..03-01 11:59:59");
        item.Scans[0].Fact!.CarrierEta.Should().BeNull();
        Phases(item).Should().Equal(Phase.InfoReceived);
    }

    private static IEnumerable<Phase> Phases(PayloadItem item) => item.Scans.Select(scan => (Phase)Vocabularies.Default.Map(scan.Fact!).Phase);
}
