using Shipments.Domain.Customs;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Customs;

public sealed class CustomsAssessorTests
{
    private static readonly DateOnly Day = new(2026, 11, 22);

    [Theory]
    [InlineData("lines[0].description", "us-stop-act", "Gift, samples")]
    [InlineData("lines[0].description", "us-stop-act", "12345")]
    [InlineData("lines[0].hs_code", "us-de-minimis-end", "61.09")]
    [InlineData("lines[0].hs_code", "us-de-minimis-end", "61091000000")]
    [InlineData("lines[0].quantity", "us-stop-act", "0")]
    [InlineData("lines[0].net_weight_grams", "us-stop-act", "0")]
    [InlineData("lines[0].value_micros", "us-stop-act", "0")]
    [InlineData("lines[0].currency", "us-stop-act", "")]
    [InlineData("lines[0].origin_country", "us-de-minimis-end", "")]
    [InlineData("gross_weight_grams", "upu-item-data", "299")]
    public void A_missing_or_empty_word_is_found_once_with_its_field_value_and_rule(string field, string rule, string value)
    {
        DeclarationRecord declaration = Declared.Whole(20, "USD");
        Set(declaration, field, value);
        DeclarationFindingRecord found = Assess(declaration, "US").Findings.Where(each => each.Blocking).Should().ContainSingle().Subject;
        (found.Field, found.Rule, found.Value).Should().Be((field, rule, value));
        found.Problem.Should().EndWith(".");
    }

    [Theory]
    [InlineData("Gift: wooden puzzle")]
    [InlineData("T-shirt")]
    [InlineData("手机壳")]
    public void A_telling_word_beside_a_general_one_is_enough(string description)
    {
        DeclarationRecord declaration = Declared.Whole(20, "USD");
        declaration.Lines[0].Description = description;
        Assess(declaration, "US").Findings.Should().NotContain(each => each.Blocking);
    }

    [Fact]
    public void A_whole_declaration_has_no_blocking_finding_in_any_country_of_the_table()
    {
        foreach ((string country, string currency) in new[] { ("US", "USD"), ("ES", "EUR"), ("GB", "GBP"), ("AU", "AUD"), ("NZ", "NZD"), ("JP", "JPY") })
            Assess(Declared.Whole(20, currency), country).Findings.Should().NotContain(each => each.Blocking, country);
    }

    // Three lines, two headings: 6109.10 twice with other digits behind, and 4202.92.
    [Theory]
    [InlineData("2026-06-30", 0, "eu-duty-free-150")]
    [InlineData("2026-07-01", 6_000_000, "eu-flat-3")]
    [InlineData("2028-06-30", 6_000_000, "eu-flat-3")]
    public void The_flat_duty_counts_distinct_headings(string day, long micros, string rule)
    {
        DeclarationRecord declaration = Declared.Whole(20, "EUR");
        declaration.Lines.Add(Declared.Line(30, "EUR", "61091090"));
        declaration.Lines.Add(Declared.Line(40, "EUR", "4202.92"));
        DeclarationJudgementRecord judged = CustomsAssessor.Assess(CustomsTable.BuiltIn, declaration, "CN", "DE", DateOnly.Parse(day));
        judged.Charges.Single(each => each.Rule == rule).AmountMicros.Should().Be(micros);
        judged.Charges.Should().NotContain(each => each.Kind == (int)CustomsChargeKind.DutyFlat && each.Rule != "eu-flat-3");
    }

    // 1,100 CNY at 0.13 are 143 EUR, below 150; with 60 EUR beside them 203 EUR, above.
    [Fact]
    public void Values_are_compared_by_the_callers_own_rate_and_by_no_other()
    {
        DeclarationRecord declaration = Declared.Whole(1_100, "CNY");
        DeclarationJudgementRecord unknown = Assess(declaration, "DE");
        unknown.Findings.Should().Contain(each => each.Field == "rates" && each.Value == "CNY to EUR" && !each.Blocking);
        unknown.Findings.Where(each => each.Field == "rates").Select(each => each.Value).Should().OnlyHaveUniqueItems();
        unknown.Findings.Should().NotContain(each => each.Blocking);
        Duty(unknown).Should().BeEmpty();

        declaration.Rates.Add(new ExchangeRateRecord { FromCurrency = "CNY", ToCurrency = "EUR", RateNanos = 130_000_000 });
        Duty(Assess(declaration, "DE")).Should().Equal("eu-flat-3");
        declaration.Lines.Add(Declared.Line(60, "EUR"));
        Duty(Assess(declaration, "DE")).Should().Equal("eu-duty-above-150");
    }

    [Theory]
    [InlineData("IM1234567890", 150, 0)]
    [InlineData("IM123456789", 150, 1)]
    [InlineData("im1234567890", 150, 1)]
    [InlineData("IM1234567890", 151, 1)]
    public void An_IOSS_number_has_its_form_and_only_consignments_up_to_the_limit(string number, int euros, int findings)
    {
        DeclarationRecord declaration = Declared.Whole(euros, "EUR");
        declaration.IossNumber = number;
        Assess(declaration, "DE").Findings.Where(each => each.Blocking).Select(each => each.Field).Should().Equal(Enumerable.Repeat("ioss_number", findings));
    }

    [Theory]
    [InlineData("CN", "US", true)]
    [InlineData("", "US", true)]
    [InlineData("US", "US", false)]
    [InlineData("DE", "FR", false)]
    [InlineData("DE", "GB", true)]
    [InlineData("CN", "", false)]
    public void Only_a_parcel_that_meets_customs_is_judged(string origin, string destination, bool judged) =>
        (CustomsAssessor.Assess(CustomsTable.BuiltIn, new DeclarationRecord(), origin, destination, Day).Findings.Count > 0).Should().Be(judged);

    [Fact]
    public void A_line_without_a_currency_is_missing_that_and_no_rate()
    {
        DeclarationRecord declaration = Declared.Whole(20, "");
        Assess(declaration, "US").Findings.Select(each => (each.Field, each.Blocking)).Should().Equal(("lines[0].currency", true));
    }

    [Fact]
    public void As_many_findings_as_the_bound_are_kept()
    {
        DeclarationRecord declaration = new();
        for (int i = 0; i < CustomsBounds.LinesMax; i++)
            declaration.Lines.Add(new DeclarationLineRecord());
        Assess(declaration, "US").Findings.Should().HaveCount(CustomsBounds.FindingsMax);
    }

    private static IEnumerable<string> Duty(DeclarationJudgementRecord judged) =>
        judged.Charges.Where(each => each.Kind is >= (int)CustomsChargeKind.DutyFree and <= (int)CustomsChargeKind.DutyFlat).Select(each => each.Rule);

    private static DeclarationJudgementRecord Assess(DeclarationRecord declaration, string destination) =>
        CustomsAssessor.Assess(CustomsTable.BuiltIn, declaration, "CN", destination, Day);

    private static void Set(DeclarationRecord declaration, string field, string value)
    {
        DeclarationLineRecord line = declaration.Lines[0];
        switch (field.Split('.')[^1])
        {
            case "description":
                line.Description = value;
                break;
            case "hs_code":
                line.HsCode = value;
                break;
            case "quantity":
                line.Quantity = 0;
                break;
            case "net_weight_grams":
                line.NetWeightGrams = 0;
                break;
            case "value_micros":
                line.ValueMicros = 0;
                break;
            case "currency":
                line.Currency = value;
                break;
            case "origin_country":
                line.OriginCountry = value;
                break;
            default:
                declaration.GrossWeightGrams = 299;
                break;
        }
    }
}
