using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Lanes;

/// <summary>
/// What an entry of a parcel changes for lanes, read from the entry's bytes. It runs for every entry of the journal, so it makes no objects, and
/// reads the decisions whole only when something a lane counts has changed.
/// </summary>
internal ref struct LaneChange
{
    /// <summary>When the entry was decided, in milliseconds since 1970-01-01 UTC.</summary>
    public long AtMs;

    /// <summary>The lane as UTF-8; empty when the parcel was registered by this entry.</summary>
    public ReadOnlySpan<byte> LaneBefore;

    /// <summary>The lane as UTF-8.</summary>
    public ReadOnlySpan<byte> LaneAfter;

    public LaneFacts Before;

    public LaneFacts After;

    /// <summary>Whether something of the parcel that a lane counts is not as it was.</summary>
    public bool IsChanged;

    /// <summary>Whether another parcel counts for this one.</summary>
    public bool IsMerged;

    /// <summary>The phase before, also when nothing else is read; None when the parcel was registered by this entry.</summary>
    public readonly Phase PhaseBefore => (Phase)_phaseBefore;

    /// <summary>Whether scans came or changed.</summary>
    public bool HasScans;

    private ReadOnlySpan<byte> _entry;
    private ReadOnlySpan<byte> _decided;
    private ReadOnlySpan<byte> _etaBefore;
    private int _phaseBefore;
    private bool _hasBefores;

    /// <summary>Reads an entry. False when it says nothing of lanes.</summary>
    /// <exception cref="InvalidDataException">The bytes are no entry.</exception>
    public static bool TryRead(ReadOnlySpan<byte> entry, out LaneChange change)
    {
        change = new LaneChange { _entry = entry };
        change.ReadHead();
        if (change._decided.IsEmpty || !change.ReadDecided(out ReadOnlySpan<byte> eta, out int phase))
            return false;
        change.IsChanged = change._hasBefores || phase != change._phaseBefore || !change.LaneAfter.SequenceEqual(change.LaneBefore)
            || !eta.SequenceEqual(change._etaBefore);
        if (change.IsChanged)
        {
            change.After = LaneFacts.Read(change._decided);
            change.ReadBefore();
        }

        return true;
    }

    private void ReadHead()
    {
        FieldReader reader = new(_entry);
        for (int field = reader.NextField(); field != 0; field = reader.NextField())
        {
            switch (field)
            {
                case ParcelEntry.AtMsFieldNumber:
                    AtMs = (long)reader.Varint();
                    break;
                case ParcelEntry.DecidedFieldNumber:
                    _decided = reader.Bytes();
                    break;
                case ParcelEntry.PhaseBeforeFieldNumber:
                    _phaseBefore = (int)reader.Varint();
                    break;
                case ParcelEntry.LaneBeforeFieldNumber:
                    LaneBefore = reader.Bytes();
                    break;
                case ParcelEntry.EtaBeforeFieldNumber:
                    _etaBefore = reader.Bytes();
                    break;
                case ParcelEntry.ScansFieldNumber:
                    HasScans = true;
                    reader.Skip();
                    break;
                case ParcelEntry.MilestonesBeforeFieldNumber:
                case ParcelEntry.EtaOriginalToBeforeFieldNumber:
                case ParcelEntry.CustomsBeforeFieldNumber:
                case ParcelEntry.MergedBeforeFieldNumber:
                case ParcelEntry.EtaOriginalFromBeforeFieldNumber:
                case ParcelEntry.CustomsStoppedMsBeforeFieldNumber:
                    _hasBefores = true;
                    reader.Skip();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    // The few fields that say whether the rest matters.
    private bool ReadDecided(out ReadOnlySpan<byte> eta, out int phase)
    {
        eta = default;
        phase = 0;
        FieldReader reader = new(_decided);
        for (int field = reader.NextField(); field != 0; field = reader.NextField())
        {
            switch (field)
            {
                case ParcelDecided.PhaseFieldNumber:
                    phase = (int)reader.Varint();
                    break;
                case ParcelDecided.LaneFieldNumber:
                    LaneAfter = reader.Bytes();
                    break;
                case ParcelDecided.EtaFieldNumber:
                    eta = reader.Bytes();
                    break;
                case ParcelDecided.MergedFieldNumber:
                    IsMerged = reader.Varint() != 0;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return phase != 0 && !LaneAfter.IsEmpty;
    }

    private void ReadBefore()
    {
        if (_phaseBefore == 0)
            return;
        Before = After;
        Before.Phase = (Phase)_phaseBefore;
        (Before.EtaFromMs, Before.EtaToMs, Before.EtaSaidMs) = LaneFacts.Window(_etaBefore);
        FieldReader reader = new(_entry);
        for (int field = reader.NextField(); field != 0; field = reader.NextField())
        {
            switch (field)
            {
                case ParcelEntry.MilestonesBeforeFieldNumber:
                    (int kind, long first) = LaneFacts.First(reader.Bytes());
                    Before.SetFirst(kind, first);
                    break;
                case ParcelEntry.EtaOriginalToBeforeFieldNumber:
                    Before.EtaOriginalToMs = (long)reader.Varint();
                    break;
                case ParcelEntry.CustomsBeforeFieldNumber:
                    Before.Customs = (int)reader.Varint();
                    break;
                case ParcelEntry.MergedBeforeFieldNumber:
                    Before.IsMerged = reader.Varint() != 0;
                    break;
                case ParcelEntry.EtaOriginalFromBeforeFieldNumber:
                    Before.EtaOriginalFromMs = (long)reader.Varint();
                    break;
                case ParcelEntry.CustomsStoppedMsBeforeFieldNumber:
                    Before.CustomsStoppedMs = (long)reader.Varint();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }
}
