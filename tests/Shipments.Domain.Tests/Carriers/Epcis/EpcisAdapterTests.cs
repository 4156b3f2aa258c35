using System.Text;
using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Domain.Tests.Carriers.Platforms;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers.Epcis;

public sealed class EpcisAdapterTests
{
    private const string Format = "epcis-json-ld";
    private const string Sscc = "urn:epc:id:sscc:4012345.0123456789";
    private const string Number = "040123451234567894";

    [Theory]
    [InlineData("urn:epc:id:sscc:4012345.0123456789", "040123451234567894")]
    [InlineData("https://parcels.example/sscc/040123451234567894?x=1", "040123451234567894")]
    [InlineData("urn:epc:id:sgtin:4012345.011111.98-a", "010401234511111821" + "98A")]
    [InlineData("urn:epc:id:grai:4012345.55555.98765", "80030401234555555498765")]
    [InlineData("urn:epc:id:ginc:4012345.XY12", "4014012345XY12")]
    [InlineData("urn:epc:id:gsin:4012345.123456789", "40240123451234567894")]
    [InlineData("urn:upu:s10:RB123456785GB", "RB123456785GB")]
    [InlineData("https://post.example/items/rb123456785gb/", "RB123456785GB")]
    [InlineData("RB123456785GB", "RB123456785GB")]
    public void An_object_has_its_tracking_number(string uri, string number) =>
        Readings.Single(Format, Event(uri)).Number.Should().Be(number);

    [Theory]
    [InlineData("urn:epc:id:sgln:4012345.00011.0")]
    [InlineData("urn:epc:id:sscc:4012345.012345678")]
    [InlineData("urn:epc:idpat:sgtin:4012345.011111.*")]
    [InlineData("https://id.gs1.org/01/04012345111118/10/LOT7")]
    [InlineData("urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8")]
    [InlineData("https://shop.example/goods")]
    public void A_class_a_place_or_a_name_is_no_parcel(string uri)
    {
        PayloadItem item = Readings.Single(Format, Event(uri));
        item.Number.Should().BeEmpty();
        PayloadFault? fault = item.Scans.Should().ContainSingle().Subject.Fault;
        (fault!.Field, fault.Value).Should().Be(("epcList[0]", uri));
    }

    [Theory]
    [InlineData("\"type\":\"ObjectEvent\"", "\"type\":\"SomethingEvent\"", "type", "SomethingEvent")]
    [InlineData("\"action\":\"OBSERVE\"", "\"action\":\"observe\"", "action", "observe")]
    [InlineData("\"action\":\"OBSERVE\",", "", "action", "")]
    [InlineData("T14:30:00+02:00", "T14:30:00", "eventTime", "2026-10-05T14:30:00")]
    [InlineData("Offset\":\"+02:00\"", "Offset\":\"CET\"", "eventTimeZoneOffset", "CET")]
    public void What_the_standard_demands_is_a_fault_with_its_field_and_value_where_it_lacks(string from, string to, string field, string value)
    {
        PayloadFault fault = Readings.Single(Format, Event(Sscc).Replace(from, to, StringComparison.Ordinal)).Scans[0].Fault!;
        (fault.Field, fault.Value).Should().Be((field, value));
    }

    [Fact]
    public void The_time_is_the_instant_with_the_offset_that_was_kept_there()
    {
        EventTimeRecord time = Readings.Fact(Readings.Single(Format, Event(Sscc).Replace("T14:30:00+02:00", "T12:30:00.123456789Z", StringComparison.Ordinal))).Time;
        (Readings.Utc(time), time.OffsetMinutes, time.Raw).Should().Be(("2026-10-05T12:30:00Z", 120, "2026-10-05T12:30:00.123456789Z +02:00"));
        (time.UtcMs % 1000).Should().Be(123);
    }

    [Theory]
    [InlineData("{\"type\":\"EPCISDocument\",\"epcisBody\":{\"eventList\":[@]}}")]
    [InlineData("{\"type\":\"EPCISDocument\",\"epcisBody\":{\"event\":@}}")]
    [InlineData("{\"type\":\"EPCISQueryDocument\",\"epcisBody\":{\"queryResults\":{\"queryName\":\"q\",\"resultsBody\":{\"eventList\":[@]}}}}")]
    [InlineData("{\"eventList\":[@]}")]
    [InlineData("[@]")]
    [InlineData("@")]
    public void An_event_is_found_wherever_the_standard_lets_it_stand(string envelope)
    {
        byte[] payload = Encoding.UTF8.GetBytes(envelope.Replace("@", Event(Sscc), StringComparison.Ordinal));
        if (envelope[0] != '{' || envelope.Contains("type", StringComparison.Ordinal))
            CarrierAdapters.Detect(payload)!.Format.Should().Be(Format);
        PayloadItem item = Readings.Of(Format, payload).Items.Should().ContainSingle().Subject;
        (item.Number, Readings.Fact(item).Code).Should().Be((Number, "departing/in_transit"));
    }

    [Theory]
    [InlineData("{\"type\":\"EPCISDocument\",\"epcisBody\":{\"eventList\":[]}}")]
    [InlineData("[]")]
    public void A_document_without_events_says_nothing_and_is_no_fault(string payload)
    {
        PayloadReading reading = Readings.Of(Format, payload);
        (reading.Items.Count, reading.Fault).Should().Be((0, (PayloadFault?)null));
    }

    [Theory]
    [InlineData("{\"type\":\"EPCISDocument\"}", "EPCISDocument")]
    [InlineData("{\"type\":\"EPCISDocument\",\"epcisBody\":{}}", "EPCISDocument")]
    [InlineData("{\"epcisBody\":{\"queryResults\":{\"resultsBody\":{}}}}", "")]
    [InlineData("7", "")]
    public void A_payload_without_a_place_for_events_is_a_fault(string payload, string value)
    {
        PayloadFault fault = Readings.Of(Format, payload).Fault!;
        (fault.Field, fault.Value).Should().Be(("epcisBody", value));
    }

    // Goal: the same event told twice is one scan, with or without the hash as its id; an error declaration takes back just that scan.
    [Fact]
    public void An_event_is_one_scan_whichever_way_it_is_told_and_its_error_declaration_takes_it_back()
    {
        ScanFact told = Readings.Fact(Readings.Single(Format, Event(Sscc)));
        told.SourceId.Should().MatchRegex("^ni:///sha-256;[0-9a-f]{64}\\?ver=CBV2\\.0$");
        string spelled = Event("https://id.gs1.org/00/" + Number).Replace("\"departing\"", "\"urn:epcglobal:cbv:bizstep:departing\"", StringComparison.Ordinal);
        Readings.Fact(Readings.Single(Format, spelled)).Id.Should().Be(told.Id);

        string declared = Event(Sscc).Replace("\"action\"", "\"errorDeclaration\":{\"declarationTime\":\"2026-10-06T00:00:00Z\",\"reason\":\"incorrect_data\"},\"action\"", StringComparison.Ordinal);
        ScanFact error = Readings.Fact(Readings.Single(Format, declared));
        (error.Corrects, error.Void, error.ReasonCode).Should().Be((told.Id, true, "incorrect_data"));
        error.Id.Should().NotBe(told.Id);
        foreach (ScanFact[] order in new[] { new[] { told, error }, [error, told] })
            Fold(order).Phase.Should().Be(Phase.Pending);
    }

    [Fact]
    public void A_shipping_that_is_taken_back_without_saying_which_means_the_last_one_before()
    {
        string first = Event(Sscc).Replace("departing", "shipping", StringComparison.Ordinal);
        string second = first.Replace("T14:30", "T16:30", StringComparison.Ordinal);
        string taken = first.Replace("shipping", "void_shipping", StringComparison.Ordinal).Replace("T14:30", "T17:00", StringComparison.Ordinal);
        IReadOnlyList<PayloadScan> scans = Readings.Of(Format, $"[{taken},{first},{second}]").Items.Should().ContainSingle().Subject.Scans;
        (scans[0].Fact!.Corrects, scans[0].Fact!.Void).Should().Be((scans[2].Fact!.Id, true));
        Fold([.. scans.Select(scan => scan.Fact!)]).ReadRecord().Decided.Milestones.Should().ContainSingle()
            .Which.LastMs.Should().Be(scans[1].Fact!.Time.UtcMs);
        Readings.Fact(Readings.Single(Format, taken)).Void.Should().BeFalse("alone it names nothing");
    }

    [Fact]
    public void What_is_in_a_bag_is_inferred_where_the_event_says_so_and_the_bag_itself_is_scanned()
    {
        string bag = Event(Sscc).Replace("ObjectEvent", "AggregationEvent", StringComparison.Ordinal)
            .Replace("\"epcList\":", "\"parentID\":\"urn:epc:id:sscc:4012345.1000000001\",\"childEPCs\":", StringComparison.Ordinal);
        string inferred = bag.Replace("\"in_transit\"", "\"https://ref.gs1.org/cbv/Disp-completeness_inferred\"", StringComparison.Ordinal);
        string persistent = bag.Replace("\"action\"", "\"persistentDisposition\":{\"set\":[\"completeness_inferred\"]},\"action\"", StringComparison.Ordinal);
        Inferred(bag).Should().Equal(("140123450000000013", false), (Number, false));
        Inferred(inferred).Should().Equal(("140123450000000013", false), (Number, true));
        Inferred(persistent).Should().Equal(("140123450000000013", false), (Number, true));
    }

    [Fact]
    public void What_a_transformation_uses_up_is_told_apart_from_what_it_makes()
    {
        const string Made = """{"type":"TransformationEvent","eventTime":"2026-10-05T14:30:00+02:00","eventTimeZoneOffset":"+02:00","bizStep":"commissioning","inputEPCList":["urn:epc:id:sscc:4012345.0123456789"],"outputEPCList":["urn:epc:id:sscc:4012345.1000000001"]}""";
        Readings.Of(Format, Made).Items.Select(item => (item.Number, Readings.Fact(item).Code))
            .Should().Equal((Number, "transformed"), ("140123450000000013", "commissioning"));
    }

    [Fact]
    public void As_many_objects_as_a_payload_has_room_for_are_read_and_one_more_is_refused()
    {
        Readings.Of(Format, Events(2, PayloadLimits.ItemsMax)).Items.Should().HaveCount(PayloadLimits.ItemsMax);
        Readings.Of(Format, Events(1, PayloadLimits.ItemsMax + 1)).Fault!.Value.Should().Be("1001");
        Readings.Of(Format, Events(2, PayloadLimits.ItemsMax) + "," + Event(Sscc)).Fault.Should().NotBeNull("the list is not closed");
        Readings.Of(Format, Events(2, PayloadLimits.ItemsMax)[..^1] + "," + Event(Sscc) + "]").Fault!.Value.Should().Be("2001");
    }

    [Fact]
    public void A_code_and_an_id_at_their_bounds_are_taken_and_one_past_is_refused()
    {
        string step = "urn:" + new string('s', 64 - 4 - "/in_transit".Length);
        Readings.Fact(Readings.Single(Format, Event(Sscc).Replace("departing", step, StringComparison.Ordinal))).Code.Should().HaveLength(64);
        Readings.Single(Format, Event(Sscc).Replace("departing", step + "s", StringComparison.Ordinal)).Scans[0].Fault!.Field.Should().Be("bizStep");
        string id = "\"eventID\":\"" + new string('i', 256) + "\",\"action\"";
        Readings.Fact(Readings.Single(Format, Event(Sscc).Replace("\"action\"", id, StringComparison.Ordinal))).SourceId.Should().HaveLength(256);
        Readings.Single(Format, Event(Sscc).Replace("\"action\"", id.Replace(":\"i", ":\"ii", StringComparison.Ordinal), StringComparison.Ordinal))
            .Scans[0].Fault!.Field.Should().Be("eventID");
    }

    // Every key of the standard by its element string, other URIs by their last part; classes, UUIDs and broken keys are none.
    [Fact]
    public void Every_kind_of_key_names_its_number_and_an_exported_scan_is_the_one_that_was_exported()
    {
        PayloadReading reading = Readings.Of(Format, Fixtures.Own("Epcis/keys.json"));
        reading.Items.Select(item => item.Number).Should().Equal(
            "RB123456785GB", "040123451234567894", "0104012345111118219876", "8003040123455555544987", "8004400000112345", "4014012345XYZ3311CBA", "40240123452223334442",
            "800604012345111118010221987", "340123450000000018", "01040123451111182359876", "", "140123450000000013");
        reading.Items[10].Scans.Select(scan => scan.Fault!.Field).Should().Equal(
            "epcisBody.eventList[3].epcList[11]", "epcisBody.eventList[3].epcList[12]", "epcisBody.eventList[3].epcList[13]");
        ScanFact exported = reading.Items[0].Scans[0].Fact!;
        exported.Time.Should().Be(new EventTimeRecord
        {
            Raw = "2026-10-05 22:30", UtcMs = 1_791_210_600_000, ZoneSource = (int)ZoneSource.Office, OffsetMinutes = 480, Repair = "cainiao-beijing-ms",
        });
        exported.Place.Should().Be(new PlaceRecord { Office = "SGSINN", City = "Singapore", Region = "-", PostalCode = "819642", Country = "SG" });
        (exported.Carrier, exported.Code, exported.Text, exported.ReasonCode, exported.ActionCode, exported.SourceId, exported.Inferred, exported.UntrackedService)
            .Should().Be(("upu", "EMC", "Left the office of exchange", "17", "F", "event-1", true, true));
        EventTimeRecord unknown = reading.Items[0].Scans[1].Fact!.Time;
        (unknown.ZoneSource, unknown.UtcMs - unknown.EarliestMs, unknown.LatestMs - unknown.UtcMs).Should().Be(((int)ZoneSource.None, 14 * 3_600_000L, 12 * 3_600_000L));
        reading.Items[0].Scans[2].Fact!.Carrier.Should().Be("epcis", "an event without a code and a text of a carrier's is its own scan");
    }

    // Real documents: how many objects, scans and faults a person counts in each. Quantities and classes name no object.
    [Theory]
    [InlineData("AggregationEvent.json", 3, 3, 0)]
    [InlineData("AssociationEvent-2.json", 3, 3, 0)]
    [InlineData("Combination_of_events_with_missing_mandatory_fields.json", 1, 0, 3)]
    [InlineData("Combination_of_multiple_invalid_fields.json", 2, 4, 1)]
    [InlineData("EPCISDocument_without_context.json", 1, 1, 0)]
    [InlineData("ObjectEvent_with_comment.json", 2, 3, 0)]
    [InlineData("ObjectEvent_with_digitalLink.json", 1, 0, 1)]
    [InlineData("ObjectEvent_with_error_declaration.json", 2, 3, 0)]
    [InlineData("ObjectEvent_with_invalid_action.json", 1, 0, 1)]
    [InlineData("ObjectEvent_without_identifier_list.json", 1, 0, 1)]
    [InlineData("ObjectEvent_with_persistentDisposition.json", 10, 20, 0)]
    public void A_real_document_at_hand_reads_as_counted(string file, int items, int scans, int faults)
    {
        if (Fixtures.Sample("epcis/openepcis/" + file) is not { } payload)
            return;
        CarrierAdapters.Detect(payload)!.Format.Should().Be(Format);
        PayloadReading reading = Readings.Of(Format, payload);
        PayloadScan[] all = [.. reading.Items.SelectMany(item => item.Scans)];
        (reading.Items.Count, all.Count(scan => scan.Fact is not null), all.Count(scan => scan.Fault is not null)).Should().Be((items, scans, faults));
    }

    private static ParcelState Fold(ScanFact[] scans)
    {
        ParcelTurn turn = new(ParcelState.Empty, "parcel/acme/p", Vocabularies.Default, Fixtures.ReceivedAt);
        ParcelRegistered registration = new() { Numbers = { new ParcelNumber { Number = Number, FromMs = 1 } } };
        turn.Register(registration, [], "", 0);
        turn.Record([.. scans.Select(scan => scan.Clone())], new Dictionary<string, long>());
        return turn.Finish().Next;
    }

    private static IEnumerable<(string, bool)> Inferred(string payload) =>
        Readings.Of(Format, payload).Items.Select(item => (item.Number, Readings.Fact(item).Inferred));

    private static string Event(string uri) =>
        $$"""{"type":"ObjectEvent","eventTime":"2026-10-05T14:30:00+02:00","eventTimeZoneOffset":"+02:00","epcList":["{{uri}}"],"action":"OBSERVE","bizStep":"departing","disposition":"in_transit"}""";

    private static string Events(int events, int objects)
    {
        string list = string.Join("\",\"", Enumerable.Range(100_000, objects).Select(number => $"urn:upu:s10:P{number}"));
        return "[" + string.Join(',', Enumerable.Range(10, events).Select(minute => Event(list).Replace(":30:00", $":{minute}:00", StringComparison.Ordinal))) + "]";
    }
}
