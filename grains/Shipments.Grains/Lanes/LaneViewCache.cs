using Shipments.Contracts.Messages;
using Shipments.Domain.Lanes;
using Shipments.Grains.Inbox;

namespace Shipments.Grains.Lanes;

/// <summary>
/// The answers of a lane until its counts change, so that many readers cost one summing up. Ages change at midnight UTC. Messages are shared and
/// nobody changes them. Used within a grain, not thread-safe.
/// </summary>
internal sealed class LaneViewCache
{
    private GetLaneReply? _basic;
    private GetLaneReply? _full;
    private int _fullDay;

    /// <summary>Forgets them.</summary>
    public void Clear() => (_basic, _full) = (null, null);

    /// <summary>The answer, made when it is not there.</summary>
    public GetLaneReply Get(LaneKey key, LaneState state, bool isFull, long nowMs)
    {
        int today = LaneWeeks.DayOf(nowMs);
        if (!isFull)
            return _basic ??= new GetLaneReply { Header = CallHeaders.Ok, Lane = LaneViews.Of(key, state) };
        if (_full is null || _fullDay != today)
        {
            _fullDay = today;
            _full = new GetLaneReply { Header = CallHeaders.Ok, Lane = LaneViews.Of(key, state) };
            _full.Lane.Details = LaneDetailViews.Of(key, LaneDetails.Of(state.Cells, nowMs));
        }

        return _full;
    }
}
