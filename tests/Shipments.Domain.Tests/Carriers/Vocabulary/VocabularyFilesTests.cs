using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers.Vocabulary;

/// <summary>Files beside the program change what codes mean, all of them or none.</summary>
public sealed class VocabularyFilesTests
{
    private const string Header = "code\tphase\treason\tresponsible\tcustoms\tmilestone\tleg\tconfidence\tflags\ttext\tnote\n";

    [Fact]
    public void A_code_of_a_file_stands_in_place_of_the_programs_own_and_the_other_codes_stay()
    {
        Vocabularies changed = With("cainiao", "GTMS_SIGNED\tAvailableForPickup\nGTMS_DRONE\tOutForDelivery\n");
        PhaseOf(changed, "cainiao", "GTMS_SIGNED").Should().Be(Phase.AvailableForPickup);
        PhaseOf(changed, "cainiao", "GTMS_DRONE").Should().Be(Phase.OutForDelivery);
        PhaseOf(changed, "cainiao", "LH_DEPART").Should().Be(Phase.Departed);
        PhaseOf(Vocabularies.Default, "cainiao", "GTMS_SIGNED").Should().Be(Phase.Delivered, "what the program carries is not changed");
    }

    [Fact]
    public void All_rows_of_a_code_are_replaced_whatever_their_wording_was()
    {
        Vocabularies changed = With("usps", "02\tReturning\n");
        changed.Map(new ScanFact { Carrier = "usps", Code = "02", Text = "Available for Pickup" }).Phase.Should().Be((int)Phase.Returning);
    }

    [Fact]
    public void A_carrier_without_a_vocabulary_gets_its_own() => PhaseOf(With("inpost-pl", "OK\tDelivered\n"), "inpost-pl", "OK").Should().Be(Phase.Delivered);

    [Fact]
    public void The_version_follows_from_the_meanings_alone()
    {
        ulong built = Vocabularies.Default.Version;
        built.Should().NotBe(0);
        Vocabularies.Default.With([]).Version.Should().Be(built);
        Vocabularies.Default.IsBuiltIn.Should().BeTrue();
        Vocabularies one = With("x", "A\tDelivered\n");
        one.Version.Should().NotBe(built);
        one.IsBuiltIn.Should().BeFalse();
        With("x", "# a remark\nA\tDelivered\t\t\t\t\t\t\t\t\tand a note\n").Version.Should().Be(one.Version);
        With("x", "A\tReturned\n").Version.Should().NotBe(one.Version);
        With("y", "A\tDelivered\n").Version.Should().NotBe(one.Version);
    }

    [Fact]
    public void Every_fault_of_every_file_is_told_with_its_file_line_and_value()
    {
        FormatException thrown = Assert.Throws<FormatException>(() => Vocabularies.Default.With(
        [
            new VocabularyFile("a.tsv", "a", Header + "OK\tGone\n"), new VocabularyFile("B C.tsv", "B C", Header),
            new VocabularyFile("d.tsv", "d", "nothing\n"), new VocabularyFile("again.tsv", "a", Header),
        ]));
        thrown.Message.Split(Environment.NewLine).Should().Equal(
            "a.tsv, line 2, column phase: 'Gone' is no Phase.",
            "B C.tsv: 'B C' is no short name of 1 to 32 of a-z, 0-9 and hyphens, or comes twice.",
            "d.tsv, line 1, column code: the header is 'nothing', expected code, phase, reason, responsible, customs, milestone, leg, confidence, flags, text, note.",
            "again.tsv: 'a' is no short name of 1 to 32 of a-z, 0-9 and hyphens, or comes twice.");
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void A_carriers_short_name_has_at_most_32_characters(int characters, bool accepted) =>
        IsAccepted(() => With(new string('c', characters), "OK\tDelivered\n")).Should().Be(accepted);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void At_most_256_carriers_have_a_vocabulary(int more, bool accepted)
    {
        int files = Vocabularies.CarriersMax - Vocabularies.Default.Carriers.Count + more;
        IsAccepted(() => Vocabularies.Default.With(Enumerable.Range(0, files).Select(at => new VocabularyFile($"n{at}.tsv", $"n{at}", Header + "OK\tDelivered\n")))).Should().Be(accepted);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_file_and_the_programs_rows_are_at_most_5000_together(int more, bool accepted)
    {
        int rows = CarrierVocabulary.RowsMax - Vocabularies.Default.Carriers["usps"].Rows.Count + more;
        IsAccepted(() => With("usps", string.Concat(Enumerable.Range(0, rows).Select(row => $"NEW{row}\n")))).Should().Be(accepted);
    }

    [Fact]
    public void A_reason_and_an_action_count_before_the_code_alone()
    {
        Vocabularies rows = With("x", "E\tLastMile\nE+1\tAttemptFailed\nE+1/A\tReturning\nE+/B\tDelivered\n");
        (string Reason, string Action, Phase Phase)[] expected =
        [
            ("", "", Phase.LastMile), ("1", "", Phase.AttemptFailed), ("1", "A", Phase.Returning), ("1", "B", Phase.AttemptFailed),
            ("2", "B", Phase.Delivered), ("", "B", Phase.Delivered), ("2", "C", Phase.LastMile),
        ];
        foreach ((string reason, string action, Phase phase) in expected)
        {
            rows.Map(new ScanFact { Carrier = "x", Code = "E", ReasonCode = reason, ActionCode = action }).Phase.Should().Be((int)phase, $"reason '{reason}', action '{action}'");
        }
    }

    [Fact]
    public void Live_vocabularies_change_and_a_snapshot_does_not()
    {
        LiveVocabularies live = new();
        Shipments.Domain.Scans.IVocabulary before = live.Snapshot();
        live.Replace(With("x", "OK\tDelivered\n"));
        ScanFact fact = new() { Carrier = "x", Code = "OK" };
        live.Map(fact).Unmapped.Should().BeFalse();
        before.Map(fact).Unmapped.Should().BeTrue();
        (live.IsBuiltIn, before.IsBuiltIn).Should().Be((false, true));
    }

    private static bool IsAccepted(Func<Vocabularies> make) => Record.Exception(make) switch
    {
        null => true,
        FormatException => false,
        Exception other => throw other,
    };

    private static Vocabularies With(string carrier, string rows) => Vocabularies.Default.With([new VocabularyFile(carrier + ".tsv", carrier, Header + rows)]);

    private static Phase PhaseOf(Vocabularies vocabularies, string carrier, string code) => (Phase)vocabularies.Map(new ScanFact { Carrier = carrier, Code = code }).Phase;
}
