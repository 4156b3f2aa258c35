using System.Text;
using Shipments.Domain.Carriers;
using Shipments.Domain.Epcis.Export;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Epcis;

/// <summary>
/// Goal: whatever a parcel's history is, capturing its export gives the same parcel. Method: seeded chance makes scans of several carriers, with and
/// without zones, places, ids of their own, corrections and containers; the export is captured by the adapter into an empty parcel.
/// </summary>
public sealed class EpcisRoundTripPropertyTests
{
    private const int Cases = 200;
    private const string Number = "RB123456785GB";

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly (string Carrier, string Code)[] Codes =
    [
        ("upu", "EMA"), ("upu", "EMC"), ("upu", "EMD"), ("upu", "EDB"), ("upu", "EME"), ("upu", "EDC"), ("upu", "EMG"), ("upu", "EMH"), ("upu", "EMI"),
        ("cainiao", "CONSIGN"), ("cainiao", "CC_EX_START"), ("cainiao", "LH_DEPART"), ("cainiao", "CUS_TAX"), ("resdit", "48"), ("resdit", "24"),
        ("resdit", "DAMAGED"), ("shipments", "RETURNING"), ("shipments", "CUSTOMS_SEIZED"), ("shipments", "LOST"), ("somebody", "X-1"), ("somebody", ""),
    ];

    [Fact]
    public void A_parcel_captured_from_its_export_is_the_same_parcel()
    {
        int derived = 0;
        for (int seed = 0; seed < Cases; seed++)
        {
            Random random = new(seed);
            ScanFact[] facts = [.. Enumerable.Range(0, 1 + random.Next(12)).Select(i => Scan(random, i))];
            ParcelState sent = Fold(facts);
            EpcisExport export = EpcisExport.Of("p-1", sent);
            export.LeftOut.Should().Be(0, $"seed {seed}");
            ParcelState got = Fold(Captured(export.Document));
            got.ReadScans().Select(scan => scan.Fact.Container + scan.Id).Should().Equal(sent.ReadScans().Select(scan => scan.Fact.Container + scan.Id), $"seed {seed}");
            got.ReadRecord().Decided.Should().Be(sent.ReadRecord().Decided, $"seed {seed}\n{export.Document}");
            EpcisExport.Of("p-1", got).Document.Should().Be(export.Document, $"seed {seed}: what is exported again is the same");
            derived += facts.Count(fact => fact.Container.Length > 0);
        }

        derived.Should().BeGreaterThan(Cases / 10, "the chance has to put some into containers");
    }

    [Fact]
    public void What_was_taken_back_or_replaced_counts_as_little_when_it_is_captured()
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            Random random = new(seed);
            List<ScanFact> facts = [.. Enumerable.Range(0, 3 + random.Next(8)).Select(i => Scan(random, i))];
            foreach (ScanFact wrong in facts.DistinctBy(fact => fact.Id).Where(_ => random.Next(4) == 0).ToList())
            {
                ScanFact correction = Scan(random, 50 + facts.Count);
                (correction.Corrects, correction.Void) = (wrong.Id, random.Next(2) == 0);
                correction.Id = ScanIds.Of(correction);
                facts.Add(correction);
            }

            ParcelState sent = Fold([.. facts]);
            ParcelState got = Fold(Captured(EpcisExport.Of("p-1", sent).Document));
            (got.Phase, got.ReadRecord().Decided.Customs, got.ReadRecord().Decided.Milestones)
                .Should().Be((sent.Phase, sent.ReadRecord().Decided.Customs, sent.ReadRecord().Decided.Milestones), $"seed {seed}");
        }
    }

    private static ScanFact Scan(Random random, int number)
    {
        (string carrier, string code) = Codes[random.Next(Codes.Length)];
        DateTimeOffset at = Now.AddDays(-20).AddMinutes(number * 90).ToOffset(TimeSpan.FromMinutes(15 * random.Next(-48, 57)));
        ScanFact fact = new()
        {
            Carrier = carrier,
            Code = code,
            Text = code.Length == 0 || random.Next(2) == 0 ? $"größer \"{number}\" 已揽收 \\ {random.Next(5)}" : "",
            Number = Number,
            ReceivedMs = Now.ToUnixTimeMilliseconds(),
            Time = EventTimes.FromInstant(at, random.Next(2) == 0 ? at.ToString("dd/MM/yyyy HH:mm") : ""),
            SourceId = random.Next(4) == 0 ? $"id-{number}" : "",
            ReasonCode = random.Next(5) == 0 ? "12" : "",
            ActionCode = random.Next(5) == 0 ? "F" : "",
            Inferred = random.Next(6) == 0,
            UntrackedService = random.Next(20) == 0,
        };
        if (random.Next(2) == 0)
            fact.Place = new PlaceRecord { Office = random.Next(2) == 0 ? "SGSINN" : "", City = "São Paulo", Region = "SP", PostalCode = "01000", Country = "BR" };
        if (random.Next(4) == 0)
            (fact.Container, fact.ContainerScan) = ("MYKULGUSSFOAAEM72072001100028", (ulong)random.NextInt64(1, long.MaxValue));
        fact.Id = ScanIds.Of(fact);
        return fact;
    }

    private static ScanFact[] Captured(string document)
    {
        PayloadReading reading = CarrierAdapters.Default["epcis-json-ld"].Read(Encoding.UTF8.GetBytes(document), Now);
        reading.Fault.Should().BeNull();
        return [.. reading.Items.SelectMany(item => item.Scans).Select(scan => scan.Fact ?? throw new InvalidOperationException(scan.Fault!.ToString()))];
    }

    private static ParcelState Fold(ScanFact[] facts)
    {
        ParcelTurn turn = new(ParcelState.Empty, "parcel/acme/p-1", Vocabularies.Default, Now);
        turn.Register(new ParcelRegistered { Numbers = { new ParcelNumber { Number = Number, FromMs = 1 } } }, [], "", 0);
        turn.Record([.. facts.Select(fact => fact.Clone())], new Dictionary<string, long>());
        return turn.Finish().Next;
    }
}
