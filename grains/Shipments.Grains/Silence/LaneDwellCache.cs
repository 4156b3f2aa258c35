using System.Collections.Concurrent;
using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.Domain.Silence;

namespace Shipments.Grains.Silence;

/// <summary>
/// What this silo knows of how long parcels of lanes stay at their milestones. A lane that somebody asks for is read soon, and again every few
/// minutes while it is asked for; until then nothing is known of it. Thread-safe.
/// </summary>
internal sealed class LaneDwellCache(TimeProvider time) : ILaneDwells
{
    /// <summary>So many lanes are remembered. Of further ones nothing is known until others were not asked for.</summary>
    public const int LanesMax = 10_000;

    /// <summary>Of so many parcels a time must have been measured to count.</summary>
    public const int ObservationsMin = 100;

    /// <summary>How old what is known becomes before it is read again.</summary>
    public static readonly TimeSpan ReadEvery = TimeSpan.FromMinutes(5);

    /// <summary>A lane that nobody asked for in this time is forgotten.</summary>
    public static readonly TimeSpan ForgetAfter = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<(string Tenant, string Lane), Known> _lanes = new();
    private int _count;

    /// <inheritdoc/>
    public TimeSpan? P90(string tenant, string lane, MilestoneKind milestone)
    {
        if (!_lanes.TryGetValue((tenant, lane), out Known? known))
        {
            if (Volatile.Read(ref _count) < LanesMax && _lanes.TryAdd((tenant, lane), new Known(time.GetTimestamp())))
                Interlocked.Increment(ref _count);
            return null;
        }

        known.IsAsked = true;
        return known.Of(milestone);
    }

    /// <summary>The lanes that are to be read now, those that were read longest ago first. Forgets what nobody asks for.</summary>
    /// <param name="lanesMax">At most so many.</param>
    public IReadOnlyList<(string Tenant, string Lane)> Stale(int lanesMax)
    {
        long now = time.GetTimestamp();
        List<(long ReadAt, (string, string) Key)> stale = [];
        foreach (((string, string) key, Known known) in _lanes)
        {
            if (known.IsAsked)
                (known.IsAsked, known.AskedAt) = (false, now);
            else if (time.GetElapsedTime(known.AskedAt, now) > ForgetAfter && _lanes.TryRemove(key, out _))
            {
                Interlocked.Decrement(ref _count);
                continue;
            }

            if (known.ReadAt is not { } readAt)
                stale.Add((long.MinValue, key));
            else if (time.GetElapsedTime(readAt, now) >= ReadEvery)
                stale.Add((readAt, key));
        }

        return [.. stale.OrderBy(lane => lane.ReadAt).Take(lanesMax).Select(lane => lane.Key)];
    }

    /// <summary>Notes what a lane said; null for nothing, as when it did not answer: what was known before still counts.</summary>
    public void Put((string Tenant, string Lane) lane, GetLaneReply? reply)
    {
        if (!_lanes.TryGetValue(lane, out Known? known))
            return;
        if (reply is not null)
            known.Replace(reply.Dwells);
        known.ReadAt = time.GetTimestamp();
    }

    private sealed class Known(long askedAt)
    {
        private TimeSpan?[] _p90 = [];

        public bool IsAsked { get; set; }

        // The reader's alone, as the next.
        public long AskedAt { get; set; } = askedAt;

        public long? ReadAt { get; set; }

        public TimeSpan? Of(MilestoneKind milestone)
        {
            TimeSpan?[] p90 = Volatile.Read(ref _p90);
            return (int)milestone < p90.Length ? p90[(int)milestone] : null;
        }

        public void Replace(IEnumerable<LaneDwell> dwells)
        {
            TimeSpan?[] p90 = new TimeSpan?[(int)MilestoneKind.Returned + 1];
            foreach (LaneDwell dwell in dwells)
            {
                if (dwell.Observations >= ObservationsMin && (uint)dwell.Milestone < p90.Length)
                    p90[dwell.Milestone] = TimeSpan.FromMilliseconds(dwell.P90Ms);
            }

            Volatile.Write(ref _p90, p90);
        }
    }
}
