using System.Runtime.CompilerServices;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Lanes;

/// <summary>What of a parcel its lane counts: its phase, when it first reached each milestone, and what was promised.</summary>
internal struct LaneFacts
{
    public Phase Phase;

    public int Customs;

    /// <summary>It is merged into another parcel, which counts for it.</summary>
    public bool IsMerged;

    /// <summary>The end of the first window ever said, in milliseconds since 1970-01-01 UTC; 0 for none.</summary>
    public long EtaOriginalToMs;

    /// <summary>The end of the window said last; 0 for none.</summary>
    public long EtaToMs;

    /// <summary>When that was said.</summary>
    public long EtaSaidMs;

    private Times _firsts;

    /// <summary>When a milestone was first reached; 0 when it was not.</summary>
    public readonly long this[MilestoneKind kind] => _firsts[(int)kind];

    /// <summary>The newest of the first times; 0 when no milestone was reached.</summary>
    public readonly long Newest
    {
        get
        {
            long newest = 0;
            foreach (long first in (ReadOnlySpan<long>)_firsts)
                newest = Math.Max(newest, first);
            return newest;
        }
    }

    /// <summary>When the next milestone after one was reached, of those up to the delivery; 0 when none was, or only before it.</summary>
    public readonly long Next(MilestoneKind kind)
    {
        for (int next = (int)kind + 1; next <= (int)MilestoneKind.Delivered; next++)
        {
            if (_firsts[next] >= this[kind])
                return _firsts[next];
        }

        return 0;
    }

    public void SetFirst(int kind, long ms)
    {
        // A kind that a later version knows is not counted by this one.
        if ((uint)kind < Times.Length)
            _firsts[kind] = ms;
    }

    /// <summary>The facts of a parcel's decisions.</summary>
    public static LaneFacts Of(ParcelDecided decided)
    {
        LaneFacts facts = new()
        {
            Phase = (Phase)decided.Phase,
            Customs = decided.Customs,
            IsMerged = decided.Merged,
            EtaOriginalToMs = decided.EtaOriginal?.ToMs ?? 0,
            EtaToMs = decided.Eta?.ToMs ?? 0,
            EtaSaidMs = decided.Eta?.SaidMs ?? 0,
        };
        foreach (MilestoneRecord milestone in decided.Milestones)
            facts.SetFirst(milestone.Kind, milestone.FirstMs);
        return facts;
    }

    /// <summary>The facts of encoded decisions, without making objects of them.</summary>
    /// <exception cref="InvalidDataException">The bytes are none.</exception>
    public static LaneFacts Read(ReadOnlySpan<byte> decided)
    {
        LaneFacts facts = default;
        FieldReader reader = new(decided);
        for (int field = reader.NextField(); field != 0; field = reader.NextField())
        {
            switch (field)
            {
                case ParcelDecided.PhaseFieldNumber:
                    facts.Phase = (Phase)reader.Varint();
                    break;
                case ParcelDecided.CustomsFieldNumber:
                    facts.Customs = (int)reader.Varint();
                    break;
                case ParcelDecided.EtaFieldNumber:
                    (facts.EtaToMs, facts.EtaSaidMs) = Window(reader.Bytes());
                    break;
                case ParcelDecided.EtaOriginalFieldNumber:
                    (facts.EtaOriginalToMs, _) = Window(reader.Bytes());
                    break;
                case ParcelDecided.MilestonesFieldNumber:
                    (int kind, long first) = First(reader.Bytes());
                    facts.SetFirst(kind, first);
                    break;
                case ParcelDecided.MergedFieldNumber:
                    facts.IsMerged = reader.Varint() != 0;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return facts;
    }

    // A MilestoneRecord and a MilestoneBefore begin alike.
    internal static (int Kind, long FirstMs) First(ReadOnlySpan<byte> milestone)
    {
        (int kind, long first) = (0, 0L);
        FieldReader reader = new(milestone);
        for (int field = reader.NextField(); field != 0; field = reader.NextField())
        {
            if (field == MilestoneRecord.KindFieldNumber)
                kind = (int)reader.Varint();
            else if (field == MilestoneRecord.FirstMsFieldNumber)
                first = (long)reader.Varint();
            else
                reader.Skip();
        }

        return (kind, first);
    }

    internal static (long ToMs, long SaidMs) Window(ReadOnlySpan<byte> window)
    {
        (long to, long said) = (0L, 0L);
        FieldReader reader = new(window);
        for (int field = reader.NextField(); field != 0; field = reader.NextField())
        {
            if (field == WindowRecord.ToMsFieldNumber)
                to = (long)reader.Varint();
            else if (field == WindowRecord.SaidMsFieldNumber)
                said = (long)reader.Varint();
            else
                reader.Skip();
        }

        return (to, said);
    }

    [InlineArray(Length)]
    private struct Times
    {
        public const int Length = 15;

        private long _first;
    }
}
