using Google.Protobuf;
using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Lanes;

public sealed class LaneFeedTableTests
{
    private const string Hot = "acme/CN-US/hot";

    private readonly LaneFeedTable _table = new(0, shards: 1);
    private long _seq;

    /// <summary>Goal: a lane that takes every scan of the system takes at most 200 calls a second. Method: a minute of entries on one shard of as many.</summary>
    [Theory]
    [InlineData(1, 172, 350)]
    [InlineData(64, 171, 352)]
    [InlineData(1_024, 11, 5_632)]
    public void However_much_comes_a_lane_gets_at_most_200_calls_a_second_of_all_shards(int shards, int awaited, int everyMs)
    {
        LaneFeedTable table = new(0, shards);
        int calls = 0;
        long counted = 0;
        for (long nowMs = 0; nowMs < 60_000; nowMs += 2)
        {
            Add("CN-US/hot", entries: 3, table);
            foreach (LaneStretch stretch in table.Due(nowMs, 64))
            {
                stretch.After.Should().Be(counted, "stretches follow each other");
                counted = stretch.UpTo;
                table.Answered(stretch, stretch.UpTo, 0).Should().BeTrue();
                calls++;
            }
        }

        (calls, table.SendEvery).Should().Be((awaited, TimeSpan.FromMilliseconds(everyMs)));
        (calls / 60.0 * shards).Should().BeLessThan(200);
    }

    [Theory]
    [InlineData(64, 1_000, 704)]
    [InlineData(1_024, 5_632, 5_632)]
    public void Questions_whether_a_lane_has_saved_and_repetitions_are_calls_too(int shards, int askMs, int repeatMs)
    {
        LaneFeedTable table = new(0, shards);
        Add("CN-US/hot", 1, table);
        table.Answered(table.Due(0, 64).Single(), 1, 0);
        LaneStretch question = table.Due(table.SendEvery.Ticks / TimeSpan.TicksPerMillisecond, 64).Single();
        question.UpTo.Should().Be(question.After);
        table.Answered(question, 1, 0);

        long askedMs = table.SendEvery.Ticks / TimeSpan.TicksPerMillisecond;
        table.Due(askedMs + askMs - 1, 64).Should().BeEmpty();
        question = table.Due(askedMs + askMs, 64).Single();
        table.Failed(question, 100_000);
        table.Due(100_000 + repeatMs - 1, 64).Should().BeEmpty();
        table.Due(100_000 + repeatMs, 64).Should().Equal(question);
    }

    [Fact]
    public void A_lane_that_does_not_answer_holds_up_no_other_and_the_cursor_waits_for_it()
    {
        Add("CN-US/stuck");
        Add("CN-US/hot");
        IReadOnlyList<LaneStretch> first = _table.Due(0, 64);
        first.Should().HaveCount(2);
        _table.Answered(first.Single(stretch => stretch.Lane == Hot), 2, 2);
        Add("CN-US/hot");
        Add("CN-US/stuck");

        _table.Due(1_000, 64).Select(stretch => stretch.Lane).Should().Equal(Hot);
        (_table.SafeCursor, _table.IsOpen).Should().Be((0, true));
    }

    [Fact]
    public void The_cursor_rises_to_before_the_first_entry_that_is_not_saved()
    {
        Add("CN-US/hot");
        Add("CN-US/cold");
        Add("CN-US/hot");
        _table.ReadTo(9);
        foreach (LaneStretch stretch in _table.Due(0, 64))
            _table.Answered(stretch, stretch.UpTo, stretch.Lane == Hot ? 3 : 0);
        _table.SafeCursor.Should().Be(1);

        _table.CursorSaved(1);
        LaneStretch question = _table.Due(10_000, 64).Should().ContainSingle("the cold lane is asked whether it has saved").Subject;
        (question.After, question.UpTo, question.Since).Should().Be((2, 2, 1));
        _table.Answered(question, 2, 2);
        (_table.SafeCursor, _table.IsOpen).Should().Be((9, false));
    }

    [Fact]
    public void A_call_of_unknown_outcome_is_sent_again_as_it_was_and_later_each_time()
    {
        Add("CN-US/hot");
        LaneStretch sent = _table.Due(0, 64).Single();
        Add("CN-US/hot");
        long nowMs = 0;
        foreach (long pause in (long[])[700, 1_400, 2_800, 5_000, 5_000])
        {
            _table.Failed(sent, nowMs);
            _table.Due(nowMs + pause - 1, 64).Should().BeEmpty();
            nowMs += pause;
            _table.Due(nowMs, 64).Should().Equal(sent);
        }

        _table.Answered(sent, 1, 0);
        _table.Due(nowMs + 350, 64).Single().Should().Match<LaneStretch>(next => next.After == 1 && next.UpTo == 2);
    }

    [Fact]
    public void As_many_calls_as_allowed_are_given_and_the_rest_later()
    {
        for (int lane = 0; lane < 5; lane++)
            Add($"CN-US/s{lane}");
        _table.Due(0, 3).Should().HaveCount(3);
        _table.Due(0, 3).Should().HaveCount(2);
        _table.Due(0, 3).Should().BeEmpty();
    }

    [Fact]
    public void Reading_waits_at_the_bound_of_lanes_until_saved_ones_are_forgotten()
    {
        for (int lane = 0; lane < LaneFeedTable.LanesMax - 1; lane++)
            Add($"CN-US/s{lane}");
        _table.HasRoom.Should().BeTrue();
        Add("CN-US/last");
        _table.HasRoom.Should().BeFalse();

        _table.ReadTo(_seq);
        foreach (LaneStretch stretch in _table.Due(0, int.MaxValue))
            _table.Answered(stretch, stretch.UpTo, stretch.Lane == "acme/CN-US/last" ? 0 : stretch.UpTo);
        _table.CursorSaved(_table.SafeCursor);
        _table.HasRoom.Should().BeTrue();
        _table.Due(100_000, int.MaxValue).Should().ContainSingle("one is not saved");
    }

    private void Add(string lane, int entries = 1, LaneFeedTable? table = null)
    {
        table ??= _table;
        for (int i = 0; i < entries; i++)
        {
            ParcelDecided decided = new() { Phase = (int)Phase.Pending, Lane = lane };
            table.Add("acme", ++_seq, new ParcelEntry { AtMs = _seq, Decided = decided }.ToByteArray());
            table.ReadTo(_seq);
        }
    }
}
