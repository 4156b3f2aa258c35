using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Worlds;

/// <summary>
/// What a later answer of a carrier has otherwise is a correction: an event that vanishes, one that changes, one that comes back. Whole payloads
/// go in, and what the parcel decides is compared.
/// </summary>
public sealed class LaterPollTests
{
    private const string Number = "LP00916204417735";
    private static readonly string[] Way =
    [
        "2026-10-01 10:00 +8 GWMS_OUTBOUND", "2026-10-02 09:00 +8 CC_EX_SUCCESS", "2026-10-03 20:00 +8 LH_DEPART",
        "2026-10-05 07:00 +1 LH_ARRIVE", "2026-10-06 09:00 +1 CC_IM_SUCCESS",
    ];

    private readonly TrackedWorld _world = new(new DateTimeOffset(2026, 10, 10, 0, 0, 0, TimeSpan.Zero));

    public LaterPollTests() => _world.Register("p", Number);

    [Fact]
    public void A_poll_that_says_the_same_writes_nothing()
    {
        Poll(Way);
        int entries = _world.Journal.Count;
        Poll(Way);
        _world.Journal.Should().HaveCount(entries);
    }

    [Fact]
    public void An_event_that_vanishes_is_taken_back_and_the_state_is_as_if_it_had_never_come()
    {
        Poll([.. Way, "2026-10-08 11:00 +1 GTMS_SIGNED"]);
        _world.Phase("p").Should().Be(Phase.Delivered);

        ParcelEntry entry = Poll(Way)!;

        _world.Phase("p").Should().Be(Phase.ImportCustoms);
        _world.Milestones("p").Should().NotContain(line => line.StartsWith("Delivered"));
        _world.Scans("p").Should().EndWith(["VANISHED 2026-10-08 10:00", "GTMS_SIGNED 2026-10-08 10:00 taken back"]);
        (_world.Decided("p").Corrected, _world.Decided("p").CorrectedCount).Should().Be((true, 1));
        (entry.PhaseBefore, entry.Decided.Phase).Should().Be(((int)Phase.Delivered, (int)Phase.ImportCustoms));
        entry.Scans.Select(change => (change.Scan.Fact.Code, change.Replaces)).Should().BeEquivalentTo([("GTMS_SIGNED", true), ("VANISHED", false)]);
    }

    [Fact]
    public void An_event_that_comes_back_counts_again_and_may_vanish_again()
    {
        string[] delivered = [.. Way, "2026-10-08 11:00 +1 GTMS_SIGNED"];
        foreach (Phase phase in new[] { Phase.Delivered, Phase.ImportCustoms, Phase.Delivered, Phase.ImportCustoms, Phase.Delivered })
        {
            Poll(phase == Phase.Delivered ? delivered : Way);
            _world.Phase("p").Should().Be(phase);
        }

        _world.Milestones("p").Should().EndWith("Delivered 2026-10-08 10:00");
    }

    [Theory]
    [InlineData("2026-10-08 15:00 +1 GTMS_SIGNED", Phase.Delivered, "Delivered 2026-10-08 14:00")]
    [InlineData("2026-10-08 11:00 +1 GTMS_DEL_FAILURE", Phase.AttemptFailed, "FirstAttempt 2026-10-08 10:00")]
    public void An_event_that_changes_its_time_or_its_code_replaces_what_it_was(string changed, Phase phase, string milestone)
    {
        Poll([.. Way, "2026-10-08 11:00 +1 GTMS_SIGNED"]);

        Poll([.. Way, changed]);

        _world.Phase("p").Should().Be(phase);
        _world.Milestones("p").Should().EndWith(milestone);
        _world.Scans("p").Should().Contain("GTMS_SIGNED 2026-10-08 10:00 replaced");
        (_world.Decided("p").Corrected, _world.Decided("p").CorrectedCount, _world.Decided("p").ScanCount).Should().Be((true, 1, 7));
    }

    [Fact]
    public void A_change_that_is_taken_back_gives_what_was_before_it()
    {
        Poll([.. Way, "2026-10-08 11:00 +1 GTMS_SIGNED"]);
        Poll([.. Way, "2026-10-08 11:00 +1 GTMS_DEL_FAILURE"]);

        Poll([.. Way, "2026-10-08 11:00 +1 GTMS_SIGNED"]);

        _world.Phase("p").Should().Be(Phase.Delivered);
        _world.Milestones("p").Should().EndWith("Delivered 2026-10-08 10:00").And.NotContain(line => line.StartsWith("FirstAttempt"));
    }

    [Fact]
    public void A_history_that_is_cut_from_its_old_end_takes_nothing_back()
    {
        Poll(Way);

        Poll(Way[3..]);
        Poll([.. Way[3..], "2026-10-08 11:00 +1 GTMS_SIGNED"]);

        _world.Decided("p").Corrected.Should().BeFalse();
        _world.Milestones("p").Should().HaveCount(6);
    }

    [Fact]
    public void An_event_that_vanishes_while_only_the_newest_one_is_shown_is_found_missing_by_the_next_whole_answer()
    {
        Poll([.. Way, "2026-10-08 11:00 +1 GTMS_DEL_FAILURE", "2026-10-09 11:00 +1 GTMS_SIGNED"]);
        Poll(["2026-10-09 11:00 +1 GTMS_SIGNED"]);
        _world.Decided("p").Corrected.Should().BeFalse();

        Poll([.. Way, "2026-10-09 11:00 +1 GTMS_SIGNED"]);

        _world.Scans("p").Should().Contain("GTMS_DEL_FAILURE 2026-10-08 10:00 taken back");
        _world.Phase("p").Should().Be(Phase.Delivered);
    }

    [Fact]
    public void An_empty_answer_and_an_older_one_take_nothing_back()
    {
        Poll([.. Way, "2026-10-08 11:00 +1 GTMS_SIGNED"]);
        Poll([]);
        _world.Now -= TimeSpan.FromHours(3);

        Poll(Way);

        _world.Phase("p").Should().Be(Phase.Delivered);
        _world.Decided("p").Corrected.Should().BeFalse();
    }

    [Fact]
    public void One_carriers_answer_takes_back_nothing_that_another_carrier_said()
    {
        Poll(Way);
        _world.Feed(Payloads.Usps(Number, "2026-10-07 10:00 -05:00 03 Accepted", "2026-10-08 10:00 -05:00 01 Delivered"));

        Poll(Way[..4]);

        _world.Scans("p").Where(line => line.Contains("taken back")).Should().Equal("CC_IM_SUCCESS 2026-10-06 08:00 taken back");
        _world.Phase("p").Should().Be(Phase.Delivered);
    }

    [Theory]
    [InlineData(ParcelBounds.PollScansMax, true)]
    [InlineData(ParcelBounds.PollScansMax + 1, false)]
    public void An_answer_is_compared_when_it_lists_five_hundred_scans_at_most(int count, bool isCompared)
    {
        ulong[] ids = [.. Enumerable.Range(1, count).Select(i => (ulong)i)];
        ScanFact[] facts = [.. ids.Select(id => Scans.A.Scan("LineHaul", id, with: fact => fact.Id = id))];
        Dictionary<string, long> none = [];
        _world.Do("p", turn => turn.Record([.. facts], none, [new PollRecord { Source = "cainiao", ReceivedMs = 1, ScanIds = { ids } }]));

        _world.Row("p").Polls.Should().HaveCount(isCompared ? 1 : 0);
    }

    [Theory]
    [InlineData(ParcelBounds.PollsMax)]
    [InlineData(ParcelBounds.PollsMax + 1)]
    public void Sixty_four_answers_are_kept_and_of_one_more_the_oldest_goes(int count)
    {
        ScanFact fact = Scans.A.Scan("LineHaul", 1);
        for (int i = 1; i <= count; i++)
            _world.Do("p", turn => turn.Record([fact], new Dictionary<string, long>(), [new PollRecord { Source = $"c{i}", ReceivedMs = i, ScanIds = { fact.Id } }]));

        _world.Row("p").Polls.Should().HaveCount(ParcelBounds.PollsMax);
        _world.Row("p").Polls.Min(poll => poll.ReceivedMs).Should().Be(1 + count - ParcelBounds.PollsMax);
    }

    private ParcelEntry? Poll(string[] events)
    {
        int entries = _world.Journal.Count;
        _world.Now += TimeSpan.FromHours(1);
        _world.Feed(Payloads.Cainiao(Number, "Spain", events));
        return _world.Journal.Count > entries ? _world.Journal[^1].Entry : null;
    }
}
