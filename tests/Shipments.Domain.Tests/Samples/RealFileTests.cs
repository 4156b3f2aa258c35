using System.Globalization;
using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Samples;

/// <summary>
/// Goal: every real reply of these carriers comes to what a person reads in it. Method: a table beside this test has, for each shipment of each
/// file, the numbers, the final phase, the customs state, each milestone with its first UTC time, and what is wrong with it; its remarks say
/// why. Each shipment's scans go through one parcel. The files themselves are not part of this repository.
/// </summary>
public sealed class RealFileTests
{
    private static readonly string[] Folders = ["aggregators", "aliexpress", "cainiao", "epcis/openepcis", "usps"];

    public static TheoryData<string> Files => [.. Rows().Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_comes_to_what_its_rows_say(string file)
    {
        if (SampleFiles.Real is not { } folder || !File.Exists(Path.Combine(folder, file)))
            return;
        byte[] bytes = File.ReadAllBytes(Path.Combine(folder, file));
        Told(bytes).Should().Equal(Rows()[file], file);
    }

    [Fact]
    public void Every_file_that_is_here_has_its_rows()
    {
        if (SampleFiles.Real is not { } folder)
            return;
        IEnumerable<string> files = Folders.SelectMany(each => Directory.GetFiles(Path.Combine(folder, each), "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'));
        files.Should().BeEquivalentTo(Rows().Keys);
    }

    private static Dictionary<string, List<string>> Rows()
    {
        Dictionary<string, List<string>> rows = [];
        foreach (string line in File.ReadLines(Path.Combine(SampleFiles.Root, "tests", "Shipments.Domain.Tests", "Samples", "Tables", "real.tsv")))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            string[] cells = line.Split('\t', 2);
            if (!rows.TryGetValue(cells[0], out List<string>? own))
                rows[cells[0]] = own = [];
            own.Add(cells[1]);
        }

        return rows;
    }

    private static IEnumerable<string> Told(byte[] bytes)
    {
        if (CarrierAdapters.Detect(bytes) is not { } adapter)
            return ["no format of ours"];

        // Shortly after the newest event, so that no rule about age counts.
        DateTimeOffset first = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
        long newest = Facts(adapter.Read(bytes, first).Items).Select(fact => fact.Time.UtcMs).DefaultIfEmpty(first.ToUnixTimeMilliseconds()).Max();
        PayloadReading reading = adapter.Read(bytes, DateTimeOffset.FromUnixTimeMilliseconds(newest).AddDays(1));
        return reading.Fault is { } fault
            ? [$"{adapter.Format}\trefused\t{fault.Field}"]
            : reading.Items.Select(item => $"{adapter.Format}\t{Line(item)}");
    }

    private static IEnumerable<ScanFact> Facts(IEnumerable<PayloadItem> items) => items.SelectMany(item => item.Scans).Select(scan => scan.Fact).OfType<ScanFact>();

    // Number, linked numbers, phase, customs, milestones, scans read, faults.
    private static string Line(PayloadItem item)
    {
        ParcelDecided decided = Fold(item);
        string milestones = string.Join(' ', decided.Milestones.OrderBy(each => each.FirstMs).ThenBy(each => each.Kind)
            .Select(each => $"{(MilestoneKind)each.Kind}@{Utc(each.FirstMs)}"));
        string wrong = string.Join(' ', new[] { item.NotFound ? "not-found" : "", item.Fault?.Field ?? "" }
            .Concat(item.Scans.Select(scan => scan.Fault?.Field ?? "")).Where(each => each.Length > 0));
        return string.Join('\t', Or(item.Number), Or(string.Join(' ', item.Linked.Select(linked => $"{linked.Number}:{linked.Role}"))), (Phase)decided.Phase,
            (CustomsStatus)decided.Customs, Or(milestones), Facts([item]).Count(), Or(wrong));
    }

    private static ParcelDecided Fold(PayloadItem item)
    {
        ScanFact[] facts = [.. Facts([item])];
        if (facts.Length == 0)
            return new ParcelDecided();
        // Each shipment as of its own newest event: a file may gather years.
        DateTimeOffset at = DateTimeOffset.FromUnixTimeMilliseconds(facts.Max(fact => fact.Time.UtcMs)).AddDays(1);
        foreach (ScanFact fact in facts)
            fact.ReceivedMs = at.ToUnixTimeMilliseconds();
        ParcelTurn turn = new(ParcelState.Empty, "parcel/acme/p", Vocabularies.Default, at);
        turn.Register(new ParcelRegistered { Numbers = { new ParcelNumber { Number = item.Number, FromMs = 1 } } }, [], "", 0);
        turn.Record(facts, new Dictionary<string, long>());
        return turn.Finish().Next.ReadRecord().Decided;
    }

    private static string Or(string text) => text.Length == 0 ? "-" : text;

    private static string Utc(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
