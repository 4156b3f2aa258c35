using Microsoft.Extensions.Logging;
using Shipments.Contracts.Lanes;
using Shipments.Contracts.Messages;
using Shipments.Domain.Lanes;
using Shipments.Grains.Eta;
using Shipments.Grains.Inbox;

namespace Shipments.Grains.Lanes;

/// <summary>
/// The shell of a lane. Only reads interleave, and they await nothing. After a save that failed, or whose outcome is unknown, the activation
/// goes: the next one begins with what is there, and the feeders read the rest again.
/// </summary>
internal sealed class LaneGrain(
    [PersistentState(LaneGrain.StateName)] IPersistentState<LaneStorage> storage, LaneSaves saves, LaneInstruments instruments,
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
    private bool _isDirty;
    private readonly LaneViewCache _views = new();
    private ForecastOffer? _forecast;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!LaneKey.TryParse(_name, out _key))
            throw new ArgumentException($"'{_name}' is no lane.");
        _state = LaneState.Decode(storage.State.Bytes);
        _saved = _state.Marks();
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
        if (isCounted && command.UpTo > command.After && !_isDirty)
        {
            _isDirty = true;
            saves.Add(_name);
        }

        return Task.FromResult(new ApplyLaneReply { Mark = _state.MarkOf(command.Shard), Saved = _saved.GetValueOrDefault(command.Shard) });
    }

    /// <inheritdoc/>
    public async Task Save(CancellationToken cancellationToken)
    {
        if (!_isDirty)
            return;
        try
        {
            if (!_state.Indexed && _state.UpdatedMs != 0)
            {
                await GrainFactory.GetGrain<ILaneIndexGrain>(_key.Tenant).Add(new AddLaneCommand { Lane = _key.Lane }, cancellationToken);
                _state.Indexed = true;
            }

            IReadOnlyDictionary<int, long> marks = _state.Marks();
            storage.State = new LaneStorage { Bytes = _state.Encode() };
            await storage.WriteStateAsync(CancellationToken.None);
            _saved = marks;
            _isDirty = false;
            instruments.Saved(storage.State.Bytes.Length);
            _forecast ??= new ForecastOffer(GrainFactory, time, logger);
            await _forecast.OfferAsync(_key, _state, cancellationToken);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _isDirty = false;
            LaneLog.SaveFailed(logger, exception, _name);
            instruments.SaveFailed();
            this.DeactivateOnIdle();
        }
    }

    /// <inheritdoc/>
    public Task<GetLaneReply> Get(GetLaneQuery query, CancellationToken cancellationToken)
    {
        if (_state.UpdatedMs == 0)
            return Task.FromResult(Nothing);
        if (query.Dwells)
            return Task.FromResult(LaneDwellViews.Of(_state.Cells));
        long nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        return Task.FromResult(_views.Get(_key, _state, query.Full, nowMs));
    }
}
