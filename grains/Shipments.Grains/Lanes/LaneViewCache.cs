using Shipments.Contracts.Messages;
using Shipments.Domain.Choice;
using Shipments.Domain.Choice.Data;
using Shipments.Domain.Lanes;
using Shipments.Grains.Inbox;

namespace Shipments.Grains.Lanes;

/// <summary>
/// The answers of a lane until its counts change, so that many readers cost one summing up. Ages change at midnight UTC, calendars with
/// an operator's files, and a status may end. Messages are shared and nobody changes them. Used within a grain, not thread-safe.
/// </summary>
internal sealed class LaneViewCache
{
    private GetLaneReply? _basic;
    private GetLaneReply? _full;
    private LaneChoiceReply? _choice;
    private LaneData? _fullData;
    private LaneData? _choiceData;
    private int _fullDay;
    private int _choiceDay;
    private LaneCondition _condition;
    private bool _isSet;

    /// <summary>Forgets them.</summary>
    public void Clear() => (_basic, _full, _choice) = (null, null, null);

    /// <summary>The answer, made when it is not there.</summary>
    public GetLaneReply Get(LaneKey key, LaneState state, LaneData data, bool isFull, long nowMs)
    {
        int today = LaneWeeks.DayOf(nowMs);
        ClearIfStatusEnded(state, nowMs);
        if (!isFull)
            return _basic ??= new GetLaneReply { Header = CallHeaders.Ok, Lane = LaneViews.Of(key, state, nowMs) };
        if (_full is null || _fullDay != today || !ReferenceEquals(_fullData, data))
        {
            (_fullDay, _fullData) = (today, data);
            _full = new GetLaneReply { Header = CallHeaders.Ok, Lane = LaneViews.Of(key, state, nowMs) };
            _full.Lane.Details = LaneDetailViews.Of(LaneDetails.Of(state.Cells, nowMs), day => data.IsWorkday(key.Destination, day));
        }

        return _full;
    }

    /// <summary>What a choice needs of the lane, made when it is not there.</summary>
    public LaneChoiceReply Choice(LaneKey key, LaneState state, LaneData data, long nowMs)
    {
        int today = LaneWeeks.DayOf(nowMs);
        ClearIfStatusEnded(state, nowMs);
        if (_choice is null || _choiceDay != today || !ReferenceEquals(_choiceData, data))
        {
            (_choiceDay, _choiceData) = (today, data);
            _choice = LaneStatusViews.ChoiceOf(state, day => data.IsWorkday(key.Destination, day), nowMs);
        }

        return _choice;
    }

    private void ClearIfStatusEnded(LaneState state, long nowMs)
    {
        (LaneCondition condition, bool isSet) = (state.Control.ConditionAt(nowMs), state.Control.OperatorAt(nowMs) is not null);
        if (condition == _condition && isSet == _isSet)
            return;
        (_condition, _isSet) = (condition, isSet);
        Clear();
    }
}
