using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Silence;

namespace Shipments.Domain.Tests.Silence;

/// <summary>Which row of a table counts for a parcel, and which tables are none.</summary>
public sealed class SilenceTableTests
{
    private const string Header = "id\tservice\ttracking\tphase\tstalled\texpired\tlane\tsource\n";

    [Theory]
    [InlineData("any", "other", Phase.PickedUp, false)]
    [InlineData("phase", "other", Phase.Departed, false)]
    [InlineData("begins", "express-eu", Phase.PickedUp, false)]
    [InlineData("begins", "express-eu", Phase.Departed, false)]
    [InlineData("longer", "express-us-air", Phase.Departed, false)]
    [InlineData("exact", "express-us", Phase.Departed, false)]
    [InlineData("exact-phase", "express-us", Phase.Arrived, false)]
    [InlineData("untracked", "express-us", Phase.Arrived, true)]
    [InlineData("untracked-phase", "express-us", Phase.PickedUp, true)]
    [InlineData("tracked", "own", Phase.PickedUp, false)]
    public void The_closest_row_counts(string expected, string service, Phase phase, bool untracked)
    {
        SilenceTable table = new(SilenceRules.Parse(Header
            + "any\t*\tany\t*\t10\t20\t-\ts\nphase\t*\tany\tDeparted\t11\t20\t-\ts\nbegins\texpress-*\tany\t*\t12\t20\t-\ts\n"
            + "longer\texpress-us-*\tany\t*\t13\t20\t-\ts\nexact\texpress-us\tany\t*\t14\t20\t-\ts\nexact-phase\texpress-us\tany\tArrived\t15\t20\t-\ts\n"
            + "untracked\t*\tuntracked\t*\t-\t99\t-\ts\nuntracked-phase\t*\tuntracked\tPickedUp\t16\t20\t-\ts\ntracked\town\ttracked\t*\t17\t20\t-\ts\n"));

        table.Of(new SilenceTerms("acme", "CN-US/" + service, phase, MilestoneKind.None, untracked)).Rule.Should().Be(expected);
    }

    [Fact]
    public void The_own_table_awaits_tracked_parcels_and_leaves_untracked_ones_alone_after_the_line_haul_began()
    {
        foreach (Phase phase in Enum.GetValues<Phase>().Where(SilencePhases.IsOpen))
        {
            SilenceLimit tracked = SilenceTable.BuiltIn.Of(new SilenceTerms("acme", "CN-US/standard", phase, MilestoneKind.None, false));
            tracked.StalledAfter.Should().BeLessThan(tracked.ExpiredAfter!.Value, $"of {phase}");
            SilenceLimit untracked = SilenceTable.BuiltIn.Of(new SilenceTerms("acme", "CN-US/economy", phase, MilestoneKind.None, true));
            bool isScanned = phase < Phase.Departed;
            untracked.StalledAfter.Should().Be(isScanned ? tracked.StalledAfter : null, $"of {phase}");
            untracked.ExpiredAfter.Should().Be(isScanned ? tracked.ExpiredAfter : TimeSpan.FromDays(90), $"of {phase}");
        }
    }

    [Theory]
    [InlineData(Phase.Pending, 14, 30)]
    [InlineData(Phase.InfoReceived, 10, 30)]
    [InlineData(Phase.PickedUp, 7, 30)]
    [InlineData(Phase.ExportCustoms, 7, 30)]
    [InlineData(Phase.Departed, 14, 60)]
    [InlineData(Phase.LineHaul, 14, 60)]
    [InlineData(Phase.Arrived, 7, 30)]
    [InlineData(Phase.ImportCustoms, 10, 45)]
    [InlineData(Phase.LastMile, 5, 30)]
    [InlineData(Phase.OutForDelivery, 2, 30)]
    [InlineData(Phase.AttemptFailed, 7, 30)]
    [InlineData(Phase.AvailableForPickup, 15, 45)]
    [InlineData(Phase.Returning, 30, 90)]
    [InlineData(Phase.Exception, 10, 60)]
    public void The_own_table_says_for_each_phase(Phase phase, int stalledDays, int expiredDays) =>
        SilenceTable.BuiltIn.Of(new SilenceTerms("acme", "CN-US/standard", phase, MilestoneKind.None, false))
            .Should().Match<SilenceLimit>(limit => limit.StalledAfter == TimeSpan.FromDays(stalledDays) && limit.ExpiredAfter == TimeSpan.FromDays(expiredDays));

    [Theory]
    [InlineData("x\t*\tany\t*\t1\t2\t-\n", "line 2, column id: 'x* is not a row of 8 cells.")]
    [InlineData("x\t\tany\t*\t1\t2\t-\ts\n", "line 2, column service: '' is empty or has blanks at its ends.")]
    [InlineData("x\t*\tany\t*\t1\t2\t- \ts\n", "line 2, column lane: '- ' is empty or has blanks at its ends.")]
    [InlineData("x\tUPPER\tany\t*\t1\t2\t-\ts\n", "line 2, column service: 'UPPER' is no service*")]
    [InlineData("x\ta*b\tany\t*\t1\t2\t-\ts\n", "line 2, column service: 'a*b' is no service*")]
    [InlineData("x\t*\tsome\t*\t1\t2\t-\ts\n", "line 2, column tracking: 'some' is neither any nor tracked nor untracked.")]
    [InlineData("x\t*\tany\tDelivered\t1\t2\t-\ts\n", "line 2, column phase: 'Delivered' is no phase in which something is awaited*")]
    [InlineData("x\t*\tany\t3\t1\t2\t-\ts\n", "line 2, column phase: '3' is no phase*")]
    [InlineData("x\t*\tany\t*\t0\t2\t-\ts\n", "line 2, column stalled: '0' is neither - nor a number of hours, 1 to 43920.")]
    [InlineData("x\t*\tany\t*\t1\t43921\t-\ts\n", "line 2, column expired: '43921' is neither - nor a number of hours, 1 to 43920.")]
    [InlineData("x\t*\tany\t*\t3\t2\t-\ts\n", "line 2, column expired: '2' is before the parcel is stalled.")]
    [InlineData("x\t*\tany\t*\t3\t5\t2..6\ts\n", "line 2, column expired: '5' is before the parcel is stalled.")]
    [InlineData("x\t*\tany\t*\t3\t9\t6..2\ts\n", "line 2, column lane: '6..2' is neither - nor two numbers*")]
    [InlineData("x\t*\tany\t*\t-\t9\t2..6\ts\n", "line 2, column lane: '2..6' is for a parcel that is never stalled.")]
    [InlineData("x\t*\tany\t*\t1\t2\t-\ts\nx\t*\tany\t*\t1\t2\t-\ts\n", "*'x' stands there 2 times.")]
    public void A_wrong_row_is_told_with_its_line_and_value(string rows, string message) =>
        FluentActions.Invoking(() => SilenceRules.Parse(Header + rows)).Should().Throw<FormatException>().WithMessage("*" + message);

    [Fact]
    public void Names_and_tables_have_a_bound_and_some_row_is_for_all()
    {
        SilenceRules.Parse(Header + Row(new string('n', 40))).Should().ContainSingle();
        FluentActions.Invoking(() => SilenceRules.Parse(Header + Row(new string('n', 41)))).Should().Throw<FormatException>().WithMessage("*more than 40 characters.");
        int room = SilenceTable.RulesMax - SilenceTable.BuiltIn.Rules.Count;
        SilenceTable.BuiltIn.With(Header + Rows(room)).Rules.Should().HaveCount(500);
        FluentActions.Invoking(() => SilenceTable.BuiltIn.With(Header + Rows(room + 1))).Should().Throw<FormatException>().WithMessage("*501 with the file; 500 is the most.");
        FluentActions.Invoking(() => SilenceTable.BuiltIn.With(Header + "any\tfoo\tany\t*\t1\t2\t-\ts\n"))
            .Should().Throw<FormatException>().WithMessage("*none is for every service, tracked or not, in every phase.");
        FluentActions.Invoking(() => SilenceRules.Parse(Rows(1))).Should().Throw<FormatException>().WithMessage("Rules of silence, line 1, column id: the header is *, expected id, service, tracking, phase, stalled, expired, lane, source.");
    }

    [Fact]
    public void An_operators_file_is_read_with_the_vocabularies_and_a_wrong_one_is_told_with_its_name()
    {
        Vocabularies changed = Vocabularies.Default.With([new VocabularyFile("silence-rules.tsv", "silence-rules", Header + "departed\t*\tany\tDeparted\t5\t6\t-\tOurs\nnew\tslow\tany\t*\t-\t-\t-\tOurs\n")]);

        changed.Silence.Rules.Should().HaveCount(SilenceTable.BuiltIn.Rules.Count + 1);
        changed.Silence.Of(new SilenceTerms("acme", "CN-US/x", Phase.Departed, MilestoneKind.None, false)).Should()
            .Be(new SilenceLimit(TimeSpan.FromHours(5), TimeSpan.FromHours(6), "departed"));
        changed.Silence.Of(new SilenceTerms("acme", "CN-US/slow", Phase.Departed, MilestoneKind.None, false)).Should().Be(new SilenceLimit(null, null, "new"));
        new LiveVocabularies(changed).Silence.Should().BeSameAs(changed.Silence);
        changed.Carriers.Should().NotContainKey("silence-rules");
        FluentActions.Invoking(() => Vocabularies.Default.With([new VocabularyFile("silence-rules.tsv", "silence-rules", Header + "a\t*\tany\t*\tsoon\t2\t-\ts\n")]))
            .Should().Throw<FormatException>().WithMessage("silence-rules.tsv: Rules of silence, line 2, column stalled: 'soon' is neither - nor a number of hours, 1 to 43920.");
    }

    private static string Rows(int count) => string.Concat(Enumerable.Range(0, count).Select(i => Row("r" + i)));

    private static string Row(string id) => id + "\tfoo\tany\t*\t1\t2\t-\ts\n";
}
