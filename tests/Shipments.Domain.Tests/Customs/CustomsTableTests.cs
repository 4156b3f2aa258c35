using Shipments.Domain.Carriers;
using Shipments.Domain.Customs;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Customs;

/// <summary>Rules that an operator changed are the ones that parcels are judged by.</summary>
public sealed class CustomsTableTests
{
    private const string Header = "id\tdestination\tfrom\tto\tcondition\trequirement\tsource\tknown\n";

    [Fact]
    public void A_row_stands_in_place_of_the_one_of_its_name_and_others_are_added()
    {
        CustomsTable changed = CustomsTable.BuiltIn.With(Header + "upu-cn22\t*\t\t\tvalue<=400SDR\tform_cn22\tA new limit\tgeneral\nke-pin\tKE\t2026-01-01\t\tany\tgross\tKenya\tgeneral\n");

        changed.Rules.Should().HaveCount(CustomsTable.BuiltIn.Rules.Count + 1);
        changed.Rules.Single(rule => rule.Id == "upu-cn22").Source.Should().Be("A new limit");
        changed.Rules[^1].Id.Should().Be("ke-pin");
        CustomsTable.BuiltIn.Rules.Single(rule => rule.Id == "upu-cn22").Source.Should().NotBe("A new limit");
        (CustomsTable.BuiltIn.Version, changed.Version > 1 << 30).Should().Be((CustomsRules.Version, true));
        CustomsTable.BuiltIn.With(Header).Version.Should().NotBe(changed.Version);
    }

    [Fact]
    public void A_file_without_its_header_and_one_past_the_bound_are_refused()
    {
        FluentActions.Invoking(() => CustomsTable.BuiltIn.With("ke-pin\tKE\t\t\tany\tgross\tKenya\tgeneral\n"))
            .Should().Throw<FormatException>().WithMessage("Customs rules, line 1, column id: the header is *");
        int room = CustomsTable.RulesMax - CustomsTable.BuiltIn.Rules.Count;
        CustomsTable.BuiltIn.With(Header + Rows(room)).Rules.Should().HaveCount(CustomsTable.RulesMax);
        FluentActions.Invoking(() => CustomsTable.BuiltIn.With(Header + Rows(room + 1))).Should().Throw<FormatException>().WithMessage("*501 with the file; 500 is the most.");
    }

    [Fact]
    public void A_parcel_is_judged_by_the_rules_of_the_operators_file()
    {
        Vocabularies changed = Vocabularies.Default.With([new VocabularyFile("customs-rules.tsv", "customs-rules", Header + "ke-lines\tKE\t\t\tany\tlines\tKenya\tgeneral\n")]);

        Judged(Vocabularies.Default).Findings.Should().NotContain(finding => finding.Rule == "ke-lines");
        DeclarationJudgementRecord judged = Judged(changed);
        judged.Findings.Should().Contain(finding => finding.Rule == "ke-lines" && finding.Field == "lines" && finding.Blocking);
        judged.Rules.Should().Be(changed.Customs.Version);
        changed.Carriers.Should().NotContainKey("customs-rules");
    }

    [Fact]
    public void A_wrong_file_is_told_with_its_name_line_and_value() =>
        FluentActions.Invoking(() => Vocabularies.Default.With([new VocabularyFile("customs-rules.tsv", "customs-rules", Header + "a\tKE\t\t\tsometimes\tgross\ts\tgeneral\n")]))
            .Should().Throw<FormatException>().WithMessage("customs-rules.tsv: Customs rules, line 2, column condition: 'sometimes' is no condition.");

    private static string Rows(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"r{i}\tKE\t\t\tany\tgross\ts\tgeneral\n"));

    private static DeclarationJudgementRecord Judged(Vocabularies vocabularies)
    {
        ParcelTurn turn = new(ParcelState.Empty, "parcel/acme/P1", vocabularies, new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
        turn.Register(new ParcelRegistered { OriginCountry = "CN", DestinationCountry = "KE", Declaration = new DeclarationRecord() }, [], "", 0);
        return turn.Finish().Next.ReadRecord().Decided.Declared;
    }
}
