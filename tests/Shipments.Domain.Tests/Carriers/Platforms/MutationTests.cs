using System.Text;
using Shipments.Domain.Carriers;
using Shipments.Domain.Numbers;
using Shipments.Journal.V1;
using Xunit.Abstractions;

namespace Shipments.Domain.Tests.Carriers.Platforms;

/// <summary>
/// Goal: no bytes make an adapter throw, and what it gives stays within the bounds. Method: 20,000 damaged copies of each format's fixtures,
/// most of them still JSON so that the readers, not only the parser, meet the damage.
/// </summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int Mutations = 20_000;
    private const int Seed = 20_261_122;

    [Theory]
    [InlineData("4px-tracks-json", "FourPx/parcel.json")]
    [InlineData("yunexpress-tracks-json", "YunExpress/waybill.json")]
    [InlineData("aliexpress-ld-json", "AliExpress/order.json")]
    [InlineData("aftership-tracking-json", "AfterShip/tracking.json", "AfterShip/webhook.json")]
    [InlineData("17track-push-json", "SeventeenTrack/reply.json", "SeventeenTrack/push.json")]
    public void No_damage_makes_an_adapter_throw_or_give_more_than_its_bounds(string format, params string[] fixtures)
    {
        output.WriteLine($"seed {Seed}");
        Random random = new(Seed);
        PayloadMutator[] mutators = [.. fixtures.Select(name => new PayloadMutator(Fixtures.Own(name), random))];
        int read = 0;
        for (int number = 0; number < Mutations; number++)
        {
            byte[] payload = mutators[number % mutators.Length].Next();
            PayloadReading? reading = null;
            Exception? thrown = Record.Exception(() => reading = Readings.Of(format, payload));
            thrown ??= Record.Exception(() => CarrierAdapters.Detect(payload));
            string? problem = thrown?.ToString() ?? Excess(reading!);
            if (problem is not null)
                problem.Should().BeNull($"mutation {number} of seed {Seed} is {Encoding.UTF8.GetString(payload)}");
            read += reading!.Items.Sum(item => item.Scans.Count(scan => scan.Fact is not null));
        }

        read.Should().BeGreaterThan(Mutations, "most damage leaves something to read, else this proves little");
    }

    // The first thing out of bounds, by name; null when all is within.
    private static string? Excess(PayloadReading reading)
    {
        if (reading.Items.Count > PayloadLimits.ItemsMax || (reading.Fault is not null && reading.Items.Count > 0))
            return "items";
        foreach (PayloadItem item in reading.Items)
        {
            if (item.Number.Length > TrackingNumbers.CharactersMax || item.Linked.Count > PayloadLimits.LinkedNumbersMax)
                return "numbers";
            if (item.Fault is { } fault && (fault.Value.Length > PayloadFault.ValueCharactersMax || fault.Problem.Length > 400))
                return "fault";
            foreach (PayloadScan scan in item.Scans)
            {
                if (scan.Fact is null == scan.Fault is null)
                    return "neither a fact nor a fault, or both";
                if (scan.Fact is { } fact && Excess(fact, item) is { } part)
                    return part;
            }
        }

        return reading.Items.Sum(item => item.Scans.Count) > PayloadLimits.EventsMax ? "events" : null;
    }

    private static string? Excess(ScanFact fact, PayloadItem item)
    {
        if (fact.Id == 0 || fact.Number != item.Number || fact.ReceivedMs != Fixtures.ReceivedAt.ToUnixTimeMilliseconds() || fact.Carrier.Length == 0)
            return "incomplete";
        if (fact.Code.Length > PayloadLimits.CodeCharactersMax + 12 || fact.Text.Length > PayloadLimits.TextCharactersMax || fact.SourceId.Length > 128)
            return "code, text or source";
        PlaceRecord place = fact.Place ?? new PlaceRecord();
        if (new[] { place.City, place.Region, place.PostalCode, place.Office }.Any(part => part.Length > PayloadLimits.PlaceCharactersMax) || place.Country.Length is not (0 or 2))
            return "place";
        EventTimeRecord time = fact.Time;
        if (time.Raw.Length > PayloadLimits.TimeCharactersMax || time.UtcMs is < 315_446_400_000 or > 7_289_740_800_000)
            return "time";
        return (time.EarliestMs == 0) == (time.LatestMs == 0) && time.EarliestMs <= time.LatestMs ? null : "interval";
    }
}
