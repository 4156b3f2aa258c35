using Google.Protobuf;
using Shipments.Api.Errors;

namespace Shipments.Api.Admission;

/// <summary>A unary call at its gate: let in before its body is read, weighed after.</summary>
internal sealed class AdmittedCall(WorkGate gate, WorkKind kind, AdmissionInstruments instruments)
{
    private readonly TimeSpan _entered = gate.Now;
    private WorkWeight _weight = new(1, 0);
    private Refusal? _refusal;
    private bool _isDone;

    /// <summary>Why it was not let in; null when it was.</summary>
    internal Refusal? TryEnter()
    {
        _refusal = gate.TryEnter();
        return Noted(_refusal);
    }

    /// <summary>Weighs the request. Ends the call when it was not let in, or there is no room for its weight.</summary>
    internal void Weigh(IMessage request)
    {
        WorkWeight whole = WorkWeight.Of(request);
        WorkWeight more = new(whole.Items - _weight.Items, whole.Bytes);
        if ((_refusal ?? Noted(gate.TryAdd(more))) is { } refusal)
            throw ErrorStatuses.Exception(ApiReason.ServerBusy, retryAfter: refusal.RetryAfter);
        _weight = whole;
    }

    /// <summary>It did its work.</summary>
    internal void Done() => _isDone = true;

    /// <summary>It ended before it began: nobody waits for it any more.</summary>
    internal void Dropped() => instruments.Dropped(kind);

    /// <summary>It is over.</summary>
    internal void Leave()
    {
        if (_refusal is null)
            gate.Leave(_weight, _isDone ? gate.Now - _entered : null);
    }

    private Refusal? Noted(Refusal? refusal)
    {
        if (refusal is { } noted)
            instruments.Refused(kind, noted.Cause);
        return refusal;
    }
}
