using System.Text;
using Shipments.Domain.Carriers;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers.Emsevt;

public sealed class EmsevtAdapterTests
{
    private const string Format = "upu-emsevt-lines";
    private const string Line = "RB254433138SG;EMI;2026-10-10 10:00;SGSINN;;";

    private static PayloadReading Events() => PostFixtures.Read(Format, PostFixtures.Bytes("Emsevt", "events.txt"), "2026-10-20T00:00:00Z");

    [Fact]
    public void Lines_are_gathered_by_item_with_times_by_the_office()
    {
        PayloadReading reading = Events();

        reading.Fault.Should().BeNull();
        reading.Items.Select(item => item.Number).Should().Equal("RB254433138SG", "EH036261918US", "");

        // Singapore keeps +08:00. Spain moves its clock, so its times are 14 hours before to 12 hours after the local one. The last has an offset.
        PostFixtures.Lines(reading.Items[0]).Should().Equal(
            "EMA 10-10 02:00:00",
            "EMC 10-11 15:30:00",
            "EMD 10-13 03:15:00",
            "EDB 10-13 05:00:00",
            "EME 10-13 05:30:00",
            "EMH 10-16 09:02:00");

        // Malaysia keeps +08:00 too: 06:00 is 22:00 of the day before.
        PostFixtures.Lines(reading.Items[1]).Should().Equal("EMD 10-11 22:00:00", "EME 10-12 00:00:00", "EMQ 10-12 01:00:00", "! line[12].time");
        reading.Items[2].Fault!.Field.Should().Be("line[8].item");
    }

    [Fact]
    public void Office_reason_and_action_are_kept()
    {
        ScanFact failed = Events().Items[0].Scans[5].Fact!;

        failed.Carrier.Should().Be("upu");
        (failed.ReasonCode, failed.ActionCode).Should().Be(("17", "F"));
        failed.Place.Should().Be(new PlaceRecord { Office = "2800001" });
        failed.Time.ZoneSource.Should().Be((int)ZoneSource.Explicit);
        failed.ReceivedMs.Should().Be(PostFixtures.At("2026-10-20T00:00:00Z").ToUnixTimeMilliseconds());
    }

    [Fact]
    public void A_customs_hold_without_a_reason_has_none()
    {
        PayloadReading reading = Events();

        reading.Items[0].Scans[4].Fact!.ReasonCode.Should().BeEmpty();
        reading.Items[1].Scans[1].Fact!.ReasonCode.Should().Be("59");
    }

    [Fact]
    public void An_office_of_exchange_gives_the_country_and_the_zone()
    {
        ScanFact posted = Events().Items[0].Scans[0].Fact!;

        posted.Place.Should().Be(new PlaceRecord { Office = "SGSINN", Country = "SG" });
        (posted.Time.ZoneSource, posted.Time.OffsetMinutes, posted.Time.Raw).Should().Be(((int)ZoneSource.Office, 480, "2026-10-10 10:00"));
    }

    [Fact]
    public void A_header_gives_the_order_of_the_columns()
    {
        PayloadReading reading = PostFixtures.Read(Format, PostFixtures.Bytes("Emsevt", "header.txt"), "2026-10-20T00:00:00Z");

        // 09:12 in Japan, nine hours ahead. The quotes hold a tab in.
        PostFixtures.Lines(reading.Items.Should().ContainSingle().Subject).Should().Equal("EMH 10-14 00:12:00");
        ScanFact fact = reading.Items[0].Scans[0].Fact!;
        (fact.ReasonCode, fact.ActionCode, fact.Text, fact.Place.Office).Should().Be(("11", "A", "addressee unknown", "JPKWSA"));
    }

    [Theory]
    [InlineData(";")]
    [InlineData("|")]
    [InlineData("\t")]
    [InlineData(",")]
    [InlineData(" ; ")]
    public void Any_of_four_separators_will_do(string separator)
    {
        PayloadReading reading = PostFixtures.Read(Format, Line.Replace(";", separator, StringComparison.Ordinal));

        PostFixtures.Lines(reading.Items.Should().ContainSingle().Subject).Should().Equal("EMI 10-10 02:00:00");
    }

    [Fact]
    public void The_same_line_twice_is_one_scan()
    {
        PayloadItem item = PostFixtures.Read(Format, Line + "\n" + Line).Items.Should().ContainSingle().Subject;

        item.Scans[0].Fact!.Id.Should().Be(item.Scans[1].Fact!.Id);
    }

    [Fact]
    public void Scans_of_one_minute_are_numbered_in_the_order_of_the_lines()
    {
        const string Three = "RB254433138SG;EMD;2026-10-10 10:00;SGSINN\nRB254433138SG;EDB;2026-10-10 10:00;SGSINN\nRB254433138SG;EDC;2026-10-10 10:00;SGSINN";

        PostFixtures.Read(Format, Three).Items[0].Scans.Select(scan => scan.Fact!.Sequence).Should().Equal(1, 2, 3);
    }

    [Fact]
    public void A_code_of_64_characters_is_read_and_one_of_65_is_a_fault()
    {
        string text = $"RB254433138SG;EMH;2026-10-10 10:00;SGSINN;{new string('1', 64)};\nRB254433138SG;EMH;2026-10-10 10:00;SGSINN;{new string('1', 65)};";

        IReadOnlyList<PayloadScan> scans = PostFixtures.Read(Format, text).Items[0].Scans;

        scans[0].Fact!.ReasonCode.Should().HaveLength(64);
        scans[1].Fault!.Field.Should().Be("line[2].reason");
    }

    [Fact]
    public void Two_thousand_lines_are_read_and_one_more_is_refused()
    {
        string full = string.Join('\n', Enumerable.Repeat(Line, PayloadLimits.EventsMax));

        PostFixtures.Read(Format, full).Items[0].Scans.Should().HaveCount(PayloadLimits.EventsMax);
        PostFixtures.Read(Format, full + "\n" + Line).Fault!.Problem.Should().Be("A payload has at most 2000 events.");
    }

    [Fact]
    public void A_thousand_items_are_read_and_one_more_is_refused()
    {
        IEnumerable<string> lines = Enumerable.Range(0, PayloadLimits.ItemsMax + 1).Select(each => $"ITEM{each:D6};EMA;2026-10-10 10:00;SGSINN");

        PostFixtures.Read(Format, string.Join('\n', lines.Take(PayloadLimits.ItemsMax))).Items.Should().HaveCount(PayloadLimits.ItemsMax);
        PostFixtures.Read(Format, string.Join('\n', lines)).Fault!.Problem.Should().Be("A payload has at most 1000 shipments.");
    }

    [Fact]
    public void A_payload_of_one_mebibyte_is_read_and_one_byte_more_is_refused()
    {
        byte[] full = Encoding.ASCII.GetBytes(Line + "\n#".PadRight(PayloadLimits.BytesMax - Line.Length, '-'));

        PostFixtures.Read(Format, full, "2026-11-01T00:00:00Z").Items.Should().HaveCount(1);
        PostFixtures.Read(Format, [.. full, (byte)'-'], "2026-11-01T00:00:00Z").Fault!.Value.Should().Be("1048577 bytes");
    }

    [Theory]
    [InlineData("", "The payload has no line.")]
    [InlineData("# nothing\n;;;\n", "The payload has no line.")]
    [InlineData("hello;world", "The first line is not of three or more fields.")]
    public void A_payload_without_events_is_a_fault(string payload, string problem) =>
        PostFixtures.Read(Format, payload).Fault!.Problem.Should().Be(problem);
}
