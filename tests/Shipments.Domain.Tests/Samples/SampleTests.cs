using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Samples;

public sealed class SampleTests
{
    [Fact]
    public void Every_file_of_ours_has_an_expectation_and_the_other_way_round() =>
        Directory.GetFiles(SampleFiles.Ours, "*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .Should().Equal(SampleExpectations.All.Where(each => each.Ours).Select(each => each.File).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_real_json_reply_of_the_two_carriers_has_an_expectation()
    {
        if (SampleFiles.Real is not { } folder)
            return;
        IEnumerable<string> files = new[] { "cainiao", "usps" }
            .SelectMany(carrier => Directory.GetFiles(Path.Combine(folder, carrier), "*.json").Select(file => $"{carrier}/{Path.GetFileName(file)}"));
        files.Should().BeSubsetOf(SampleExpectations.All.Where(each => !each.Ours).Select(each => each.File));
    }

    [Fact]
    public void The_format_of_every_sample_is_told_from_its_content()
    {
        foreach ((SampleExpectation expected, byte[] bytes) in SampleFiles.Present())
            CarrierAdapters.Detect(bytes)!.Format.Should().Be(expected.Format, expected.File);
    }

    [Fact]
    public void Every_sample_gives_its_numbers_links_and_faults()
    {
        foreach ((SampleExpectation expected, PayloadReading reading) in Readings())
        {
            reading.Fault.Should().BeNull(expected.File);
            reading.Items.Should().HaveCount(expected.Items.Count, expected.File);
            foreach ((ExpectedItem wanted, PayloadItem item) in expected.Items.Zip(reading.Items))
            {
                item.Number.Should().Be(wanted.Number, expected.File);
                item.NotFound.Should().Be(wanted.NotFound, expected.File);
                (item.Fault?.Field ?? "").Should().Be(wanted.FaultField, expected.File);
                item.Linked.Select(each => (each.Number, each.Issuer, each.Role)).Should().Equal(wanted.Linked, expected.File);
            }
        }
    }

    [Fact]
    public void Every_event_of_every_sample_has_its_time_and_its_meaning()
    {
        foreach ((SampleExpectation expected, PayloadReading reading) in Readings())
        {
            foreach ((ExpectedItem wanted, PayloadItem item) in expected.Items.Zip(reading.Items))
            {
                item.Scans.Should().HaveCount(wanted.Events.Count, expected.File);
                foreach ((ExpectedEvent @event, PayloadScan scan) in wanted.Events.Zip(item.Scans))
                    Read(scan, item.Number).Should().Be(Wanted(@event), $"{expected.File}, {wanted.Number}, {@event.Code}");
            }
        }
    }

    [Fact]
    public void Every_scan_is_complete()
    {
        foreach ((SampleExpectation expected, PayloadReading reading) in Readings())
        {
            foreach (ScanFact fact in reading.Items.SelectMany(item => item.Scans).Select(scan => scan.Fact).OfType<ScanFact>())
            {
                fact.Id.Should().Be(ScanIds.Of(fact), expected.File);
                fact.Carrier.Should().Be(CarrierAdapters.Default[expected.Format].Carrier);
                fact.ReceivedMs.Should().Be(expected.ReceivedAt.ToUnixTimeMilliseconds());
                fact.Time.Raw.Should().NotBeEmpty(expected.File);
                fact.Sequence.Should().BePositive(expected.File);
                fact.Text.Should().NotBeEmpty(expected.File);
            }
        }
    }

    [Fact]
    public void Every_expected_milestone_is_the_earliest_that_the_samples_state_for_the_number()
    {
        // The table's final state must follow from its own events, all files of a number together.
        foreach (IGrouping<string, (SampleExpectation File, ExpectedItem Item)> number in SampleExpectations.All
            .SelectMany(file => file.Items.Select(item => (file, item))).Where(each => each.item.Number.Length > 0).GroupBy(each => each.item.Number))
        {
            IEnumerable<ExpectedMilestone> stated = number.SelectMany(each => each.Item.Events)
                .Where(@event => @event.Milestone != MilestoneKind.None && @event.FaultField.Length == 0)
                .GroupBy(@event => @event.Milestone, (kind, events) => new ExpectedMilestone(kind, events.Min(each => each.Utc)!));
            number.Last().Item.FinalMilestones.Should().BeEquivalentTo(stated, number.Key);
        }
    }

    [Fact]
    public void A_later_poll_repeats_the_same_scans_with_the_same_ids_and_order()
    {
        ScanFact[] first = Facts("03-cainiao-late-scans-poll-1.json");
        ScanFact[] second = Facts("04-cainiao-late-scans-poll-2.json");
        first.Select(fact => (fact.Id, fact.Sequence)).Should().BeSubsetOf(second.Select(fact => (fact.Id, fact.Sequence)));
        second.Select(fact => fact.Id).Should().OnlyHaveUniqueItems();
        (first.Length, second.Length).Should().Be((5, 9));
    }

    [Fact]
    public void Our_samples_stay_within_the_year_that_a_receipt_in_November_2026_accepts()
    {
        foreach ((SampleExpectation expected, PayloadReading reading) in Readings().Where(each => each.Expected.Ours))
        {
            foreach (ScanFact fact in reading.Items.SelectMany(item => item.Scans).Select(scan => scan.Fact).OfType<ScanFact>())
                DateTimeOffset.FromUnixTimeMilliseconds(fact.Time.UtcMs).Should().BeAfter(Times.Utc("2026-09-01 00:00:00")).And.BeBefore(expected.ReceivedAt, expected.File);
        }
    }

    private static IEnumerable<(SampleExpectation Expected, PayloadReading Reading)> Readings() =>
        SampleFiles.Present().Select(each => (each.Expected, CarrierAdapters.Default[each.Expected.Format].Read(each.Bytes, each.Expected.ReceivedAt)));

    private static ScanFact[] Facts(string file) =>
        [.. Readings().Single(each => each.Expected.File == file).Reading.Items.SelectMany(item => item.Scans).Select(scan => scan.Fact).OfType<ScanFact>()];

    private static string Read(PayloadScan scan, string number)
    {
        if (scan.Fact is not { } fact)
            return $"fault at {scan.Fault!.Field}";
        fact.Number.Should().Be(number);
        MeaningRecord meaning = Vocabularies.Default.Map(fact);
        return Line(fact.Code, DateTimeOffset.FromUnixTimeMilliseconds(fact.Time.UtcMs), (Phase)meaning.Phase, (MilestoneKind)meaning.Milestone,
            fact.Time.Repair, fact.Time.EarliestMs == 0 && fact.Time.ZoneSource == (int)ZoneSource.Explicit);
    }

    private static string Wanted(ExpectedEvent expected) => expected.FaultField.Length > 0
        ? $"fault at {expected.FaultField}"
        : Line(expected.Code, Times.Utc(expected.Utc), expected.Phase, expected.Milestone, expected.Repair, expected.ZoneKnown);

    private static string Line(string code, DateTimeOffset utc, Phase phase, MilestoneKind milestone, string repair, bool zoneKnown) =>
        $"{code} {utc:yyyy-MM-dd HH:mm:ss} {phase} {milestone} '{repair}' zone known: {zoneKnown}";
}
