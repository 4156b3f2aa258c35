using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;
using Shipments.Domain.Carriers;
using Shipments.Domain.Numbers;
using Shipments.Journal.V1;

namespace Shipments.Bench.Tests.Simulation;

public sealed class PayloadTests
{
    private static readonly Worlds.Seen Usual = Worlds.Run(2_000, seed: 11, days: 12);

    private readonly Worlds.Seen _seen = Usual;

    [Fact]
    public void Every_whole_payload_is_read_without_a_fault_and_told_by_its_content()
    {
        foreach (Received received in _seen.Payloads.Where(received => !received.IsTorn))
        {
            CarrierAdapters.Detect(received.Payload)!.Format.Should().Be(received.Format);
            PayloadReading reading = Read(received);
            reading.Fault.Should().BeNull();
            reading.Items.Should().NotBeEmpty().And.OnlyContain(item => item.Fault == null && item.Scans.Count > 0 && item.Scans.All(scan => scan.Fault == null));
            reading.Items.Select(item => item.Number).Should().BeSubsetOf(received.Parcels.SelectMany(parcel => new[] { parcel.PlatformNumber, parcel.LastMileNumber }));
        }
    }

    [Fact]
    public void All_formats_of_the_network_come_and_broken_payloads_are_refused()
    {
        _seen.Payloads.Select(received => received.Format).Distinct().Should().BeEquivalentTo(
            "cainiao-detail-json", "usps-v3-json", "correos-localizador-json", "singpost-track-json", "4px-tracks-json", "upu-emsevt-lines");
        Received[] torn = [.. _seen.Payloads.Where(received => received.IsTorn)];
        torn.Should().NotBeEmpty();
        torn.Should().OnlyContain(received => Read(received).Fault != null || Read(received).Items.Any(item => item.Fault != null || item.Scans.Any(scan => scan.Fault != null)));
    }

    [Fact]
    public void A_carrier_that_makes_no_fault_tells_the_true_times()
    {
        Worlds.Seen faithful = Worlds.Run(600, seed: 12, days: 6, isFaithful: true);
        long start = Worlds.Start.ToUnixTimeMilliseconds();
        foreach (Received received in faithful.Payloads)
        {
            foreach (PayloadItem item in Read(received).Items)
            {
                SimParcel parcel = received.Parcels.First(parcel => parcel.PlatformNumber == item.Number || parcel.LastMileNumber == item.Number);
                foreach (ScanFact fact in item.Scans.Select(scan => scan.Fact!))
                    parcel.Events.Should().Contain(happened => Math.Abs(start + (happened.At * 1_000L) - fact.Time.UtcMs) < 60_000, $"{received.Carrier} says {fact.Code} at {fact.Time.Raw} of {item.Number}");
            }
        }
    }

    [Fact]
    public void No_payload_tells_what_has_not_happened_yet()
    {
        long start = Worlds.Start.ToUnixTimeMilliseconds();
        foreach (Received received in _seen.Payloads.Where(received => !received.IsTorn))
        {
            Read(received).Items.SelectMany(item => item.Scans).Select(scan => scan.Fact!).Where(fact => fact.Time.EarliestMs == 0)
                .Should().OnlyContain(fact => fact.Time.UtcMs <= start + (received.At * 1_000L));
        }
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

    private static PayloadReading Read(in Received received) =>
        CarrierAdapters.Default[received.Format].Read(received.Payload, Worlds.Start.AddSeconds(received.At));
}
