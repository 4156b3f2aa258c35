using Microsoft.Extensions.Logging;
using Shipments.Contracts.Lanes;
using Shipments.Contracts.Messages;
using Shipments.Domain.Choice;
using Shipments.Domain.Choice.Data;
using Shipments.Domain.Lanes;
using Shipments.Grains.Eta;
using Shipments.Grains.Inbox;
using Rejection = Shipments.Domain.Rejection;

namespace Shipments.Grains.Lanes;

/// <summary>
/// The shell of a lane. Reads interleave, and await nothing; so does the timer that looks at it, which notes what it found in one go, with no await
/// between, and leaves it to the next save. After a save that failed, or whose outcome is unknown, the activation
/// goes: the next one begins with what is there, and the feeders read the rest again.
/// </summary>
internal sealed class LaneGrain(
    [PersistentState(LaneGrain.StateName)] IPersistentState<LaneStorage> storage, LaneSaves saves, LaneInstruments instruments, LiveLaneData data,
    TimeProvider time, IGrainContext context, ILogger<LaneGrain> logger) : Grain, ILaneGrain
{
    /// <summary>Rows of grain storage are told apart by this name, not by the kind of grain.</summary>
    public const string StateName = "lane";

    private static readonly GetLaneReply Nothing = new() { Header = CallHeaders.Ok };

    private readonly string _name = context.GrainId.Key.ToString()!;
    private LaneKey _key;
    private LaneState _state = new();

    // The marks of the state that lies in storage.
    private IReadOnlyDictionary<int, long> _saved = new Dictionary<int, long>();

    // Changes are counted, so that one made while a save is under way is not taken for saved.
    private long _changed;
    private long _written;
    private readonly LaneViewCache _views = new();
    private ForecastOffer? _forecast;
    private LaneLookout? _lookout;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!LaneKey.TryParse(_name, out _key))
            throw new ArgumentException($"'{_name}' is no lane.");
        _state = LaneState.Decode(storage.State.Bytes);
        _saved = _state.Marks();
        _lookout = new LaneLookout(GrainFactory, data, time, instruments, logger);
        this.RegisterGrainTimer(static (lane, _) => lane.Look(), this, new GrainTimerCreationOptions(LaneLookout.Every, LaneLookout.Every)
        {
            Interleave = true,
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (reason.ReasonCode is not (DeactivationReasonCode.ActivationFailed or DeactivationReasonCode.ApplicationError))
            await Save(cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ApplyLaneReply> Apply(ApplyLaneCommand command, CancellationToken cancellationToken)
    {
        bool isCounted = _state.Apply(
            command.Shard, command.After, command.UpTo, command.Since, LaneCells.Decode(command.Cells.Span), command.AsOfMs,
            time.GetUtcNow().ToUnixTimeMilliseconds());
        if (isCounted)
            _views.Clear();
        if (isCounted && command.UpTo > command.After)
            Change();
        return Task.FromResult(new ApplyLaneReply { Mark = _state.MarkOf(command.Shard), Saved = _saved.GetValueOrDefault(command.Shard) });
    }

    /// <inheritdoc/>
    public Task Save(CancellationToken cancellationToken) => TrySave(cancellationToken);

    /// <inheritdoc/>
    public async Task<ChangeLaneReply> Update(UpdateLaneCommand command, CancellationToken cancellationToken)
    {
        if (_state.UpdatedMs == 0)
            return new ChangeLaneReply { Header = CallHeaders.Ok };
        long nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        OperatorStatus? status = command.HasCondition ? new OperatorStatus((LaneCondition)command.Condition, nowMs, command.Note, command.UntilMs) : null;
        Rejection rejection = _state.Control.Update(status, command.IfVersion, command.RequestId, command.ContentHash, out bool isChanged);
        if (rejection != Rejection.None)
            return new ChangeLaneReply { Header = CallHeaders.Refused(rejection, _key.Lane) };
        if (isChanged)
            Change();
        // A repetition waits as well: the first one may not have been saved.
        if (!await TrySave(cancellationToken))
            return new ChangeLaneReply { Header = CallHeaders.Unavailable };
        return new ChangeLaneReply { Header = CallHeaders.Ok, Lane = _views.Get(_key, _state, data.Current, false, nowMs).Lane };
    }

    /// <inheritdoc/>
    public Task<GetLaneReply> Get(GetLaneQuery query, CancellationToken cancellationToken)
    {
        if (_state.UpdatedMs == 0)
            return Task.FromResult(Nothing);
        if (query.Dwells)
            return Task.FromResult(LaneDwellViews.Of(_state.Cells));
        long nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        return Task.FromResult(_views.Get(_key, _state, data.Current, query.Full, nowMs));
    }

    /// <inheritdoc/>
    public Task<LaneChoiceReply> GetChoice(GetLaneChoiceQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(_views.Choice(_key, _state, data.Current, time.GetUtcNow().ToUnixTimeMilliseconds()));

    private async Task<bool> TrySave(CancellationToken cancellationToken)
    {
        if (_changed == _written)
            return true;
        try
        {
            if (!_state.Indexed && _state.UpdatedMs != 0)
            {
                await GrainFactory.GetGrain<ILaneIndexGrain>(_key.Tenant).Add(new AddLaneCommand { Lane = _key.Lane }, cancellationToken);
                _state.Indexed = true;
            }

            IReadOnlyDictionary<int, long> marks = _state.Marks();
            long changed = _changed;
            storage.State = new LaneStorage { Bytes = _state.Encode() };
            await storage.WriteStateAsync(CancellationToken.None);
            _saved = marks;
            _written = changed;
            instruments.Saved(storage.State.Bytes.Length);
            if (_changed != _written)
                saves.Add(_name);
            _forecast ??= new ForecastOffer(GrainFactory, time, logger);
            await _forecast.OfferAsync(_key, _state, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _written = _changed;
            LaneLog.SaveFailed(logger, exception, _name);
            instruments.SaveFailed();
            this.DeactivateOnIdle();
            return false;
        }
    }

    private void Change()
    {
        _views.Clear();
        if (_changed++ == _written)
            saves.Add(_name);
    }

    private async Task Look()
    {
        try
        {
            // Silence is what is looked for, so a lane stays in memory though nothing comes, as long as something came of late.
            if (LaneFlow.BinOf(time.GetUtcNow().ToUnixTimeMilliseconds()) - _state.Flow.Newest < LaneFlow.WeekBins)
                this.DelayDeactivation(LaneLookout.Every * 4);
            if (await _lookout!.Look(_key, _state))
                Change();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LaneLog.LookFailed(logger, exception, _name);
        }
    }
}
