using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Worlds;

namespace Shipments.Domain.Tests.Anomalies;

/// <summary>What replies of USPS were seen to have wrong, from the payload to the parcel.</summary>
public sealed class UspsAnomalyTests
{
    private const string Number = "9400111206206406260787";
    private readonly TrackedWorld _world = new(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>23:28 at six hours behind is 05:28 of the next day; the reply says 05:28 of the same day, before the parcel was even posted.</summary>
    [Fact]
    public void The_GMT_timestamp_keeps_the_local_date_past_midnight_UTC()
    {
        _world.Register("p", Number);
        _world.Feed($$"""
            [ { "trackingNumber": "{{Number}}", "trackingEvents": [
              { "eventType": "Departed USPS Regional Facility", "eventTimestamp": "2026-10-21T23:28:00", "GMTTimestamp": "2026-10-21T05:28:33Z",
                "GMTOffset": "-06:00", "eventCity": "DENVER", "eventState": "CO", "eventZIP": "80217", "eventCode": "EF" },
              { "eventType": "Accepted at USPS Origin Facility", "eventTimestamp": "2026-10-21T18:05:00", "GMTTimestamp": "2026-10-21T00:05:10Z",
                "GMTOffset": "-06:00", "eventCity": "DENVER", "eventState": "CO", "eventZIP": "80217", "eventCode": "OA" } ] } ]
            """);

        _world.Scans("p").Should().Equal("OA 2026-10-22 00:05", "EF 2026-10-22 05:28");
        _world["p"].ReadScans().Select(scan => scan.Fact.Time.Repair).Should().OnlyContain(repair => repair == "usps-midnight");
        _world.Milestones("p").Should().Equal("PickedUp 2026-10-22 00:05");
    }

    [Fact]
    public void A_batch_reply_mixes_good_items_and_errors_and_says_not_found_in_words()
    {
        const string Unknown = "9202290317456200135409";
        _world.Register("good", Number);
        _world.Register("unknown", Unknown);
        IReadOnlyList<PayloadItem> items = _world.Feed($"""
            <TrackResponse>
              <TrackInfo ID="{Number}">
                <TrackSummary><EventTime>12:24 pm</EventTime><EventDate>October 13, 2026</EventDate><Event>Delivered</Event><EventCity>CHICAGO</EventCity>
                  <EventState>IL</EventState><EventZIPCode>60610</EventZIPCode><EventCountry/><EventCode>01</EventCode></TrackSummary>
              </TrackInfo>
              <TrackInfo ID="{Unknown}"><Error><Number>-2147219283</Number>
                <Description>A status update is not yet available on your item.</Description></Error></TrackInfo>
            </TrackResponse>
            """);

        items.Select(item => (item.NotFound, item.Fault is null)).Should().Equal((false, true), (true, true));
        (_world.Phase("good"), _world.Phase("unknown")).Should().Be((Phase.Delivered, Phase.Pending));
        _world.Milestones("good").Should().Equal("Delivered 2026-10-13 17:24");
    }

    /// <summary>As a well-known library does to replies that pass through it: 13:20 in Chicago, five hours behind, is sent as 13:20Z.</summary>
    [Fact]
    public void A_local_time_that_was_stamped_Z_is_still_local()
    {
        _world.Register("p", Number);
        _world.Feed($$"""
            [ { "trackingNumber": "{{Number}}", "trackingEvents": [
              { "eventType": "Delivered", "eventTimestamp": "2026-10-13T13:20:00Z", "GMTOffset": "-05:00", "eventCity": "CHICAGO", "eventCode": "01" } ] } ]
            """);

        _world.Milestones("p").Should().Equal("Delivered 2026-10-13 18:20");
        _world.Scan("p", "01").Fact.Time.Repair.Should().Be("usps-local-stamped-utc");
    }
}
