using System.Text;
using System.Text.Json;
using Shipments.Domain.Carriers;
using Shipments.Domain.Epcis;
using Shipments.Domain.Epcis.Export;
using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Samples;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Epcis;

public sealed class EpcisExportTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    // Goal: what is captured from an export is what was exported. Method: every parcel of our samples is folded from its carrier's payloads,
    // exported, captured into an empty parcel, and compared: phase, milestones with all their times, customs, and the ids of the scans.
    [Fact]
    public void A_captured_export_brings_the_same_scans_and_milestones()
    {
        int tried = 0;
        foreach ((SampleExpectation expected, byte[] bytes) in SampleFiles.Present())
        {
            foreach (PayloadItem item in CarrierAdapters.Default[expected.Format].Read(bytes, expected.ReceivedAt).Items)
            {
                ScanFact[] facts = [.. item.Scans.Select(scan => scan.Fact).OfType<ScanFact>()];
                if (facts.Length == 0)
                    continue;
                string where = $"{expected.File}, {item.Number}";
                ParcelState sent = Fold(item.Number, facts, expected.ReceivedAt);
                EpcisExport export = EpcisExport.Of("p-1", sent);
                export.Should().BeEquivalentTo(new { Events = sent.ScanCount, LeftOut = 0 }, where);
                ParcelState got = Fold(item.Number, Captured(export.Document, expected.ReceivedAt), expected.ReceivedAt);
                Decided(got).Should().Be(Decided(sent), $"{where}\n{export.Document}");
                got.ReadScans().Select(scan => scan.Id).Should().Equal(sent.ReadScans().Select(scan => scan.Id), where);
                Again(sent, Captured(export.Document, expected.ReceivedAt), expected.ReceivedAt)
                    .Should().OnlyContain(result => result == ScanResultKind.Duplicate, $"{where}: nothing in it is new to the parcel itself");
                tried++;
            }
        }

        tried.Should().BeGreaterThan(12);
    }

    [Fact]
    public void Every_event_has_the_hash_of_the_standard_as_its_id_and_all_that_the_standard_demands()
    {
        using JsonDocument document = JsonDocument.Parse(EpcisExport.Of("p-1", Fold("RB123456785GB", [Scan("EMA", 1), Scan("EMI", 2)], Now)).Document);
        JsonElement[] events = [.. document.RootElement.GetProperty("epcisBody").GetProperty("eventList").EnumerateArray()];
        events.Select(each => each.GetProperty("eventID").GetString()).Should().Equal(EpcisEventHash.OfDocument(document.RootElement));
        events[0].EnumerateObject().Select(each => $"{each.Name}={each.Value}").Where(each => !each.StartsWith("eventID", StringComparison.Ordinal)).Should().Equal(
            "type=ObjectEvent", "eventTime=2026-11-21T09:00:00.000-05:30", "eventTimeZoneOffset=-05:30", "recordTime=2026-11-22T12:00:00.000Z",
            "epcList=[\"urn:upu:s10:RB123456785GB\"]", "action=OBSERVE", "bizStep=accepting", "disposition=in_transit",
            "readPoint={\"id\":\"urn:shipments:office:SGSINN\"}", "shipments:carrier=upu", "shipments:code=EMA", "shipments:text=\"größer\"", "shipments:raw=raw", "shipments:office=SGSINN");
        events[1].GetProperty("bizStep").GetString().Should().Be("receiving");
        document.RootElement.GetProperty("type").GetString().Should().Be("EPCISDocument");
        document.RootElement.GetProperty("schemaVersion").GetString().Should().Be("2.0");
    }

    [Fact]
    public void A_scan_that_was_taken_back_or_replaced_is_declared_an_error_and_stays_out_when_captured()
    {
        ScanFact wrong = Scan("EMI", 1);
        ScanFact replaced = Scan("EMD", 2);
        ulong wrongId = Shipments.Domain.Scans.ScanIds.Of(wrong);
        ulong replacedId = Shipments.Domain.Scans.ScanIds.Of(replaced);
        ScanFact taker = Scan("EMI", 3);
        (taker.Corrects, taker.Void) = (wrongId, true);
        ScanFact better = Scan("EMJ", 4);
        better.Corrects = replacedId;
        ParcelState sent = Fold("RB123456785GB", [Scan("EMA", 0), wrong, replaced, taker, better], Now);

        EpcisExport export = EpcisExport.Of("p-1", sent);
        export.Events.Should().Be(4, "the scan that takes another back is that one's declaration");
        using JsonDocument document = JsonDocument.Parse(export.Document);
        JsonElement[] events = [.. document.RootElement.GetProperty("epcisBody").GetProperty("eventList").EnumerateArray()];
        events[1].GetProperty("errorDeclaration").GetProperty("reason").GetString().Should().Be("did_not_occur");
        events[2].GetProperty("errorDeclaration").GetProperty("correctiveEventIDs")[0].GetString().Should().Be(events[3].GetProperty("eventID").GetString());
        Milestones(Fold("RB123456785GB", Captured(export.Document, Now), Now)).Should().Be(Milestones(sent));
    }

    [Fact]
    public void A_parcel_without_scans_is_a_document_without_events_and_the_same_state_the_same_document()
    {
        ParcelState state = Fold("RB123456785GB", [], Now);
        EpcisExport.Of("p-1", state).Events.Should().Be(0);
        ParcelState scanned = Fold("RB123456785GB", [Scan("EMA", 0)], Now);
        EpcisExport.Of("p-1", scanned).Should().Be(EpcisExport.Of("p-1", scanned));
    }

    [Theory]
    [InlineData("040123451234567894", "https://id.gs1.org/00/040123451234567894")]
    [InlineData("040123451234567895", "urn:shipments:number:040123451234567895")]
    [InlineData("RB123456785GB", "urn:upu:s10:RB123456785GB")]
    [InlineData("RR123456789CN", "urn:shipments:number:RR123456789CN")]
    [InlineData("AB_1.2", "urn:shipments:number:AB_1.2")]
    [InlineData("", "urn:shipments:parcel:p-1")]
    public void A_number_has_its_uri(string number, string uri) => EpcisUris.Of(number, "p-1").Should().Be(uri);

    private static ScanFact Scan(string code, int hours) => new()
    {
        Carrier = "upu", Code = code, Text = "\"größer\"", Number = "RB123456785GB", ReceivedMs = Now.ToUnixTimeMilliseconds(),
        Time = Shipments.Domain.Scans.EventTimes.FromInstant(new DateTimeOffset(2026, 11, 21, 8 + hours, 0, 0, new TimeSpan(-5, -30, 0)), "raw"),
        Place = new PlaceRecord { Office = "SGSINN" },
    };

    private static ScanFact[] Captured(string document, DateTimeOffset receivedAt)
    {
        PayloadReading reading = CarrierAdapters.Default["epcis-json-ld"].Read(Encoding.UTF8.GetBytes(document), receivedAt);
        reading.Fault.Should().BeNull();
        return [.. reading.Items.SelectMany(item => item.Scans).Select(scan => scan.Fact ?? throw new InvalidOperationException(scan.Fault!.ToString()))];
    }

    private static ParcelState Fold(string number, ScanFact[] facts, DateTimeOffset now)
    {
        ParcelTurn turn = new(ParcelState.Empty, "parcel/acme/p-1", Vocabularies.Default, now);
        turn.Register(new ParcelRegistered { Numbers = { new ParcelNumber { Number = number, FromMs = 1 } } }, [], "", 0);
        turn.Record([.. facts.Select(fact => fact.Clone())], new Dictionary<string, long>());
        return turn.Finish().Next;
    }

    private static IEnumerable<ScanResultKind> Again(ParcelState state, ScanFact[] facts, DateTimeOffset now) =>
        new ParcelTurn(state, "parcel/acme/p-1", Vocabularies.Default, now).Record(facts, new Dictionary<string, long>()).Select(verdict => verdict.Result);

    private static string Milestones(ParcelState state) => state.ReadRecord().Decided.Milestones.ToString();

    // What the document has no field for, a promised window, is no part of the history of its scans.
    private static string Decided(ParcelState state)
    {
        ParcelDecided decided = state.ReadRecord().Decided;
        (decided.Eta, decided.EtaOriginal) = (null, null);
        return decided.ToString();
    }
}
