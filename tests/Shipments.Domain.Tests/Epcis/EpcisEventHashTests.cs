using System.Text.Json;
using Shipments.Domain.Epcis;
using Shipments.Domain.Epcis.Hashing;
using Shipments.Domain.Tests.Samples;

namespace Shipments.Domain.Tests.Epcis;

public sealed class EpcisEventHashTests
{
    // Goal: one event in two spellings, its string worked out by hand from the standard's rules. The URN's company 4012345 and the
    // reference 0000000001 of an SSCC: extension digit 0, 4012345 000000001, and 6, since 3(1+4+2) + 5+3+1+4 = 34.
    private const string ByHand = "eventType=ObjectEventeventTime=2026-10-05T12:30:00.000ZeventTimeZoneOffset=+02:00"
        + "epcListepc=https://id.gs1.org/00/040123450000000016epc=https://id.gs1.org/01/04012345111118/21/9876"
        + "action=OBSERVEbizStep=https://ref.gs1.org/cbv/BizStep-departingdisposition=https://ref.gs1.org/cbv/Disp-in_transit"
        + "readPointid=https://id.gs1.org/414/4012345000115{urn:own/}gate=7"
        + "bizTransactionListtype=https://ref.gs1.org/cbv/BTT-pobizTransaction=urn:order:1{urn:own/}note=late";

    private const string Urns = """
        {"@context":[{"own":"urn:own/"}],"type":"ObjectEvent","eventTime":"2026-10-05T14:30:00+02:00","eventTimeZoneOffset":"+02:00",
         "recordTime":"2026-10-06T00:00:00Z","eventID":"urn:uuid:1","epcList":["urn:epc:id:sgtin:4012345.011111.9876","urn:epc:id:sscc:4012345.0000000001"],
         "action":"OBSERVE","bizStep":"departing","disposition":"in_transit","readPoint":{"own:gate":"7.0","id":"urn:epc:id:sgln:4012345.00011.0"},
         "bizTransactionList":[{"bizTransaction":"urn:order:1","type":"po"}],"own:note":" late ","rdfs:comment":"nothing"}
        """;

    private const string Links = """
        {"@context":[{"mine":"urn:own/"}],"mine:note":"late","bizTransactionList":[{"type":"urn:epcglobal:cbv:btt:po","bizTransaction":"urn:order:1"}],
         "readPoint":{"id":"https://example.com/414/4012345000115?x=1","mine:gate":7},"disposition":"urn:epcglobal:cbv:disp:in_transit",
         "bizStep":"https://ref.gs1.org/cbv/BizStep-departing","action":"OBSERVE",
         "epcList":["https://example.com/sscc/040123450000000016","https://id.gs1.org/gtin/4012345111118/lot/A/ser/9876"],
         "eventTimeZoneOffset":"+02:00","eventTime":"2026-10-05T12:29:59.9996Z","type":"ObjectEvent",
         "errorDeclaration":{"declarationTime":"2026-10-07T00:00:00Z"}}
        """;

    [Theory]
    [InlineData(Urns)]
    [InlineData(Links)]
    public void Two_spellings_of_one_event_have_the_string_worked_out_by_hand(string json)
    {
        EpcisEvent read = EpcisEvents.Of(JsonDocument.Parse(json).RootElement)!.Should().ContainSingle().Subject;
        EpcisEventHash.PreHash(read.Element, read.Namespaces).Should().Be(ByHand);
        EpcisEventHash.OfDocument(JsonDocument.Parse(json).RootElement).Should().Equal(EpcisEventHash.OfPreHash(ByHand));
    }

    [Theory]
    [InlineData("urn:epc:id:sgtin:4012345.011111.98%2F76", "https://id.gs1.org/01/04012345111118/21/98%2F76")]
    [InlineData("urn:epc:id:sgtin:4012345.011111.9:8", "https://id.gs1.org/01/04012345111118/21/9%3A8")]
    [InlineData("urn:epc:id:sgln:4012345.00011.987", "https://id.gs1.org/414/4012345000115/254/987")]
    [InlineData("urn:epc:id:pgln:0614141.00000", "https://id.gs1.org/417/0614141000005")]
    [InlineData("urn:epc:id:grai:4012345.55555.98765", "https://id.gs1.org/8003/0401234555555498765")]
    [InlineData("urn:epc:id:giai:4000001.111", "https://id.gs1.org/8004/4000001111")]
    [InlineData("urn:epc:id:gsrn:0614141.0000010253", "https://id.gs1.org/8018/061414100000102534")]
    [InlineData("urn:epc:id:gdti:4012345.11111.123", "https://id.gs1.org/253/4012345111118123")]
    [InlineData("urn:epc:class:lgtin:4023333.002000.2019-10-07", "https://id.gs1.org/01/04023333020008/10/2019-10-07")]
    [InlineData("urn:epc:idpat:sgtin:4012345.044444.*", "https://id.gs1.org/01/04012345444445")]
    [InlineData("urn:epc:id:itip:4012345.011111.01.02.987", "https://id.gs1.org/8006/040123451111180102/21/987")]
    [InlineData("https://example.org/some/way/01/9521141012345", "https://id.gs1.org/01/09521141012345")]
    [InlineData("https://id.gs1.org/01/09521141012345/22/2A/10/ABC/21/12345?3103=000195", "https://id.gs1.org/01/09521141012345/21/12345")]
    [InlineData("urn:epc:id:sscc:4012345.000000001", null)]
    [InlineData("urn:epc:id:sgtin:4012345.011111.", null)]
    [InlineData("urn:epc:id:sgtin:40123a5.011111.1", null)]
    [InlineData("https://example.com/01/12", null)]
    [InlineData("https://example.com/01/09521141012345/99/1", null)]
    [InlineData("urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8", null)]
    public void A_key_in_any_notation_has_one_link(string uri, string? link) => GsOneUris.ToDigitalLink(uri).Should().Be(link);

    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("+007.50", "7.5")]
    [InlineData("0.00001", "1e-05")]
    [InlineData("111100001111000011110000", "111100001111000003641344")]
    [InlineData("-0.0", "0")]
    [InlineData("1e400", "1e400")]
    [InlineData("1,000", "1,000")]
    [InlineData("Infinity", "Infinity")]
    public void A_number_has_one_spelling(string text, string canonical) => EpcisValues.Canonical(text).Should().Be(canonical);

    [Theory]
    [InlineData("2023-02-02T11:04:03.1415Z", "2023-02-02T11:04:03.142Z")]
    [InlineData("2023-02-02T11:04:03.1414999999Z", "2023-02-02T11:04:03.141Z")]
    [InlineData("2023-12-31T23:59:59.9995-06:00", "2024-01-01T06:00:00.000Z")]
    [InlineData("9999-12-31T23:59:59.9999Z", "9999-12-31T23:59:59.999Z")]
    [InlineData("yesterday", "yesterday")]
    public void A_time_has_one_spelling(string text, string canonical) => EpcisValues.Time(text).Should().Be(canonical);

    [Fact]
    public void Every_public_vector_at_hand_has_its_hash()
    {
        if (SampleFiles.Real is not { } folder || !Directory.Exists(Path.Combine(folder, "epcis", "hash")))
            return;
        int tried = 0;
        List<string> used = [];
        foreach (string vector in Directory.GetFiles(Path.Combine(folder, "epcis", "hash"), "*.hashes"))
        {
            string[] hashes = File.ReadAllLines(vector).Where(line => line.Length > 0).ToArray();
            foreach ((string ending, Func<string, string> read) in new (string, Func<string, string>)[] { (".jsonld", text => text), (".xml", EpcisXml.ToJson) })
            {
                string path = Path.ChangeExtension(vector, ending);
                if (!File.Exists(path))
                    continue;
                using JsonDocument document = JsonDocument.Parse(read(File.ReadAllText(path)));
                string[] strings = [.. EpcisEvents.Of(document.RootElement)!.Select(each => EpcisEventHash.PreHash(each.Element, each.Namespaces))];
                EpcisEventHash.OfDocument(document.RootElement).Should().BeEquivalentTo(hashes, $"{path}:\n{string.Join('\n', strings)}");
                string before = Path.ChangeExtension(vector, ".prehashes");
                if (File.Exists(before))
                    strings.Should().BeEquivalentTo(File.ReadAllLines(before).Where(line => line.Length > 0), path);
                tried += hashes.Length;
                used.Add(path);
            }
        }

        tried.Should().BeGreaterThan(20);
        Directory.GetFiles(Path.Combine(folder, "epcis", "hash")).Where(file => file.EndsWith(".jsonld", StringComparison.Ordinal) || file.EndsWith(".xml", StringComparison.Ordinal))
            .Should().BeEquivalentTo(used, "no vector is left out");
    }
}
