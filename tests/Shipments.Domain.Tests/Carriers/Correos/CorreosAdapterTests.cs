using System.Text;
using Shipments.Domain.Carriers;
using Shipments.Domain.Numbers;
using Shipments.Domain.Scans;
using Shipments.Domain.Tests.Carriers.Emsevt;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers.Correos;

public sealed class CorreosAdapterTests
{
    private const string Format = "correos-localizador-json";
    private const string Number = "PQ4F6P0700012340128013L";
    private const string Received = "2026-11-03T00:00:00Z";

    private static readonly byte[] Whole = PostFixtures.Bytes("Correos", "shipments.json");

    private static PayloadReading Shipments() => PostFixtures.Read(Format, Whole, Received);

    private static PayloadScan One(string fields) =>
        PostFixtures.Read(Format, $$"""[{"codEnvio":"{{Number}}","eventos":{ {{fields}} } }]""").Items[0].Scans[0];

    [Fact]
    public void Good_failed_and_unknown_shipments_of_one_reply_are_told_apart()
    {
        PayloadReading reading = Shipments();

        reading.Fault.Should().BeNull();
        reading.Items.Select(item => (item.Number, item.Scans.Count, item.NotFound)).Should().Equal(
            (Number, 4, false), ("PX4F6P0700055550138002T", 0, false), ("PX4F6P0700066660138002G", 0, true), ("DV4F6P0700077770146001K", 1, false));
        reading.Items.Select(item => item.Fault?.Field).Should().Equal(null, "[1].error.codError", null, null);
        reading.Items[1].Fault!.Problem.Should().Be("The carrier answered: Servicio no disponible temporalmente");
    }

    [Fact]
    public void Events_of_repeated_keys_all_count_and_have_the_clock_of_their_place()
    {
        // The mainland: two hours ahead before 25 October, when it moves back. The islands, after it: none. Las Palmas is known by
        // its office's province 35, Telde by its name.
        PostFixtures.Lines(Shipments().Items[0]).Should().Equal(
            "A090000V 10-16 07:05:00", "A010000V 10-17 16:20:31", "H020000V 10-26 08:15:00", "I010000V 10-26 11:40:00");
    }

    [Fact]
    public void A_date_without_a_time_of_day_is_that_day()
    {
        PayloadItem returned = Shipments().Items[3];

        PostFixtures.Lines(returned).Should().Equal("Z990000V 11-02 22:59:00 in 11-01 23:00:00..11-02 22:59:59");
        returned.Scans[0].Fact!.Place.Should().Be(new PlaceRecord { Office = "VALENCIA", PostalCode = "46001", Country = "ES" });
    }

    [Fact]
    public void Stage_and_return_product_are_kept_in_the_text()
    {
        PayloadReading reading = Shipments();

        reading.Items[0].Scans.Select(scan => scan.Fact!.Text).Should().Equal(
            "Prerregistrado. El envío está prerregistrado [fase 1]", "Admitido [fase 1]", "En reparto [fase 3]", "Entregado [fase 4]");
        reading.Items[3].Scans[0].Fact!.Text.Should().Be("Movimiento interno [fase 2, producto de devolución DEV]");
    }

    [Fact]
    public void Associated_shipments_and_telling_references_are_linked_and_orders_are_not() => Shipments().Items[0].Linked.Should().Equal(
        new LinkedNumber("RB254433138SG", "singpost", NumberRole.LastMile),
        new LinkedNumber("LP00612345678901", "cainiao", NumberRole.Platform));

    [Fact]
    public void Scans_are_complete()
    {
        ScanFact fact = Shipments().Items[0].Scans[1].Fact!;

        (fact.Carrier, fact.Number, fact.Time.Raw).Should().Be(("correos", Number, "17/10/2026 18:20:31"));
        fact.Place.Should().Be(new PlaceRecord { Office = "2800001 MADRID CTA", City = "MADRID", Country = "ES" });
        (fact.Time.ZoneSource, fact.Time.OffsetMinutes).Should().Be(((int)ZoneSource.Office, 120));
        fact.Id.Should().Be(ScanIds.Of(fact));
        Shipments().Items[0].Scans[0].Fact!.Time.ZoneSource.Should().Be((int)ZoneSource.Country);
    }

    [Fact]
    public void Comments_are_told_and_cost_nothing()
    {
        PayloadItem item = PostFixtures.Read(Format, PostFixtures.Bytes("Correos", "commented.json"), Received).Items.Should().ContainSingle().Subject;

        PostFixtures.Lines(item).Should().Equal("A010000V 10-17 16:20:31");
        item.Fault!.Problem.Should().StartWith("The payload carries comments");
    }

    [Fact]
    public void A_reply_cut_off_anywhere_keeps_every_event_that_was_whole()
    {
        // Goal: no cut loses what stood before it. Method: every prefix; an event is whole once its closing bracket is there.
        string text = Encoding.UTF8.GetString(Whole);
        int[] ends = [.. PostFixtures.Lines(Shipments().Items[0]).Select((_, at) => EndOfEvent(text, at))];
        for (int length = 1; length < Whole.Length; length++)
        {
            PayloadReading reading = PostFixtures.Read(Format, Whole[..length], Received);
            int whole = ends.Count(end => Encoding.UTF8.GetByteCount(text.AsSpan(0, end)) <= length);
            int read = reading.Items.Count == 0 ? 0 : reading.Items[0].Scans.Count(scan => scan.Fact is not null);
            read.Should().BeGreaterThanOrEqualTo(whole, "the first {0} bytes hold {1} whole events", length, whole);

            // The last two bytes are the closing bracket and the line's end.
            if (length <= Whole.Length - 2)
                (reading.Fault ?? reading.Items.Select(item => item.Fault).Last(fault => fault is not null))!.Problem.Should().NotBeEmpty();
        }
    }

    [Fact]
    public void A_cut_inside_a_shipment_is_told_at_that_shipment()
    {
        int cut = Encoding.UTF8.GetString(Whole).IndexOf("\"26/10/2026\", \"horEvento\": \"11:40", StringComparison.Ordinal);

        PayloadItem item = PostFixtures.Read(Format, Whole[..cut], Received).Items.Should().ContainSingle().Subject;

        PostFixtures.Lines(item).Take(3).Should().Equal("A090000V 10-16 07:05:00", "A010000V 10-17 16:20:31", "H020000V 10-26 08:15:00");
        item.Fault!.Problem.Should().StartWith("From here on the payload is not JSON");
    }

    [Fact]
    public void A_cut_between_two_shipments_is_told_after_the_last()
    {
        int cut = Encoding.UTF8.GetString(Whole).IndexOf("  {\n    \"codEnvio\": \"PX4F6P0700055550138002T\"", StringComparison.Ordinal);
        cut = Encoding.UTF8.GetByteCount(Encoding.UTF8.GetString(Whole).AsSpan(0, cut));

        PayloadReading reading = PostFixtures.Read(Format, Whole[..cut], Received);

        reading.Items.Select(item => item.Number).Should().Equal(Number, "");
        reading.Items[0].Fault.Should().BeNull();
        reading.Items[1].Fault!.Problem.Should().StartWith("From here on the payload is not JSON");
    }

    // 10:00 of 1 July 2026: 08:00 UTC on the mainland, 09:00 on the islands.
    [Theory]
    [InlineData("\"localidad\":\"SANTA CRUZ DE TENERIFE\"", "09")]
    [InlineData("\"unidad\":\"Arrecife\"", "09")]
    [InlineData("\"provincia\":\"Las Palmas\"", "09")]
    [InlineData("\"unidad\":\"38001 SUCURSAL 1\"", "09")]
    [InlineData("\"codPostal\":\"35200\",\"localidad\":\"X\"", "09")]
    [InlineData("\"localidad\":\"PALMA DE MALLORCA\"", "08")]
    [InlineData("\"localidad\":\"LA PALMA DEL CONDADO\",\"codPostal\":\"21700\"", "08")]
    [InlineData("\"unidad\":\"2800001\",\"localidad\":\"CALLE TENERIFE\"", "08")]
    [InlineData("\"localidad\":\"CEUTA\"", "08")]
    public void The_Canary_Islands_are_told_by_code_or_name(string place, string hour) =>
        PostFixtures.Utc(One($"\"fecEvento\":\"01/07/2026\",\"horEvento\":\"10:00:00\",\"codEvento\":\"P040000V\",{place}").Fact!.Time.UtcMs)
            .Should().Be($"07-01 {hour}:00:00");

    [Theory]
    [InlineData("\"codEvento\":\"I010000V\"", "[0].eventos.fecEvento", "The event has no readable date.")]
    [InlineData("\"codEvento\":\"I010000V\",\"fecEvento\":\"31/02/2026\"", "[0].eventos.fecEvento", "The event has no readable date.")]
    [InlineData("\"codEvento\":\"I010000V\",\"fecEvento\":\"01/07/2026\",\"horEvento\":\"25:00\"", "[0].eventos.horEvento", "The event has no readable time of day.")]
    [InlineData("\"fecEvento\":\"01/07/2026\"", "[0].eventos", "The event has neither a code nor a text.")]
    public void An_unreadable_event_is_a_fault_of_its_own(string fields, string field, string problem)
    {
        PayloadFault fault = One(fields).Fault!;

        (fault.Field, fault.Problem).Should().Be((field, problem));
    }

    [Fact]
    public void Items_events_and_levels_are_bounded()
    {
        string Items(int count) => $"[{string.Join(',', Enumerable.Repeat($$"""{"codEnvio":"{{Number}}"}""", count))}]";
        string Events(int count) => $$"""[{"codEnvio":"{{Number}}","eventos":[{{string.Join(',', Enumerable.Repeat("1", count))}}]}]""";
        string Nested(int levels) => $$"""{"codEnvio":"{{Number}}","x":{{new string('[', levels - 1)}}{{new string(']', levels - 1)}}}""";

        PostFixtures.Read(Format, Items(PayloadLimits.ItemsMax)).Items.Should().HaveCount(PayloadLimits.ItemsMax);
        PostFixtures.Read(Format, Items(PayloadLimits.ItemsMax + 1)).Fault!.Problem.Should().Be("A payload has at most 1000 shipments.");
        PostFixtures.Read(Format, Events(PayloadLimits.EventsMax)).Items[0].Scans.Should().HaveCount(PayloadLimits.EventsMax);
        PostFixtures.Read(Format, Events(PayloadLimits.EventsMax + 1)).Fault!.Problem.Should().Be("A payload has at most 2000 events.");
        PostFixtures.Read(Format, Nested(PayloadLimits.DepthMax)).Items[0].Fault.Should().BeNull();
        PostFixtures.Read(Format, Nested(PayloadLimits.DepthMax + 1)).Items[0].Fault!.Problem.Should().Contain("at most 32 levels");
    }

    [Fact]
    public void A_payload_of_one_mebibyte_is_read_and_one_byte_more_is_refused()
    {
        string full = $$"""[{"codEnvio":"{{Number}}"}]""".PadRight(PayloadLimits.BytesMax);

        PostFixtures.Read(Format, full).Items.Should().HaveCount(1);
        PostFixtures.Read(Format, full + " ").Fault!.Value.Should().Be("1048577 bytes");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("\"maintenance\"")]
    [InlineData("{\"a\":1}")]
    public void Anything_else_is_a_fault(string payload)
    {
        PayloadReading reading = PostFixtures.Read(Format, payload);

        reading.Items.Should().BeEmpty();
        reading.Fault.Should().NotBeNull();
    }

    // The brackets of an event hold no others.
    private static int EndOfEvent(string text, int which)
    {
        int at = -1;
        for (int found = 0; found <= which; found++)
            at = text.IndexOf("\"fecEvento\"", at + 1, StringComparison.Ordinal);
        return text.IndexOf('}', at) + 1;
    }
}
