using Shipments.Journal.V1;

namespace Shipments.Domain.Choice;

/// <summary>What an operator says of a lane.</summary>
/// <param name="Condition">Whether it is to be used.</param>
/// <param name="SetMs">When that was said, in milliseconds since 1970-01-01 UTC.</param>
/// <param name="Note">Why.</param>
/// <param name="UntilMs">When it ends by itself; 0 for never.</param>
public sealed record OperatorStatus(LaneCondition Condition, long SetMs, string Note, long UntilMs);

/// <summary>
/// Whether a lane is to be used: what an operator says stands until it is taken back or ends; without it, what detectors find holds. Not
/// thread-safe.
/// </summary>
public sealed class LaneControl
{
    /// <summary>Requests whose ids are kept: 32.</summary>
    public const int RequestsMax = 32;

    private readonly List<(string Id, ulong Hash)> _requests = [];
    private OperatorStatus? _set;

    /// <summary>Counts the changes; 1 for a lane that nobody and nothing has changed.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>What detectors keep.</summary>
    public LaneVigil Vigil { get; private set; } = LaneVigil.Calm;

    /// <summary>What an operator says; null when nobody says anything, or it has ended.</summary>
    /// <param name="nowMs">The time now, in milliseconds since 1970-01-01 UTC.</param>
    public OperatorStatus? OperatorAt(long nowMs) => _set is { } set && (set.UntilMs == 0 || nowMs < set.UntilMs) ? set : null;

    /// <summary>Whether the lane is to be used.</summary>
    /// <param name="nowMs">The time now, in milliseconds since 1970-01-01 UTC.</param>
    public LaneCondition ConditionAt(long nowMs) =>
        OperatorAt(nowMs)?.Condition ?? (Vigil.Standing is { IsDegrading: true } ? LaneCondition.Degraded : LaneCondition.Open);

    /// <summary>Takes what an operator says. A request that came before changes nothing.</summary>
    /// <param name="status">The status; null takes the one that stands back.</param>
    /// <param name="ifVersion">The version the operator saw; 0 for any.</param>
    /// <param name="requestId">The request's id; empty for none.</param>
    /// <param name="contentHash">What tells its content from others'.</param>
    /// <param name="isChanged">Whether something is to be saved.</param>
    /// <returns><see cref="Rejection.RequestIdReused"/>, <see cref="Rejection.EtagMismatch"/> or <see cref="Rejection.None"/>.</returns>
    public Rejection Update(OperatorStatus? status, long ifVersion, string requestId, ulong contentHash, out bool isChanged)
    {
        isChanged = false;
        int known = requestId.Length == 0 ? -1 : _requests.FindIndex(request => request.Id == requestId);
        if (known >= 0)
            return _requests[known].Hash == contentHash ? Rejection.None : Rejection.RequestIdReused;
        if (ifVersion != 0 && ifVersion != Version)
            return Rejection.EtagMismatch;
        isChanged = true;
        _set = status;
        Version++;
        if (requestId.Length == 0)
            return Rejection.None;
        if (_requests.Count == RequestsMax)
            _requests.RemoveAt(0);
        _requests.Add((requestId, contentHash));
        return Rejection.None;
    }

    /// <summary>Takes what detectors found. True when it is something else than before.</summary>
    /// <param name="vigil">What they keep.</param>
    public bool Note(LaneVigil vigil)
    {
        if (vigil == Vigil)
            return false;
        Version += vigil.Standing == Vigil.Standing ? 0 : 1;
        Vigil = vigil;
        return true;
    }

    /// <summary>Writes it; null when nothing was ever changed.</summary>
    internal LaneControlRecord? Encode()
    {
        if (Version == 1 && Vigil == LaneVigil.Calm)
            return null;
        LaneControlRecord record = new()
        {
            Version = Version,
            IsSet = _set is not null,
            Condition = (int)(_set?.Condition ?? LaneCondition.Open),
            SetMs = _set?.SetMs ?? 0,
            Note = _set?.Note ?? "",
            UntilMs = _set?.UntilMs ?? 0,
            Standing = Encode(Vigil.Standing),
            Pending = Encode(Vigil.Pending),
        };
        record.Requests.Add(_requests.Select(request => new LaneRequestRecord { RequestId = request.Id, ContentHash = request.Hash }));
        return record;
    }

    /// <summary>Reads what was written.</summary>
    internal static LaneControl Decode(LaneControlRecord? record)
    {
        LaneControl control = new();
        if (record is null)
            return control;
        control.Version = record.Version;
        control.Vigil = new LaneVigil(Decode(record.Standing), Decode(record.Pending));
        control._set = record.IsSet ? new OperatorStatus((LaneCondition)record.Condition, record.SetMs, record.Note, record.UntilMs) : null;
        control._requests.AddRange(record.Requests.Select(request => (request.RequestId, request.ContentHash)));
        return control;
    }

    private static LaneFindingRecord? Encode(LaneFinding? finding) => finding is null ? null : new LaneFindingRecord
    {
        Detector = (int)finding.Detector,
        Stage = (int)finding.Stage,
        Scope = finding.Scope,
        SinceMs = finding.SinceMs,
        FoundMs = finding.FoundMs,
        Observed = finding.Observed,
        Expected = finding.Expected,
        Hours = finding.Hours,
        Chance = finding.Chance,
    };

    private static LaneFinding? Decode(LaneFindingRecord? record) => record is null ? null : new LaneFinding(
        (LaneDetector)record.Detector, (FlowStage)record.Stage, record.Scope, record.SinceMs, record.FoundMs, record.Observed, record.Expected,
        record.Hours, record.Chance);
}
