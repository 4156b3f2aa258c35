using Shipments.Bench.Traffic;
using Shipments.V1;

namespace Shipments.Bench.Checking;

/// <summary>
/// Holds every outcome against what the scan is owed, and notes in the ledger what was promised. A refusal that a caller answers by sending again
/// later is a failure of the load, counted by its reason; any other wrong outcome is a violation. Thread-safe.
/// </summary>
/// <param name="population">The parcels.</param>
/// <param name="ledger">What was sent and acknowledged.</param>
/// <param name="violations">Gets what is wrong.</param>
/// <param name="isOutage">A silo is lost during the run: the front door repeats calls whose outcome nobody knows, so a new scan may be known already.</param>
internal sealed class AnswerCheck(Population population, ScanLedger ledger, Violations violations, bool isOutage = false)
{
    // As in google.rpc.Code.
    private const int DeadlineExceeded = 4;
    private const int ResourceExhausted = 8;
    private const int Aborted = 10;
    private const int Unavailable = 14;

    private long _recorded;
    private long _duplicates;
    private long _held;
    private long _heldOfNobody;
    private long _unmapped;

    /// <summary>Scans acknowledged as taken.</summary>
    public long Recorded => Volatile.Read(ref _recorded);

    /// <summary>Scans acknowledged as known.</summary>
    public long Duplicates => Volatile.Read(ref _duplicates);

    /// <summary>Scans of parcels that their numbers held, to hand them on.</summary>
    public long Held => Volatile.Read(ref _held);

    /// <summary>Scans held under numbers of nobody.</summary>
    public long HeldOfNobody => Volatile.Read(ref _heldOfNobody);

    /// <summary>Scans with a code that no vocabulary knew.</summary>
    public long Unmapped => Volatile.Read(ref _unmapped);

    /// <summary>Takes the outcomes of a batch. Gives how many scans were taken, and tells of each refusal.</summary>
    /// <param name="sent">The scans, in their order.</param>
    /// <param name="outcomes">Their outcomes.</param>
    /// <param name="refused">Called with the reason of each scan that was refused for the moment.</param>
    public int Take(ReadOnlySpan<SentScan> sent, IReadOnlyList<ScanOutcome> outcomes, Action<string> refused)
    {
        if (outcomes.Count != sent.Length)
        {
            violations.Add($"{sent.Length} scans had {outcomes.Count} outcomes");
            return 0;
        }

        int taken = 0;
        for (int i = 0; i < sent.Length; i++)
        {
            if (IsRefusedForNow(outcomes[i], out string reason))
                refused(reason);
            else if (Fault(sent[i], outcomes[i]) is { } fault)
                violations.Add($"{population.NameOf(sent[i].Parcel)}, scan {sent[i].Step} ({sent[i].Kind}): {fault}");
            else
                taken++;
        }

        return taken;
    }

    private static bool IsRefusedForNow(ScanOutcome outcome, out string reason)
    {
        reason = "";
        if (outcome.Result != ScanResult.Refused || outcome.Error?.Code is not (DeadlineExceeded or ResourceExhausted or Aborted or Unavailable))
            return false;
        reason = $"scan refused: {(Grpc.Core.StatusCode)outcome.Error.Code}";
        return true;
    }

    private string? Fault(SentScan sent, ScanOutcome outcome)
    {
        if (outcome.Unmapped)
            Interlocked.Increment(ref _unmapped);
        if (outcome.Result == ScanResult.Refused)
            return $"refused, {outcome.Error?.Code} {outcome.Error?.Message}";
        if (outcome.ScanId.Length != 16)
            return $"the scan's id is '{outcome.ScanId}'";
        return sent.Kind switch
        {
            SentKind.New => FaultOfNew(sent, outcome),
            SentKind.Again => FaultOfAgain(sent, outcome),
            SentKind.OfNobody => FaultOfNobodys(outcome),
        };
    }

    private string? FaultOfNew(SentScan sent, ScanOutcome outcome)
    {
        if (outcome.Result == ScanResult.Held && sent.ByNumber)
            Interlocked.Increment(ref _held);
        else if (outcome.Result is not (ScanResult.Recorded or ScanResult.Merged) && !(isOutage && outcome.Result == ScanResult.Duplicate))
            return $"ended {outcome.Result}";
        else if (outcome.Parcels.Count != 1 || population.IndexOf(outcome.Parcels[0]) != sent.Parcel)
            return $"taken by [{string.Join(", ", outcome.Parcels)}]";
        else if (outcome.Result == ScanResult.Duplicate)
            Interlocked.Increment(ref _duplicates);
        else
            Interlocked.Increment(ref _recorded);
        return ledger.Acknowledge(sent.Parcel, sent.Step) ? null : "acknowledged twice";
    }

    private string? FaultOfAgain(SentScan sent, ScanOutcome outcome)
    {
        if (outcome.Result == ScanResult.Held && sent.ByNumber)
        {
            Interlocked.Increment(ref _held);
            return null;
        }

        Interlocked.Increment(ref _duplicates);
        return outcome.Result == ScanResult.Duplicate ? null : $"ended {outcome.Result}, and was acknowledged before";
    }

    private string? FaultOfNobodys(ScanOutcome outcome)
    {
        Interlocked.Increment(ref _heldOfNobody);
        return outcome.Result == ScanResult.Held && outcome.Parcels.Count == 0 ? null : $"ended {outcome.Result}, and its number belongs to nobody";
    }
}
