using Google.Protobuf;
using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Lanes;

public sealed class LaneFeedTableTests
{
    private const string Hot = "acme/CN-US/hot";

    private readonly LaneFeedTable _table = new(0);
    private long _seq;

    /// <summary>Goal: a lane that takes every scan of the system takes at most 200 calls a second. Method: ten seconds of entries on one shard of 64.</summary>
    [Fact]
    public void However_much_comes_a_lane_gets_one_stretch_in_350_ms()
    {
        int calls = 0;
        long counted = 0;
        for (long nowMs = 0; nowMs < 10_000; nowMs++)
        {
            Add("CN-US/hot", entries: 3);
            foreach (LaneStretch stretch in _table.Due(nowMs, 64))
            {
                stretch.After.Should().Be(counted, "stretches follow each other");
                counted = stretch.UpTo;
                _table.Answered(stretch, stretch.UpTo, 0).Should().BeTrue();
                calls++;
            }
        }

        calls.Should().Be(29);
        (calls / 10.0 * 64).Should().BeLessThan(200);
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

    private void Add(string lane, int entries = 1)
    {
        for (int i = 0; i < entries; i++)
        {
            ParcelDecided decided = new() { Phase = (int)Phase.Pending, Lane = lane };
            _table.Add("acme", ++_seq, new ParcelEntry { AtMs = _seq, Decided = decided }.ToByteArray());
            _table.ReadTo(_seq);
        }
    }
}
