using Google.Protobuf.WellKnownTypes;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Api.Parcels;
using Shipments.Api.Tests.Fakes;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Tests.Parcels;

public sealed class RegistrationReaderTests
{
    public static TheoryData<string, int, Action<RegisterParcelRequest, int>> Lengths => new()
    {
        { "parcel_id", ApiLimits.ParcelIdCharsMax, (request, length) => request.ParcelId = Make.Repeat(length) },
        { "request_id", ApiLimits.RequestIdCharsMax, (request, length) => request.RequestId = Make.Repeat(length, '字') },
        { "service", ApiLimits.ServiceCharsMax, (request, length) => request.Service = Make.Repeat(length) },
        { "labels", ApiLimits.LabelKeyCharsMax, (request, length) => request.Labels.Add(Make.Repeat(length, 'é'), "v") },
        { "labels[k]", ApiLimits.LabelValueCharsMax, (request, length) => request.Labels.Add("k", Make.Repeat(length)) },
        { "tracking_numbers[0].issuer", ApiLimits.CarrierCharsMax, (request, length) => request.TrackingNumbers.Add(Number(issuer: Make.Repeat(length))) },
        { "tracking_numbers[0].number", 64, (request, length) => request.TrackingNumbers.Add(Number(Make.Repeat(length, 'A'))) },
        { "tracking_numbers[0].number", ApiLimits.NumberSentCharsMax, (request, length) => request.TrackingNumbers.Add(Number("AAAA" + Make.Repeat(length - 4, ' '))) },
        { "labels", ApiLimits.LabelsMax, (request, count) => request.Labels.Add(Enumerable.Range(0, count).ToDictionary(i => $"k{i}", i => "v")) },
        { "tracking_numbers", ApiLimits.NumbersMax, (request, count) => request.TrackingNumbers.AddRange(Enumerable.Range(0, count).Select(i => Number($"NUMBER{i}"))) },
    };

    public static TheoryData<string, Action<RegisterParcelRequest>> Wrong => new()
    {
        { "parcel_id", request => request.ParcelId = "a/b" },
        { "parcel_id", request => request.ParcelId = "ä" },
        { "request_id", request => request.RequestId = "a\nb" },
        { "service", request => request.Service = "Cainiao" },
        { "origin_country", request => request.OriginCountry = "CHN" },
        { "origin_country", request => request.OriginCountry = "cn" },
        { "destination_country", request => request.DestinationCountry = "U1" },
        { "labels", request => request.Labels.Add("", "v") },
        { "labels[k]", request => request.Labels.Add("k", "a\0b") },
        { "tracking_numbers[0].number", request => request.TrackingNumbers.Add(new TrackingNumber()) },
        { "tracking_numbers[0].number", request => request.TrackingNumbers.Add(Number("ABC")) },
        { "tracking_numbers[0].number", request => request.TrackingNumbers.Add(Number("ABCD#")) },
        { "tracking_numbers[0].issuer", request => request.TrackingNumbers.Add(Number(issuer: "USPS")) },
        { "tracking_numbers[0].role", request => request.TrackingNumbers.Add(Number(role: (NumberRole)6)) },
        { "tracking_numbers[0].valid_from", request => request.TrackingNumbers.Add(Number(from: ApiLimits.InstantMin.AddMilliseconds(-1))) },
        { "tracking_numbers[0].valid_from", request => request.TrackingNumbers.Add(Number(from: ApiLimits.InstantMax)) },
        { "tracking_numbers[0].valid_to", request => request.TrackingNumbers.Add(Number(from: Make.Now, to: Make.Now)) },
        { "tracking_numbers[0].valid_to", request => request.TrackingNumbers.Add(Number(to: Make.Now.AddDays(-30))) },
        { "tracking_numbers[1].number", request => request.TrackingNumbers.AddRange([Number("RB 123-4567 85CN"), Number("rb123456785cn")]) },
    };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_field_is_taken_at_its_bound_and_refused_one_past_it(string path, int bound, Action<RegisterParcelRequest, int> fill)
    {
        RegisterParcelRequest atBound = new(), past = new();
        fill(atBound, bound);
        fill(past, bound + 1);
        Faults(atBound).Should().BeEmpty();
        Faults(past).Should().Equal(path);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_field_is_refused_by_its_path(string path, Action<RegisterParcelRequest> spoil)
    {
        RegisterParcelRequest request = new();
        spoil(request);
        Faults(request).Should().Equal(path);
    }

    [Fact]
    public void A_number_is_normalised_its_issuer_guessed_and_its_start_set_30_days_back()
    {
        RegisterCommand command = Read(new RegisterParcelRequest { TrackingNumbers = { Number("rb 123-456 785 cn", role: NumberRole.FirstMile) } });

        command.Registration.Numbers.Should().ContainSingle();
        command.Registration.Numbers[0].Number.Should().Be("RB123456785CN");
        command.Registration.Numbers[0].Issuer.Should().Be("china-post");
        command.Registration.Numbers[0].Role.Should().Be((int)NumberRole.FirstMile);
        command.Registration.Numbers[0].FromMs.Should().Be(Make.Now.AddDays(-30).ToUnixTimeMilliseconds());
        command.Registration.Numbers[0].ToMs.Should().Be(0);
        command.FromStated.Should().BeEmpty();
    }

    [Fact]
    public void What_the_caller_states_of_a_number_stays()
    {
        RegisterCommand command = Read(new RegisterParcelRequest
        {
            TrackingNumbers = { Number("RB123456785CN", "usps", from: Make.Now.AddDays(-2), to: Make.Now.AddDays(9)), Number("ABCD") },
        });

        command.Registration.Numbers[0].Issuer.Should().Be("usps");
        command.Registration.Numbers[0].FromMs.Should().Be(Make.Now.AddDays(-2).ToUnixTimeMilliseconds());
        command.Registration.Numbers[0].ToMs.Should().Be(Make.Now.AddDays(9).ToUnixTimeMilliseconds());
        command.FromStated.Should().Equal("RB123456785CN");
    }

    [Fact]
    public void The_same_content_has_one_hash_however_it_is_written_and_whenever_it_comes()
    {
        RegisterParcelRequest first = new() { RequestId = "r1", Service = "s", Labels = { ["a"] = "1", ["b"] = "2" }, TrackingNumbers = { Number("RB123456785CN") } };
        RegisterParcelRequest again = new() { RequestId = "r2", Service = "s", Labels = { ["b"] = "2", ["a"] = "1" }, TrackingNumbers = { Number("rb 123456785 cn") } };
        again.TrackingNumbers[0].Shared = true;

        ulong hash = RegistrationReader.Read(first, Make.Now, new FieldFaults()).ContentHash;

        RegistrationReader.Read(again, Make.Now.AddDays(3), new FieldFaults()).ContentHash.Should().Be(hash);
        again.UntrackedService = true;
        RegistrationReader.Read(again, Make.Now, new FieldFaults()).ContentHash.Should().NotBe(hash);
    }

    [Fact]
    public void All_faults_come_at_once()
    {
        RegisterParcelRequest request = new() { ParcelId = " ", Service = "S", OriginCountry = "x", Labels = { ["k"] = "\u0001" } };
        request.TrackingNumbers.AddRange([Number("A"), Number("B", "Bad", (NumberRole)9)]);
        Faults(request).Should().Equal(
            "parcel_id", "service", "origin_country", "tracking_numbers[0].number", "tracking_numbers[1].number",
            "tracking_numbers[1].issuer", "tracking_numbers[1].role", "labels[k]");
    }

    private static TrackingNumber Number(
        string number = "RB123456785CN", string issuer = "", NumberRole role = NumberRole.Unspecified,
        DateTimeOffset? from = null, DateTimeOffset? to = null) => new()
        {
            Number = number,
            Issuer = issuer,
            Role = role,
            ValidFrom = from is { } begin ? Timestamp.FromDateTimeOffset(begin) : null,
            ValidTo = to is { } end ? Timestamp.FromDateTimeOffset(end) : null,
        };

    private static RegisterCommand Read(RegisterParcelRequest request)
    {
        FieldFaults faults = new();
        RegisterCommand command = RegistrationReader.Read(request, Make.Now, faults);
        faults.List.Should().BeEmpty();
        return command;
    }

    private static string[] Faults(RegisterParcelRequest request)
    {
        FieldFaults faults = new();
        RegistrationReader.Read(request, Make.Now, faults);
        return [.. faults.List.Select(fault => fault.Path)];
    }
}
