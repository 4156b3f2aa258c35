using Google.Protobuf.Collections;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels.Merging;

/// <summary>
/// The scans of a parcel and of those merged into it, as if all had come to the one. Made anew from the parts each time, so that taking a part
/// away leaves exactly what was there without it.
/// </summary>
internal sealed class UnionScans
{
    private readonly SortedDictionary<ulong, StoredScan> _scans = [];
    private readonly Dictionary<ulong, List<string>> _mergedFrom = [];
    private readonly IVocabulary _vocabulary;

    /// <param name="own">The parcel's own scans; not changed.</param>
    /// <param name="absorbed">The parcels merged into it; those that have not handed over everything do not count yet.</param>
    /// <param name="vocabulary">What codes mean.</param>
    public UnionScans(ScanLog own, IEnumerable<AbsorbedParcel> absorbed, IVocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        AddAll(own, "");
        foreach (AbsorbedParcel part in absorbed)
        {
            if (part.State == (int)AbsorbedKind.Merged)
                AddAll(new ScanLog(part.ScanLog.Memory), part.Parcel);
        }
    }

    public int Count => _scans.Count;

    /// <summary>By id of a scan the ids of the merged parcels by which it came; those without one are the parcel's own alone.</summary>
    public IReadOnlyDictionary<ulong, List<string>> MergedFrom => _mergedFrom;

    /// <summary>Decides of all of them, and answers them in fold order with their marks, cut down as a parcel of as many scans would be.</summary>
    public ParcelDecided Fold(ParcelTerms terms, out ScanLog log)
    {
        log = new ScanLog(ReadOnlyMemory<byte>.Empty, _scans.Count);
        foreach (StoredScan scan in _scans.Values.OrderBy(scan => scan.UtcMs))
            log.Put(scan.Clone());
        ParcelDecided decided = ParcelFold.Whole(terms, log);
        Compaction.Apply(decided, log);
        return decided;
    }

    /// <summary>The scans that are not in <paramref name="before"/> as they are here, by id.</summary>
    public IEnumerable<StoredScan> NewSince(UnionScans? before)
    {
        foreach ((ulong id, StoredScan scan) in _scans)
        {
            if (before is null || !before._scans.TryGetValue(id, out StoredScan? known) || !known.Equals(scan))
                yield return scan;
        }
    }

    /// <summary>The ids that are in <paramref name="before"/> and not here.</summary>
    public IEnumerable<ulong> GoneSince(UnionScans? before) => before is null ? [] : before._scans.Keys.Where(id => !_scans.ContainsKey(id));

    /// <summary>The numbers of a parcel and of those merged into it; of one that several have, the parcel's own.</summary>
    public static List<ParcelNumber> Numbers(IEnumerable<ParcelNumber> own, RepeatedField<AbsorbedParcel> absorbed) =>
    [
        .. own.Concat(absorbed.Where(part => part.State == (int)AbsorbedKind.Merged).SelectMany(part => part.Numbers)).DistinctBy(number => number.Number),
    ];

    private void AddAll(ScanLog log, string from)
    {
        for (int i = 0; i < log.Count; i++)
        {
            StoredScan scan = PlainScans.Of(log[i]);
            _scans[scan.Id] = _scans.TryGetValue(scan.Id, out StoredScan? known) ? PlainScans.Merge(known, scan, _vocabulary) : scan;
            if (from.Length == 0)
                continue;
            if (!_mergedFrom.TryGetValue(scan.Id, out List<string>? parcels))
                _mergedFrom.Add(scan.Id, parcels = []);
            parcels.Add(from);
        }
    }
}
