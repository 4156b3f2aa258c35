using System.Collections.Concurrent;
using Shipments.Bench.Checking;
using Shipments.Bench.Traffic;

namespace Shipments.Bench.Driving;

/// <summary>
/// Scans whose changes are looked for in the change stream: those of one parcel in sixteen. Each is owed to every reader at least once. Thread-safe.
/// </summary>
internal sealed class ChangeWatch(Population population, int readers)
{
    private const int ParcelsPerWatched = 16;

    private readonly ConcurrentDictionary<(int Parcel, int Step), Owed> _owed = [];

    /// <summary>Whether every change was seen by every reader.</summary>
    public bool IsSettled => _owed.IsEmpty;

    /// <summary>Scans that are still owed to a reader, of those that were acknowledged.</summary>
    public int Missing(ScanLedger ledger) => _owed.Keys.Count(scan => ledger.IsAcknowledged(scan.Parcel, scan.Step));

    /// <summary>Scans are sent.</summary>
    public void Sent(ReadOnlySpan<SentScan> scans, TimeSpan intended)
    {
        if (readers == 0)
            return;
        foreach (SentScan scan in scans)
        {
            if (scan.Kind == SentKind.New && scan.Parcel % ParcelsPerWatched == 0)
                _owed[(scan.Parcel, scan.Step)] = new Owed(intended, readers);
        }
    }

    /// <summary>They will not come.</summary>
    public void Forget(ReadOnlySpan<SentScan> scans)
    {
        foreach (SentScan scan in scans)
            _owed.TryRemove((scan.Parcel, scan.Step), out _);
    }

    /// <summary>A reader sees a scan; gives when it was meant to be sent, or null when it is not watched.</summary>
    public TimeSpan? Seen(int parcel, DateTimeOffset eventTime)
    {
        if (parcel < 0 || parcel % ParcelsPerWatched != 0 || population.PositionAt(parcel, eventTime) is not (>= 0 and int position))
            return null;
        (int, int) key = (parcel, population.PositionOf(parcel, position));
        if (!_owed.TryGetValue(key, out Owed? owed))
            return null;
        if (Interlocked.Decrement(ref owed.Readers) <= 0)
            _owed.TryRemove(key, out _);
        return owed.Intended;
    }

    private sealed class Owed(TimeSpan intended, int readers)
    {
        public int Readers = readers;

        public TimeSpan Intended => intended;
    }
}
