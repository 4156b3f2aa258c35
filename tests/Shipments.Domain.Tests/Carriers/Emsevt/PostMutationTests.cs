using Shipments.Domain.Carriers;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;
using Xunit.Abstractions;

namespace Shipments.Domain.Tests.Carriers.Emsevt;

public sealed class PostMutationTests(ITestOutputHelper output)
{
    private const int Mutations = 20_000;
    private const string Marks = "<>&\"{}[],:;|\t\n\\/0-";
    private const int Seed = 20261122;
    private static readonly DateTimeOffset ReceivedAt = PostFixtures.At("2026-11-01T00:00:00Z");

    /// <summary>Goal: no bytes make an adapter throw, or return more than its bounds. Method: 20,000 damaged copies of its payloads, of one seed.</summary>
    [Theory]
    [InlineData("usps-webtools-xml", "UspsXml/mixed.xml UspsXml/lines.xml")]
    [InlineData("correos-localizador-json", "Correos/shipments.json Correos/commented.json")]
    [InlineData("singpost-track-json", "SingPost/items.json")]
    [InlineData("upu-emsevt-lines", "Emsevt/events.txt Emsevt/header.txt")]
    public void Damaged_payloads_never_throw_and_stay_bounded(string format, string files)
    {
        output.WriteLine($"seed {Seed}");
        Random random = new(Seed);
        byte[][] originals = [.. files.Split(' ').Select(file => file.Split('/')).Select(parts => PostFixtures.Bytes(parts[0], parts[1]))];
        ICarrierAdapter adapter = CarrierAdapters.Default[format];
        int read = 0;
        for (int round = 0; round < Mutations; round++)
        {
            byte[] payload = Damage(originals[round % originals.Length], random);
            PayloadReading reading = adapter.Read(payload, ReceivedAt);
            RequireBounds(reading, round);
            CarrierAdapters.Detect(payload);
            read += reading.Items.Sum(item => item.Scans.Count(scan => scan.Fact is not null));
        }

        read.Should().BeGreaterThan(Mutations / 2, "damage of a few bytes leaves many scans readable");
    }

    private static byte[] Damage(byte[] original, Random random)
    {
        List<byte> bytes = [.. original];
        for (int times = random.Next(1, 5); times > 0 && bytes.Count > 2; times--)
        {
            int at = random.Next(bytes.Count);
            int count = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, count);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - count + 1), count));
                    break;
                case 3:
                    bytes[at] = (byte)Marks[random.Next(Marks.Length)];
                    break;
                case 4:
                    bytes.InsertRange(at, "\ud83d\ude00\u0000\u202e"u8.ToArray());
                    break;
                case 5 when random.Next(20) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }

    private static void RequireBounds(PayloadReading reading, int round)
    {
        // One item more than the bound: that which tells where the payload broke off.
        bool fits = reading.Items.Count <= PayloadLimits.ItemsMax + 1
            && reading.Items.Sum(item => item.Scans.Count) <= PayloadLimits.EventsMax
            && (reading.Fault is null || reading.Items.Count == 0)
            && reading.Items.All(item => item.Linked.Count <= PayloadLimits.LinkedNumbersMax && Fits(item.Fault) && item.Scans.All(scan => Fits(scan, item.Number)));
        fits.Should().BeTrue("round {0} of seed {1} must stay in bounds", round, Seed);
    }

    private static bool Fits(PayloadFault? fault) => fault is null || (fault.Value.Length <= PayloadFault.ValueCharactersMax && fault.Problem.Length > 0);

    private static bool Fits(PayloadScan scan, string number) => scan.Fact is { } fact
        ? scan.Fault is null && fact.Number == number && number.Length > 0 && fact.Id == ScanIds.Of(fact) && fact.ReceivedMs == ReceivedAt.ToUnixTimeMilliseconds()
            && fact.Code.Length <= PayloadLimits.CodeCharactersMax && fact.ReasonCode.Length <= PayloadLimits.CodeCharactersMax
            && fact.Text.Length <= PayloadLimits.TextCharactersMax && fact.Time.Raw.Length <= PayloadLimits.TimeCharactersMax
            && Fits(fact.Place) && fact.Time.EarliestMs <= fact.Time.UtcMs && (fact.Time.LatestMs == 0 || fact.Time.UtcMs <= fact.Time.LatestMs)
        : scan.Fault is not null && Fits(scan.Fault);

    private static bool Fits(PlaceRecord? place) => place is null || new[] { place.Office, place.City, place.Region, place.PostalCode }
        .All(part => part.Length <= PayloadLimits.PlaceCharactersMax);
}
