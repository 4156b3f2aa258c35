using System.Runtime.CompilerServices;
using Shipments.Domain.Eta;
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

    /// <summary>The begin of the first window ever said; 0 for none.</summary>
    public long EtaOriginalFromMs;

    /// <summary>The begin of the window said last; 0 for none.</summary>
    public long EtaFromMs;

    /// <summary>When the customs first stopped it; 0 when they did not.</summary>
    public long CustomsStoppedMs;

    /// <summary>The first window that was made of the lane's past.</summary>
    public EstimateTimes Original;

    /// <summary>The last one.</summary>
    public EstimateTimes Estimate;

    /// <summary>How many of them there were.</summary>
    public int Announcements;

    private Times _firsts;

    private Windows _said;

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

    /// <summary>The first time somebody tried to deliver: a failed attempt, a counter where it waits, or the delivery itself; 0 for none.</summary>
    public readonly long AttemptMs
    {
        get
        {
            long first = 0;
            for (MilestoneKind kind = MilestoneKind.FirstAttempt; kind <= MilestoneKind.Delivered; kind++)
            {
                if (this[kind] != 0 && (first == 0 || this[kind] < first))
                    first = this[kind];
            }

            return first;
        }
    }

    /// <summary>The first window that was said at a point.</summary>
    public readonly SaidWindow Said(EtaPoint point) => new(_said[(int)point]);

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

    public void AddSaid(ulong window)
    {
        if (new SaidWindow(window).Point is var point && (int)point < Windows.Length)
            _said[(int)point] = window;
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
            EtaOriginalFromMs = decided.EtaOriginal?.FromMs ?? 0,
            EtaFromMs = decided.Eta?.FromMs ?? 0,
            CustomsStoppedMs = decided.CustomsStoppedMs,
            Original = Estimates.Times(decided.EstimateOriginal),
            Estimate = Estimates.Times(decided.Estimate),
            Announcements = decided.Announcements,
        };
        foreach (ulong window in decided.SaidWindows)
            facts.AddSaid(window);
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
                    (facts.EtaFromMs, facts.EtaToMs, facts.EtaSaidMs) = Window(reader.Bytes());
                    break;
                case ParcelDecided.EtaOriginalFieldNumber:
                    (facts.EtaOriginalFromMs, facts.EtaOriginalToMs, _) = Window(reader.Bytes());
                    break;
                case ParcelDecided.MilestonesFieldNumber:
                    (int kind, long first) = First(reader.Bytes());
                    facts.SetFirst(kind, first);
                    break;
                case ParcelDecided.MergedFieldNumber:
                    facts.IsMerged = reader.Varint() != 0;
                    break;
                case ParcelDecided.CustomsStoppedMsFieldNumber:
                    facts.CustomsStoppedMs = (long)reader.Varint();
                    break;
                case ParcelDecided.EstimateFieldNumber:
                    facts.Estimate = Estimates.Times(reader.Bytes());
                    break;
                case ParcelDecided.EstimateOriginalFieldNumber:
                    facts.Original = Estimates.Times(reader.Bytes());
                    break;
                case ParcelDecided.AnnouncementsFieldNumber:
                    facts.Announcements = (int)reader.Varint();
                    break;
                case ParcelDecided.SaidWindowsFieldNumber:
                    FieldReader windows = new(reader.Bytes());
                    while (!windows.IsAtEnd)
                        facts.AddSaid(windows.Varint());
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

    internal static (long FromMs, long ToMs, long SaidMs) Window(ReadOnlySpan<byte> window)
    {
        (long from, long to, long said) = (0L, 0L, 0L);
        FieldReader reader = new(window);
        for (int field = reader.NextField(); field != 0; field = reader.NextField())
        {
            if (field == WindowRecord.FromMsFieldNumber)
                from = (long)reader.Varint();
            else if (field == WindowRecord.ToMsFieldNumber)
                to = (long)reader.Varint();
            else if (field == WindowRecord.SaidMsFieldNumber)
                said = (long)reader.Varint();
            else
                reader.Skip();
        }

        return (from, to, said);
    }

    [InlineArray(Length)]
    private struct Times
    {
        public const int Length = 15;

        private long _first;
    }

    [InlineArray(Length)]
    private struct Windows
    {
        public const int Length = EtaFacts.Points;

        private ulong _first;
    }
}
