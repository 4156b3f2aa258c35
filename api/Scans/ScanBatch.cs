using Shipments.Contracts.Messages;
using Shipments.Journal.V1;

namespace Shipments.Api.Scans;

/// <summary>The working set of one batch. Reused from batch to batch; nothing of it may be kept by a call that is still under way.</summary>
internal sealed class ScanBatch
{
    /// <summary>A working set that grew past so many scans is not kept.</summary>
    internal const int KeptSlotsMax = 4_096;

    private ScanSlot[] _slots = new ScanSlot[64];

    /// <summary>Whose scans they are.</summary>
    internal string Tenant { get; private set; } = "";

    /// <summary>The caller's id of the request; empty for none.</summary>
    internal string RequestId { get; private set; } = "";

    /// <summary>What tells a repeated request from another one of the same id.</summary>
    internal ulong ContentHash { get; private set; }

    /// <summary>How many scans there are.</summary>
    internal int Count { get; private set; }

    /// <summary>The round of calls that is under way, from 1.</summary>
    internal int Round { get; set; }

    /// <summary>Scans by the parcel they go to next.</summary>
    internal ScanParts<RecordCommand> Parcels { get; private set; } = new();

    /// <summary>Scans by the number to be asked next.</summary>
    internal ScanParts<RouteCommand> Numbers { get; private set; } = new();

    /// <summary>Where the next round is gathered while this one's answers are read.</summary>
    internal ScanParts<RecordCommand> NextParcels { get; private set; } = new();

    /// <summary>As <see cref="NextParcels"/>.</summary>
    internal ScanParts<RouteCommand> NextNumbers { get; private set; } = new();

    /// <summary>The answers of carriers that the scans came in, where an answer lists all that its carrier knows.</summary>
    internal List<PollRecord> Polls { get; } = [];

    /// <summary>A scan.</summary>
    internal ref ScanSlot this[int index] => ref _slots[index];

    /// <summary>Makes it ready for a batch.</summary>
    internal void Begin(string tenant, string requestId, ulong contentHash)
    {
        Clear();
        (Tenant, RequestId, ContentHash) = (tenant, requestId, contentHash);
    }

    /// <summary>Adds a scan.</summary>
    internal void Add(in ScanSlot slot)
    {
        if (Count == _slots.Length)
            Array.Resize(ref _slots, Count * 2);
        _slots[Count++] = slot;
    }

    /// <summary>What was gathered becomes what is sent; what was sent is forgotten.</summary>
    internal void NextRound()
    {
        Parcels.Clear();
        Numbers.Clear();
        (Parcels, NextParcels) = (NextParcels, Parcels);
        (Numbers, NextNumbers) = (NextNumbers, Numbers);
        Round++;
    }

    /// <summary>Lets go of everything. False when it grew too large to be kept.</summary>
    internal bool Clear()
    {
        bool kept = _slots.Length <= KeptSlotsMax;
        Array.Clear(_slots, 0, Count);
        Count = 0;
        Round = 0;
        Polls.Clear();
        Parcels.Clear();
        Numbers.Clear();
        NextParcels.Clear();
        NextNumbers.Clear();
        return kept;
    }
}
