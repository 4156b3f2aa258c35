using System.Globalization;
using Shipments.Domain.Customs;
using Shipments.Domain.Tests.Samples;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Customs;

/// <summary>
/// Goal: each row of the table holds from its first day to its last, on its side of its limit, and in its own countries. Method: the days and
/// limits are written here by hand after the sources; each row is tried alone with a declaration of one line that has only a value.
/// </summary>
public sealed class CustomsRulesTests
{
    // Rule, a country, first and last day, a value in the currency of the limit, gift, IOSS number, and the value past the limit (0: no limit).
    public static TheoryData<string, string, string, string, string, bool, bool, string> Rows() => new()
    {
        { "upu-item-data", "BR", "2021-01-01", "", "10 BRL", false, false, "0" },
        { "upu-cn22", "BR", "", "", "300 SDR", false, false, "300.01" },
        { "upu-cn23", "BR", "", "", "300.01 SDR", false, false, "300" },
        { "us-stop-act", "US", "2021-01-01", "", "10 USD", false, false, "0" },
        { "us-section-321", "US", "2016-03-10", "2025-08-28", "800 USD", false, false, "800.01" },
        { "us-duty-above-800", "US", "2016-03-10", "2025-08-28", "800.01 USD", false, false, "800" },
        { "us-de-minimis-end", "US", "2025-08-29", "", "1 USD", false, false, "0" },
        { "us-gift-free", "US", "2025-08-29", "", "100 USD", true, false, "100.01" },
        { "us-gift-above-100", "US", "2025-08-29", "", "100.01 USD", true, false, "100" },
        { "us-postal-specific", "US", "2025-08-29", "2026-02-23", "1 USD", false, false, "0" },
        { "eu-ics2", "ES", "2021-03-15", "", "10 EUR", false, false, "0" },
        { "eu-hs6", "DE", "2021-07-01", "", "10 EUR", false, false, "0" },
        { "eu-vat-import", "FR", "2021-07-01", "", "10 EUR", false, false, "0" },
        { "eu-ioss", "NL", "2021-07-01", "", "150 EUR", false, true, "150.01" },
        { "eu-ioss-limit", "NL", "2021-07-01", "", "150.01 EUR", false, true, "150" },
        { "eu-duty-free-150", "IT", "2010-01-01", "2026-06-30", "150 EUR", false, false, "150.01" },
        { "eu-flat-3", "PL", "2026-07-01", "2028-06-30", "150 EUR", false, false, "150.01" },
        { "eu-duty-2028", "PL", "2028-07-01", "", "150 EUR", false, false, "150.01" },
        { "eu-duty-above-150", "SE", "2010-01-01", "", "150.01 EUR", false, false, "150" },
        { "gb-vat-sale", "GB", "2021-01-01", "", "135 GBP", false, false, "135.01" },
        { "gb-vat-import", "GB", "2021-01-01", "", "135.01 GBP", false, false, "135" },
        { "au-gst-sale", "AU", "2018-07-01", "", "1000 AUD", false, false, "1000.01" },
        { "au-gst-import", "AU", "2018-07-01", "", "1000.01 AUD", false, false, "1000" },
        { "nz-gst-sale", "NZ", "2019-12-01", "", "1000 NZD", false, false, "1000.01" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_rule_holds_on_its_days_in_its_countries_and_on_its_side_of_its_limit(
        string id, string country, string first, string last, string value, bool gift, bool ioss, string past)
    {
        (decimal amount, string currency) = (decimal.Parse(value.Split(' ')[0], CultureInfo.InvariantCulture), value.Split(' ')[1]);
        DeclarationRecord declaration = Declared.Bare(amount, currency, gift, ioss);
        DateOnly from = first.Length == 0 ? new DateOnly(1990, 1, 1) : Day(first);
        DateOnly to = last.Length == 0 ? new DateOnly(2099, 12, 31) : Day(last);
        Speaks(id, declaration, country, from).Should().BeTrue("the first day");
        Speaks(id, declaration, country, to).Should().BeTrue("the last day");
        Speaks(id, declaration, country, from.AddDays(-1)).Should().Be(first.Length == 0, "the day before");
        Speaks(id, declaration, country, to.AddDays(1)).Should().Be(last.Length == 0, "the day after");
        Speaks(id, declaration, "JP", from).Should().Be(country == "BR", "another country");
        if (decimal.Parse(past, CultureInfo.InvariantCulture) is > 0 and var other)
            Speaks(id, Declared.Bare(other, currency, gift, ioss), country, from).Should().BeFalse("past the limit");
        if (gift)
            Speaks(id, Declared.Bare(amount, currency, false, ioss), country, from).Should().BeFalse("no gift");
        if (ioss)
            Speaks(id, Declared.Bare(amount, currency, gift, false), country, from).Should().BeFalse("no IOSS number");
    }

    [Fact]
    public void Every_row_is_tried_and_described_with_its_source()
    {
        CustomsRules.Default.Select(rule => rule.Id).Should().Equal(Rows().Select(row => (string)row[0]));
        string page = File.ReadAllText(Path.Combine(SampleFiles.Root, "docs", "reference", "customs.md"));
        foreach (CustomsRule rule in CustomsRules.Default)
            page.Should().Contain($"| `{rule.Id}` |").And.Contain($"{rule.Source} | {(rule.IsChecked ? "checked" : "general")} |");
    }

    [Theory]
    [InlineData("a\tUS\t2026-02-30\t\tany\tlines\ts\tchecked", "line 2, column from: '2026-02-30' is no day")]
    [InlineData("a\tUS\t\t\tsometimes\tlines\ts\tchecked", "line 2, column condition: 'sometimes' is no condition")]
    [InlineData("a\tUS\t\t\tvalue<=EUR\tlines\ts\tchecked", "line 2, column condition: 'value<=EUR' is no condition")]
    [InlineData("a\tUS\t\t\tany\tcolour\ts\tchecked", "line 2, column requirement: 'colour' is no requirement")]
    [InlineData("a\tUS\t\t\tany\tlines\t\tchecked", "line 2, column source: '' is no source")]
    [InlineData("a\tUS\t\t\tany\tlines\ts\tperhaps", "line 2, column known: 'perhaps' is neither checked nor general")]
    [InlineData("a\tUS\t\t\tany\tlines", "line 2, column id: *is not a row of 8 cells")]
    [InlineData("a\tUS\t\t\tany\tlines\ts\tchecked\na\tGB\t\t\tany\tlines\ts\tchecked", "'a' stands there 2 times")]
    public void A_wrong_table_is_refused_with_its_line(string rows, string problem) =>
        FluentActions.Invoking(() => CustomsRules.Parse("id\tdestination\tfrom\tto\tcondition\trequirement\tsource\tknown\n" + rows)).Should().Throw<FormatException>().WithMessage($"*{problem}*");

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool Speaks(string id, DeclarationRecord declaration, string country, DateOnly day)
    {
        DeclarationJudgementRecord judgement = CustomsAssessor.Assess(new CustomsTable([CustomsRules.Default.Single(rule => rule.Id == id)], 1), declaration, "CN", country, day);
        return judgement.Findings.Any(finding => finding.Blocking) || judgement.Charges.Count > 0;
    }
}
