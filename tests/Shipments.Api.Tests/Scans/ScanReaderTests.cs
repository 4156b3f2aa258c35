using Google.Protobuf.WellKnownTypes;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Api.Scans;
using Shipments.Api.Tests.Fakes;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Api.Tests.Scans;

public sealed class ScanReaderTests
{
    private static readonly long NowMs = Make.Now.ToUnixTimeMilliseconds();

    public static TheoryData<string, int, Action<Scan, int>> Lengths => new()
    {
        { "parcel", ApiLimits.ParcelIdCharsMax, (scan, length) => scan.Parcel = "parcels/" + Make.Repeat(length) },
        { "tracking_number", 64, (scan, length) => scan.TrackingNumber = Make.Repeat(length, 'A') },
        { "source_id", ApiLimits.SourceIdCharsMax, (scan, length) => scan.SourceId = Make.Repeat(length) },
        { "carrier", ApiLimits.CarrierCharsMax, (scan, length) => scan.Carrier = Make.Repeat(length) },
        { "code", ApiLimits.CodeCharsMax, (scan, length) => scan.Code = Make.Repeat(length) },
        { "description", ApiLimits.DescriptionCharsMax, (scan, length) => scan.Description = Make.Repeat(length, '字') },
        { "reason_code", ApiLimits.ReasonCharsMax, (scan, length) => scan.ReasonCode = Make.Repeat(length) },
        { "action_code", ApiLimits.ReasonCharsMax, (scan, length) => scan.ActionCode = Make.Repeat(length) },
        { "corrects", ApiLimits.SourceIdCharsMax, (scan, length) => scan.Corrects = Make.Repeat(length) },
        { "place.office", ApiLimits.PlaceCharsMax, (scan, length) => scan.Place = new Place { Office = Make.Repeat(length) } },
        { "place.city", ApiLimits.PlaceCharsMax, (scan, length) => scan.Place = new Place { City = Make.Repeat(length) } },
        { "place.region", ApiLimits.PlaceCharsMax, (scan, length) => scan.Place = new Place { Region = Make.Repeat(length) } },
        { "place.postal_code", ApiLimits.PostalCodeCharsMax, (scan, length) => scan.Place = new Place { PostalCode = Make.Repeat(length) } },
        { "carrier_eta.source", ApiLimits.CarrierCharsMax, (scan, length) => scan.CarrierEta = Eta(source: Make.Repeat(length)) },
    };

    public static TheoryData<string, Action<Scan>> Wrong => new()
    {
        { "tracking_number", scan => scan.ClearSubject() },
        { "tracking_number", scan => scan.TrackingNumber = "ABC" },
        { "parcel", scan => scan.Parcel = "p1" },
        { "carrier", scan => scan.Carrier = "" },
        { "carrier", scan => scan.Carrier = "USPS" },
        { "code", scan => scan.Code = "" },
        { "code", scan => scan.Code = "A\tB" },
        { "source_id", scan => scan.SourceId = "a\u0085b" },
        { "description", scan => scan.Description = "a\0b" },
        { "sequence", scan => scan.Sequence = -1 },
        { "void", scan => scan.Void = true },
        { "time", scan => scan.ClearEventTime() },
        { "time", scan => scan.Time = new Timestamp { Nanos = -1 } },
        { "time", scan => scan.Time = new Timestamp { Seconds = long.MaxValue } },
        { "time", scan => scan.Time = At(Make.Now.AddDays(1).AddMilliseconds(1)) },
        { "time", scan => scan.Time = At(Make.Now.AddDays(-366).AddMilliseconds(-1)) },
        { "utc_offset", scan => scan.UtcOffset = "+08:00" },
        { "utc_offset", scan => (scan.LocalTime, scan.UtcOffset) = ("2026-03-01 10:00", "+15:00") },
        { "utc_offset", scan => (scan.LocalTime, scan.UtcOffset) = ("2026-03-01 10:00", "east") },
        { "local_time", scan => scan.LocalTime = "" },
        { "local_time", scan => scan.LocalTime = "1.3.2026 10:00" },
        { "local_time", scan => scan.LocalTime = "2026-03-01 10:00:00.0000000" + Make.Repeat(40, ' ') },
        { "local_time", scan => scan.LocalTime = "2026-03-03T02:00:01" },
        { "local_time", scan => scan.LocalTime = "2026-03-02T12:00:01Z" },
        { "place.country", scan => scan.Place = new Place { Country = "CHN" } },
        { "corrects", scan => (scan.SourceId, scan.Corrects) = ("e1", "e1") },
        { "carrier_eta.from_time", scan => scan.CarrierEta = new DeliveryWindow { ToTime = At(Make.Now) } },
        { "carrier_eta.to_time", scan => scan.CarrierEta = new DeliveryWindow { FromTime = At(Make.Now) } },
        { "carrier_eta.to_time", scan => scan.CarrierEta = Eta(Make.Now, Make.Now.AddMilliseconds(-1)) },
        { "carrier_eta.to_time", scan => scan.CarrierEta = Eta(Make.Now, ApiLimits.InstantMax) },
    };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_field_is_taken_at_its_bound_and_refused_one_past_it(string path, int bound, Action<Scan, int> fill)
    {
        Scan atBound = Make.Scan(), past = Make.Scan();
        fill(atBound, bound);
        fill(past, bound + 1);
        Faults(atBound).Should().BeEmpty();
        Faults(past).Should().Equal($"scans[4].{path}");
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_field_is_refused_by_its_path(string path, Action<Scan> spoil)
    {
        Scan scan = Make.Scan();
        spoil(scan);
        Faults(scan).Should().Equal($"scans[4].{path}");
    }

    [Fact]
    public void A_time_is_taken_at_both_of_its_bounds()
    {
        Scan late = Make.Scan(), early = Make.Scan();
        late.Time = At(Make.Now.AddDays(1));
        early.Time = At(Make.Now.AddDays(-366));
        Read(late).Time.UtcMs.Should().Be(Make.Now.AddDays(1).ToUnixTimeMilliseconds());
        Read(early).Time.UtcMs.Should().Be(Make.Now.AddDays(-366).ToUnixTimeMilliseconds());
    }

    [Fact]
    public void A_time_of_an_unknown_zone_is_taken_when_it_could_lie_in_the_bounds()
    {
        Scan scan = Make.Scan();
        scan.LocalTime = "2026-03-03T02:00:00";

        EventTimeRecord time = Read(scan).Time;

        time.ZoneSource.Should().Be((int)Domain.Scans.ZoneSource.None);
        time.EarliestMs.Should().Be(Make.Now.AddDays(1).ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("2026-03-01 10:00", "+08:00", "", 1, 480)]
    [InlineData("2026-03-01T10:00:00+05:00", "+08:00", "CN", 1, 300)]
    [InlineData("2026-03-01 10:00", "-0330", "CN", 1, -210)]
    [InlineData("2026-03-01 10:00", "", "CN", 3, 480)]
    [InlineData("2026-03-01 10:00", "", "IN", 3, 330)]
    [InlineData("2026-03-01 10:00", "", "DE", 3, 60)]
    [InlineData("2026-03-01 10:00", "", "US", 4, 0)]
    [InlineData("2026-03-01 10:00", "", "", 4, 0)]
    public void A_local_time_gets_its_offset_from_the_text_the_field_or_the_country(
        string local, string offset, string country, int source, int minutes)
    {
        Scan scan = Make.Scan();
        scan.LocalTime = local;
        scan.UtcOffset = offset;
        scan.Place = new Place { Country = country };

        EventTimeRecord time = Read(scan).Time;

        time.Raw.Should().Be(local);
        time.ZoneSource.Should().Be(source);
        time.OffsetMinutes.Should().Be(minutes);
        time.UtcMs.Should().Be(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.FromMinutes(minutes)).ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("USLAXA", "US", 2, -480)]
    [InlineData("SGSINN", "", 2, 480)]
    [InlineData("counter 7", "CN", 3, 480)]
    public void An_office_of_exchange_tells_the_clock_before_the_country(string office, string country, int source, int minutes)
    {
        Scan scan = Make.Scan();
        scan.LocalTime = "2026-03-01 10:00";
        scan.UtcOffset = "";
        scan.Place = new Place { Office = office, Country = country };
        EventTimeRecord time = Read(scan).Time;
        (time.ZoneSource, time.OffsetMinutes).Should().Be((source, minutes));
    }

    [Fact]
    public void Everything_said_is_kept()
    {
        Scan scan = Make.Scan("rb 123456785 cn");
        scan.SourceId = "e7";
        scan.Description = "line 1\nline 2";
        scan.Place = new Place { Office = "CNPEKA", City = "Beijing", Region = "BJ", PostalCode = "100000", Country = "CN" };
        (scan.ReasonCode, scan.ActionCode, scan.Sequence, scan.Corrects, scan.Void) = ("R1", "A1", 5, "e6", true);
        scan.CarrierEta = Eta();

        ScanFact fact = Read(scan);

        fact.Should().Be(new ScanFact
        {
            Id = ScanIds.OfSource("shipments", "e7"),
            Carrier = "shipments",
            Code = "PICKED_UP",
            Text = "line 1\nline 2",
            Number = "RB123456785CN",
            Time = EventTimes.FromInstant(Make.Now.AddHours(-1), ""),
            Place = new PlaceRecord { Office = "CNPEKA", City = "Beijing", Region = "BJ", PostalCode = "100000", Country = "CN" },
            ReasonCode = "R1",
            ActionCode = "A1",
            Sequence = 5,
            ReceivedMs = NowMs,
            SourceId = "e7",
            Corrects = ScanIds.OfSource("shipments", "e6"),
            Void = true,
            CarrierEta = new WindowRecord { FromMs = NowMs, ToMs = NowMs + 86_400_000, Source = "shipments" },
        });
    }

    [Fact]
    public void A_correction_names_a_scan_by_its_id_or_by_its_source_id()
    {
        Scan byId = Make.Scan(), bySource = Make.Scan();
        byId.Corrects = "00000000000000ff";
        bySource.Corrects = "00000000000000fg";
        Read(byId).Corrects.Should().Be(255);
        Read(bySource).Corrects.Should().Be(ScanIds.OfSource("shipments", "00000000000000fg"));
    }

    [Fact]
    public void All_faults_of_a_scan_come_at_once() =>
        Faults(new Scan { Sequence = -5, Place = new Place { Country = "x" } }).Should().Equal(
            "scans[4].tracking_number", "scans[4].carrier", "scans[4].code", "scans[4].sequence", "scans[4].time", "scans[4].place.country");

    private static Timestamp At(DateTimeOffset time) => Timestamp.FromDateTimeOffset(time);

    private static DeliveryWindow Eta(DateTimeOffset? from = null, DateTimeOffset? to = null, string source = "") =>
        new() { FromTime = At(from ?? Make.Now), ToTime = At(to ?? Make.Now.AddDays(1)), Source = source };

    private static ScanFact Read(Scan scan)
    {
        FieldFaults faults = new();
        ScanFact fact = ScanReader.Read(scan, NowMs, faults, out _);
        faults.List.Should().BeEmpty();
        return fact;
    }

    private static string[] Faults(Scan scan)
    {
        FieldFaults faults = new();
        faults.At("scans", 4);
        ScanReader.Read(scan, NowMs, faults, out _);
        return [.. faults.List.Select(fault => fault.Path)];
    }
}
