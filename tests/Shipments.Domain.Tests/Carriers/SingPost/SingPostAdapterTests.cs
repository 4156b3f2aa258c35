using Shipments.Domain.Carriers;
using Shipments.Domain.Numbers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Domain.Tests.Carriers.Emsevt;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers.SingPost;

public sealed class SingPostAdapterTests
{
    private const string Format = "singpost-track-json";

    private static PayloadReading Items() => PostFixtures.Read(Format, PostFixtures.Bytes("SingPost", "items.json"), "2026-10-21T00:00:00Z");

    private static PayloadScan One(string fields) =>
        PostFixtures.Read(Format, $$"""{"ok":true,"items":[{"trackingNumber":"RB254433138SG","trackingNumberFound":"true","events":[{{{fields}}}]}]}""").Items[0].Scans[0];

    [Fact]
    public void Known_unknown_and_faulty_items_are_told_apart()
    {
        PayloadReading reading = Items();

        reading.Fault.Should().BeNull();
        reading.Items.Select(item => (item.Number, item.Scans.Count, item.NotFound)).Should().Equal(
            ("RB254433138SG", 6, false), ("RR000000005SG", 0, true), ("", 0, false));
        reading.Items.Select(item => item.Fault?.Field).Should().Equal(null, null, "items[2].trackingNumber");
    }

    [Fact]
    public void Times_have_their_offset_or_that_of_the_country()
    {
        // The delivery states seven hours behind. The United States have many clocks, so the next two are intervals. Singapore, named or
        // meant by a town without a country, is eight hours ahead. The row of dashes is no event; the last row has a wording and no time.
        PostFixtures.Lines(Items().Items[0]).Should().Equal(
            "FD 10-20 21:05:00",
            "AL 10-20 13:10:00 in 10-20 13:10:00..10-20 19:10:00",
            "HC 10-15 18:00:00",
            "DP 10-11 15:30:00",
            "PO 10-10 02:00:00",
            "! items[0].events[6].date");
    }

    [Fact]
    public void Scans_are_complete()
    {
        IReadOnlyList<PayloadScan> scans = Items().Items[0].Scans;

        scans[2].Fact!.Place.Should().Be(new PlaceRecord { Office = "USLAXA", Country = "US" });
        scans[3].Fact!.Place.Should().Be(new PlaceRecord { Country = "SG" });
        scans[4].Fact!.Place.Should().Be(new PlaceRecord { City = "Tampines Central" });
        scans.Take(5).Select(scan => (ZoneSource)scan.Fact!.Time.ZoneSource).Should().Equal(
            ZoneSource.Explicit, ZoneSource.None, ZoneSource.Office, ZoneSource.Country, ZoneSource.Country);
        (scans[0].Fact!.Carrier, scans[0].Fact!.Text, scans[0].Fact!.Number).Should().Be(("singpost", "Delivered", "RB254433138SG"));
    }

    [Fact]
    public void The_other_number_is_linked_and_the_bag_is_not() =>
        Items().Items[0].Linked.Should().Equal(new LinkedNumber("LX210720682NL", "postnl", NumberRole.LastMile));

    [Theory]
    [InlineData("IR", Phase.InfoReceived)]
    [InlineData("PO", Phase.PickedUp)]
    [InlineData("DP", Phase.LineHaul)]
    [InlineData("HE", Phase.LineHaul)]
    [InlineData("LL", Phase.LineHaul)]
    [InlineData("AD", Phase.LineHaul)]
    [InlineData("DA", Phase.LineHaul)]
    [InlineData("DO", Phase.LineHaul)]
    [InlineData("PL", Phase.LineHaul)]
    [InlineData("HC", Phase.ImportCustoms)]
    [InlineData("DGS", Phase.ImportCustoms)]
    [InlineData("CS", Phase.ImportCustoms)]
    [InlineData("AL", Phase.OutForDelivery)]
    [InlineData("FD", Phase.Delivered)]
    [InlineData("AC", Phase.None)]
    [InlineData("HQ", Phase.None)]
    [InlineData("DF", Phase.None)]
    [InlineData("RS", Phase.None)]
    public void Each_code_has_its_meaning_under_either_name(string code, Phase phase)
    {
        foreach (string name in new[] { "eventDescription", "aceStatusCode" })
        {
            ScanFact fact = One($"\"date\":\"2026-10-10 10:00:00\",\"statusDescription\":\"x\",\"{name}\":\"{code}\"").Fact!;
            MeaningRecord meaning = Vocabularies.Default.Map(fact);
            ((Phase)meaning.Phase, meaning.Unmapped).Should().Be((phase, phase == Phase.None), name);
        }
    }

    [Fact]
    public void Export_customs_are_told_by_the_wording()
    {
        ScanFact fact = One("\"date\":\"2026-10-10 10:00:00\",\"statusDescription\":\"Export customs clearance\",\"eventDescription\":\"CS\"").Fact!;

        ((Phase)Vocabularies.Default.Map(fact).Phase).Should().Be(Phase.ExportCustoms);
    }

    [Fact]
    public void A_wording_in_the_place_of_a_code_is_a_text()
    {
        ScanFact fact = One("\"date\":\"2026-10-10 10:00:00\",\"statusDescription\":\"-\",\"eventDescription\":\"Arrived at hub\"").Fact!;

        (fact.Code, fact.Text).Should().Be(("", "Arrived at hub"));
    }

    [Fact]
    public void Events_of_a_number_that_is_not_known_are_kept_and_the_contradiction_is_told()
    {
        PayloadItem item = PostFixtures.Read(Format, """
            {"ok":true,"items":[{"trackingNumber":"RB254433138SG","trackingNumberFound":"false","events":[{"date":"2026-10-10 10:00:00","eventDescription":"PO"}]}]}
            """).Items[0];

        (item.Scans.Count, item.NotFound, item.Fault!.Field).Should().Be((1, false, "items[0].trackingNumberFound"));
    }

    [Fact]
    public void A_reply_that_failed_is_a_fault() => PostFixtures.Read(Format, """{"ok":false,"message":"try later","items":[]}""").Fault
        .Should().Be(new PayloadFault("ok", "try later", "The carrier answered that it failed."));

    [Fact]
    public void Items_and_events_are_bounded()
    {
        string Items(int count) => $$"""{"items":[{{string.Join(',', Enumerable.Repeat("""{"trackingNumber":"RB254433138SG"}""", count))}}]}""";
        string Events(int count) => $$"""{"items":[{"trackingNumber":"RB254433138SG","events":[{{string.Join(',', Enumerable.Repeat("1", count))}}]}]}""";

        PostFixtures.Read(Format, Items(PayloadLimits.ItemsMax)).Items.Should().HaveCount(PayloadLimits.ItemsMax);
        PostFixtures.Read(Format, Items(PayloadLimits.ItemsMax + 1)).Fault!.Problem.Should().Be("A payload has at most 1000 shipments.");
        PostFixtures.Read(Format, Events(PayloadLimits.EventsMax)).Items[0].Scans.Should().HaveCount(PayloadLimits.EventsMax);
        PostFixtures.Read(Format, Events(PayloadLimits.EventsMax + 1)).Fault!.Problem.Should().Be("A payload has at most 2000 events.");
    }

    [Fact]
    public void Size_and_levels_are_bounded()
    {
        string full = """{"items":[{"trackingNumber":"RB254433138SG"}]}""".PadRight(PayloadLimits.BytesMax);
        string Nested(int levels) => $$"""{"items":[],"x":{{new string('[', levels - 1)}}{{new string(']', levels - 1)}}}""";

        PostFixtures.Read(Format, full).Items.Should().HaveCount(1);
        PostFixtures.Read(Format, full + " ").Fault!.Value.Should().Be("1048577 bytes");
        PostFixtures.Read(Format, Nested(PayloadLimits.DepthMax)).Fault.Should().BeNull();
        PostFixtures.Read(Format, Nested(PayloadLimits.DepthMax + 1)).Fault!.Problem.Should().Be("The payload is not JSON of at most 32 levels.");
    }
}
