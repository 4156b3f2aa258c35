using Shipments.Contracts.Messages;
using Shipments.Journal.V1;
using Status = Google.Rpc.Status;

namespace Shipments.Api.Scans;

/// <summary>One scan of a batch on its way: what it says, where it goes, and what became of it.</summary>
internal struct ScanSlot
{
    /// <summary>The scan; null when it was refused before it went anywhere.</summary>
    public ScanFact? Fact;

    /// <summary>The parcel it names; null when it came under a number.</summary>
    public string? Parcel;

    /// <summary>Why it was refused before it went anywhere.</summary>
    public Status? Fault;

    /// <summary>What became of it: the first answer, or the first refusal. Null while nobody answered.</summary>
    public ScanAnswer? Answer;

    /// <summary>The resource name of the first parcel that took it.</summary>
    public string? Taker;

    /// <summary>The resource names of the others, when its number is shared.</summary>
    public List<string>? MoreTakers;

    /// <summary>The round in which its number was asked again for it; 0 for none. So it is asked once a round however many parcels refuse it.</summary>
    public int ReaskedIn;

    /// <summary>Whether a parcel took it already in this call.</summary>
    internal readonly bool IsTakenBy(string name) => Taker == name || (MoreTakers is not null && MoreTakers.Contains(name));

    /// <summary>Heeds the answer of a parcel, or the final answer of a number.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="taker">The parcel's resource name; null for an answer of a number.</param>
    internal void Heed(ScanAnswer answer, string? taker)
    {
        bool refused = answer.Result == Shipments.V1.ScanResult.Refused;
        if (Answer is null || (refused && Answer.Result != Shipments.V1.ScanResult.Refused))
            Answer = answer;
        if (refused || taker is null)
            return;
        if (Taker is null)
            Taker = taker;
        else
            (MoreTakers ??= []).Add(taker);
    }
}
