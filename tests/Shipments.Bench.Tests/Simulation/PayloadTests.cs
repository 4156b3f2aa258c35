using System.Text;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;
using Shipments.Domain.Carriers;
using Shipments.Domain.Numbers;

namespace Shipments.Bench.Tests.Simulation;

public sealed class PayloadTests
{
    private static readonly Worlds.Seen Usual = Worlds.Run(2_000, seed: 11, days: 12);

    private readonly Worlds.Seen _seen = Usual;

    [Fact]
    public void Every_whole_payload_is_read_without_a_fault_and_told_by_its_content()
    {
        List<string> refused = [];
        foreach (Received received in _seen.Payloads.Where(received => !received.IsTorn))
        {
            PayloadReading reading = Read(received);
            string[] numbers = [.. received.Parcels.SelectMany(parcel => new[] { parcel.PlatformNumber, parcel.LastMileNumber })];
            bool isWhole = reading.Fault is null && reading.Items.Count > 0
                && reading.Items.All(item => item.Fault is null && item.Scans.Count > 0 && item.Scans.All(scan => scan.Fault is null) && numbers.Contains(item.Number));
            if (!isWhole || CarrierAdapters.Detect(received.Payload)?.Format != received.Format)
                refused.Add($"{received.Format}: {Encoding.UTF8.GetString(received.Payload.Span)}");
        }

        refused.Should().BeEmpty();
    }

    [Fact]
    public void All_formats_of_the_network_come_and_broken_payloads_are_refused()
    {
        _seen.Payloads.Select(received => received.Format).Distinct().Should().BeEquivalentTo(
            "cainiao-detail-json", "usps-v3-json", "correos-localizador-json", "singpost-track-json", "4px-tracks-json", "upu-emsevt-lines");
        Received[] torn = [.. _seen.Payloads.Where(received => received.IsTorn)];
        torn.Should().NotBeEmpty();
        torn.Count(received => !IsRefused(Read(received))).Should().Be(0);
    }

    [Fact]
    public void A_carrier_that_makes_no_fault_tells_the_true_times()
    {
        Worlds.Seen faithful = Worlds.Run(600, seed: 12, days: 6, isFaithful: true);
        long start = Worlds.Start.ToUnixTimeMilliseconds();
        List<string> untrue = [];
        foreach (Received received in faithful.Payloads)
        {
            foreach (PayloadItem item in Read(received).Items)
            {
                SimParcel parcel = received.Parcels.First(parcel => parcel.PlatformNumber == item.Number || parcel.LastMileNumber == item.Number);
                untrue.AddRange(item.Scans.Select(scan => scan.Fact!)
                    .Where(fact => !parcel.Events.Exists(happened => Math.Abs(start + (happened.At * 1_000L) - fact.Time.UtcMs) < 60_000))
                    .Select(fact => $"{received.Carrier} says {fact.Code} at {fact.Time.Raw} of {item.Number}"));
            }
        }

        faithful.Payloads.Should().NotBeEmpty();
        untrue.Should().BeEmpty();
    }

    [Fact]
    public void No_payload_tells_what_has_not_happened_yet()
    {
        long start = Worlds.Start.ToUnixTimeMilliseconds();
        int early = _seen.Payloads.Where(received => !received.IsTorn).Sum(received => Read(received).Items.SelectMany(item => item.Scans)
            .Count(scan => scan.Fact!.Time.EarliestMs == 0 && scan.Fact.Time.UtcMs > start + (received.At * 1_000L)));
        early.Should().Be(0);
    }

    [Fact]
    public void Numbers_have_right_check_digits()
    {
        foreach (SimParcel parcel in _seen.Parcels.Where(parcel => parcel.Lane.First.Name is "upu" or "singpost").Take(200))
            (S10Number.TryParse(parcel.PlatformNumber, out S10Number number) && number.CheckDigitFits).Should().BeTrue(parcel.PlatformNumber);
    }

    [Fact]
    public void An_untracked_service_says_nothing_after_the_arrival()
    {
        SimParcel[] untracked = [.. _seen.Ends.Where(parcel => parcel.Lane.IsUntracked)];
        untracked.Should().NotBeEmpty();
        untracked.SelectMany(parcel => parcel.First.Scans.Concat(parcel.Last.Scans)).Should().OnlyContain(scan => scan.Step <= Step.Arrived);
    }

    private static bool IsRefused(PayloadReading reading) =>
        reading.Fault is not null || reading.Items.Any(item => item.Fault is not null || item.Scans.Any(scan => scan.Fault is not null));

    private static PayloadReading Read(Received received) =>
        CarrierAdapters.Default[received.Format].Read(received.Payload, Worlds.Start.AddSeconds(received.At));
}
