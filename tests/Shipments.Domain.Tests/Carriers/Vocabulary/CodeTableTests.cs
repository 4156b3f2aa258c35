using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Domain.Tests.Samples;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers.Vocabulary;

/// <summary>
/// Goal: every code that the carriers' documents and real replies have means what a person reads in them. Method: one row a code in the tables
/// beside this test, written by hand; the vocabularies must give each row's phase, reason, flags, leg, milestone, customs and confidence.
/// </summary>
public sealed class CodeTableTests
{
    private const string Unmapped = "unmapped";

    // How many codes each table has: a row that is lost is noticed.
    private static readonly Dictionary<string, int> Rows = new()
    {
        ["upu"] = 60, ["usps"] = 41, ["cainiao"] = 115, ["aliexpress"] = 15, ["correos"] = 14, ["singpost"] = 19, ["4px"] = 37, ["yunexpress"] = 14, ["epcis"] = 24,
    };

    public static TheoryData<string, string> Codes
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (string carrier in Rows.Keys)
            {
                foreach (string row in Lines(carrier))
                    data.Add(carrier, row);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_means_what_its_row_says(string carrier, string row)
    {
        string[] cells = [.. row.Split('\t'), .. Enumerable.Repeat("", 9)];
        MeaningRecord meaning = Vocabularies.Default.Map(Scan(carrier, cells[0], cells[1]));
        if (cells[2] == Unmapped)
            meaning.Should().Be(new MeaningRecord { Unmapped = true });
        else
            Said(meaning).Should().Be(string.Join(" | ", cells[2..9].Select((cell, at) => at == 6 && cell.Length == 0 ? nameof(Confidence.Scanned) : cell)));
    }

    [Fact]
    public void No_row_is_lost_and_none_stands_twice()
    {
        foreach ((string carrier, int count) in Rows)
            Lines(carrier).Select(row => string.Join('\t', row.Split('\t').Take(2))).Should().HaveCount(count, carrier).And.OnlyHaveUniqueItems(carrier);
    }

    // A row that somebody adds to a vocabulary needs its expectation. Families are shown by one of their codes; wordings have tests of their own.
    [Theory]
    [InlineData("upu", "EMH+ EME+ EDF+ EXD+ EDA+")]
    [InlineData("usps", "-")]
    [InlineData("cainiao", "AE_ *")]
    [InlineData("singpost", "")]
    public void Every_code_of_a_vocabulary_has_a_row(string carrier, string beside)
    {
        HashSet<string> shown = [.. Lines(carrier).Select(row => row.Split('\t')[0])];
        string[] others = beside.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Vocabularies.Default.Carriers[carrier].Codes.Where(code => !others.Any(other => code.StartsWith(other, StringComparison.Ordinal) || code.EndsWith(other, StringComparison.Ordinal)))
            .Should().BeSubsetOf(shown);
    }

    private static IEnumerable<string> Lines(string carrier) =>
        File.ReadLines(Path.Combine(SampleFiles.Root, "tests", "Shipments.Domain.Tests", "Carriers", "Vocabulary", "Tables", carrier + ".tsv"))
            .Where(line => line.Length > 0 && line[0] != '#').Skip(1);

    // EMH+17/F is EMH with reason 17 and action F.
    private static ScanFact Scan(string carrier, string code, string text)
    {
        string[] parts = code.Split('+');
        string[] came = [.. (parts.Length > 1 ? parts[1] : "").Split('/'), ""];
        return new ScanFact { Carrier = carrier, Code = parts[0], Text = text, ReasonCode = came[0], ActionCode = came[1] };
    }

    private static string Said(MeaningRecord meaning)
    {
        (bool Set, string Name)[] flags = [(meaning.ActionRequired, "action_required"), (meaning.Delayed, "delayed"), (meaning.Held, "held"), (meaning.ReturnBegins, "return_begins")];
        return string.Join(
            " | ", Name((Phase)meaning.Phase), Name((Reason)meaning.Reason), string.Join(' ', flags.Where(flag => flag.Set).Select(flag => flag.Name)),
            Name((Leg)meaning.Leg), Name((MilestoneKind)meaning.Milestone), Name((CustomsStatus)meaning.Customs), (Confidence)meaning.Confidence);
    }

    private static string Name<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString() is "None" ? "" : value.ToString();
}
