using Shipments.Domain.Eta;
using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Eta;
using Shipments.Domain.Tests.Holders;
using Shipments.Domain.Tests.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Golden;

/// <summary>Lives of parcels and numbers that the golden files keep beside the first ones, each for what came into the journal later.</summary>
internal static class GoldenLives
{
    private const double Day = 24 * 60;

    /// <summary>How many entries each life of a parcel has.</summary>
    public static IReadOnlyDictionary<string, int> Parcels { get; } = new Dictionary<string, int>
    {
        ["told"] = 4, ["silent"] = 5, ["estimated"] = 5, ["declared"] = 5,
    };

    /// <summary>How many entries each life of a number has.</summary>
    public static IReadOnlyDictionary<string, int> Numbers { get; } = new Dictionary<string, int> { ["named"] = 4 };

    /// <summary>Adds the files that are missing; with <c>UPDATE=1</c> only.</summary>
    public static void Add(Func<byte[], string> describeEntry, Func<byte[], string> describeRow)
    {
        (string Life, IReadOnlyList<ParcelEntry> Entries)[] lives = [.. OfParcels()];
        lives.Select(each => (each.Life, each.Entries.Count)).Should().Equal(Parcels.Select(each => (each.Key, each.Value)));
        foreach ((string life, IReadOnlyList<ParcelEntry> entries) in lives)
        {
            ParcelState state = ParcelState.Empty;
            for (int i = 0; i < entries.Count; i++)
            {
                state = ParcelReplay.ApplyWhole(state, entries[i]);
                GoldenFolder.Add($"{life}-{i + 1}-entry", entries[i], describeEntry);
                GoldenFolder.Add($"{life}-{i + 1}-row", state.ReadRecord(), describeRow);
            }
        }
    }

    /// <summary>Names that came before there was a holder, after one, and those that have waited too long.</summary>
    public static void PlayNamed(NumberRig rig, Action<int> step)
    {
        rig.Turn(turn => turn.NoteNames([ParcelRig.Number("RB2"), Named("RB3")], out _));
        step(1);
        rig.Clock = 40 * Day;
        rig.Turn(turn => turn.Expire());
        step(2);
        rig.Turn(turn => turn.NoteNames([Named("RB4")], out _));
        step(3);
        rig.Attach("P1", -60, 60 * Day);
        step(4);
    }

    private static IEnumerable<(string Life, IReadOnlyList<ParcelEntry> Entries)> OfParcels()
    {
        yield return ("told", Told());
        yield return ("silent", Silent());
        yield return ("estimated", Estimated());
        yield return ("declared", Declared());
    }

    private static List<ParcelEntry> Told()
    {
        ParcelRig rig = ParcelRig.Registered(ParcelRig.Number("LP1", -90));
        rig.Turn(turn => turn.HeedNames("number/acme/LP1", 1, 1, new NamesTold { Number = "LP1", Named = { Named("RB2") } }));
        rig.Turn(turn => turn.DetachNumber("RB2", 0, out _));
        ScanFact scan = A.Scan("PickedUp", 0, with: fact => fact.Number = "LP1");
        PollRecord poll = new() { Source = "cainiao", Number = "LP1", ReceivedMs = A.Ms(60), ScanIds = { scan.Id } };
        rig.Turn(turn => turn.Record([scan], ParcelRig.NotRouted, [poll]));
        return rig.Entries;
    }

    private static List<ParcelEntry> Silent()
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.Record(A.Scan("PickedUp+reason=Held", 0));
        rig.At(8 * Day).Turn(turn => turn.Wake());
        rig.At(40 * Day).Turn(turn => turn.Wake());
        rig.At(41 * Day).Record(A.Scan("Departed", 9 * Day));
        return rig.Entries;
    }

    private static List<ParcelEntry> Estimated()
    {
        LanePast past = new LanePast().Tried(EtaPoint.Departed, -60, 10, 400).Tried(EtaPoint.Arrived, -60, 4, 400).Tried(EtaPoint.CustomsStopped, -60, 15, 100);
        ParcelRig rig = ParcelRig.Registered();
        rig.Forecasts = ForecastTable.Of([new("CN-US/cainiao-standard", past.Cells)], A.Ms(0));
        ScanFact stopped = A.Scan("ImportCustoms+customs=Held+milestone=None", 3.5 * Day);
        rig.At(120).Record(A.Scan("Departed", 0, with: fact => fact.CarrierEta = A.Window(5 * Day, 6 * Day)));
        rig.At(3 * Day).Record(A.Scan("Arrived", 2.9 * Day, with: fact => fact.CarrierEta = A.Window(7 * Day, 8 * Day)));
        rig.At(4 * Day).Record(stopped);
        rig.At(5 * Day).Record(A.Void(stopped.Id, 4.5 * Day), A.Scan("Departed", -30, with: fact => fact.CarrierEta = A.Window(3 * Day, 4 * Day)));
        return rig.Entries;
    }

    private static List<ParcelEntry> Declared()
    {
        ParcelRig rig = new();
        ParcelRegistered registration = ParcelRig.Registration();
        registration.UntrackedService = true;
        registration.Declaration = Customs.Declared.Bare(900, "USD", gift: true, ioss: true);
        registration.Declaration.GrossWeightGrams = 500;
        registration.Declaration.Rates.Add(new ExchangeRateRecord { FromCurrency = "USD", ToCurrency = "EUR", RateNanos = 900_000_000 });
        rig.Turn(turn => turn.Register(registration, [], "reg-1", 1));
        rig.Turn(turn => turn.Update(new ParcelRegistered { Declaration = Customs.Declared.Whole(900, "USD") }, ParcelFields.Declaration, 0, out _));
        ScanFact derived = A.Scan("Departed", 30, with: fact => (fact.Container, fact.ContainerScan) = ("17312345675", 7));
        rig.Turn(turn => turn.HeedDerived(new DeriveScans { Container = "17312345675", Scans = { derived }, Moves = { A.Ms(10), -A.Ms(50) }, HasMoves = true }, 3));
        rig.Record(A.Scan("?Q", 60), A.Scan("ImportCustoms+customs=Held+delayed+held+action", 70, "usps"));
        rig.Turn(turn => turn.Cancel(0, "", out _));
        rig.Record(A.Scan("InfoReceived", -1_000), A.Scan("Delivered+return", 90, "usps"));
        return rig.Entries;
    }

    private static ParcelNumber Named(string number)
    {
        ParcelNumber named = ParcelRig.Number(number);
        (named.Issuer, named.NamedBy, named.NamedUnder, named.Evidence) = ("usps", "cainiao", "LP1", "lastMileMailNo");
        return named;
    }
}
