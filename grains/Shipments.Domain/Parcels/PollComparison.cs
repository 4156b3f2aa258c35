using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>
/// A carrier's answer beside the one before it. A scan that was listed and is not any more was changed, where a new one says the same of another
/// time, or another thing of the same time; else it was taken back. Carriers shorten long histories from the old end: what is older than all
/// that an answer lists is not missing from it. A scan that is listed again counts again.
/// </summary>
/// <param name="before">The answer before; null when this is the first.</param>
/// <param name="now">The answer.</param>
/// <param name="log">The parcel's scans, those of the answer among them.</param>
internal sealed class PollComparison(PollRecord? before, PollRecord now, ScanLog log)
{
    /// <summary>The code of the word that a scan is not listed any more.</summary>
    public const string Vanished = "VANISHED";

    /// <summary>The code of the word that a scan is listed again.</summary>
    public const string Reappeared = "REAPPEARED";

    /// <summary>A scan before all that is listed was changed only by one so near to it: 24 hours.</summary>
    private const long NearMs = 24 * 3_600_000L;

    private readonly HashSet<ulong> _listed = [.. now.ScanIds];

    /// <summary>Adds what there is to say of scans, and answers what to keep; null when that is what is kept already, or the answer is no newer.</summary>
    public PollRecord? Compare(List<ScanFact> words)
    {
        if (before is null)
            return now;
        if (now.ReceivedMs <= before.ReceivedMs)
            return null;
        long oldestMs = Listed().Min(scan => scan.UtcMs);
        List<StoredScan> fresh = [.. Listed().Where(IsFresh)];
        List<ulong> older = [];
        foreach (StoredScan gone in before.ScanIds.Where(id => !_listed.Contains(id)).Select(Find).OfType<StoredScan>())
        {
            bool isOlder = gone.UtcMs < oldestMs;
            if (gone.Compacted || gone.Voided || gone.ReplacedBy != 0)
                continue;
            if (Successor(gone, fresh, isOlder) is { } by)
                words.Add(Replaces(fresh, by, gone));
            else if (isOlder)
                older.Add(gone.Id);
            else
                words.Add(TakesBack(gone, Vanished));
        }

        foreach (StoredScan again in Listed().Where(scan => scan.Voided && !before.ScanIds.Contains(scan.Id)))
            words.AddRange(WordsAgainst(again.Id).Select(word => TakesBack(word, Reappeared)));
        return Kept(older);
    }

    private PollRecord? Kept(List<ulong> older)
    {
        PollRecord kept = now.Clone();
        if (kept.ScanIds.Count + older.Count <= ParcelBounds.PollScansMax)
            kept.ScanIds.Add(older);
        return before!.ScanIds.ToHashSet().SetEquals(kept.ScanIds) ? null : kept;
    }

    private StoredScan? Find(ulong id) => log.IndexOf(id) is >= 0 and int at ? log[at] : null;

    private IEnumerable<StoredScan> Listed() => _listed.Select(Find).OfType<StoredScan>();

    private bool IsFresh(StoredScan scan) => scan.Fact.ReceivedMs == now.ReceivedMs && scan.Fact.Corrects == 0 && !scan.Compacted
        && !before!.ScanIds.Contains(scan.Id);

    private static StoredScan? Successor(StoredScan gone, List<StoredScan> fresh, bool isOlder) => fresh
        .Where(scan => !isOlder || Apart(scan, gone) <= NearMs)
        .Where(scan => SaysTheSame(scan.Fact, gone.Fact) || ScanOrder.Minute(scan.UtcMs) == ScanOrder.Minute(gone.UtcMs))
        .OrderByDescending(scan => SaysTheSame(scan.Fact, gone.Fact)).ThenBy(scan => Apart(scan, gone)).ThenBy(scan => scan.Id)
        .FirstOrDefault();

    private static long Apart(StoredScan a, StoredScan b) => Math.Abs(a.UtcMs - b.UtcMs);

    private static bool SaysTheSame(ScanFact a, ScanFact b) => a.Code.Length > 0 || b.Code.Length > 0 ? a.Code == b.Code : a.Text == b.Text;

    private static ScanFact Replaces(List<StoredScan> fresh, StoredScan by, StoredScan gone)
    {
        fresh.Remove(by);
        ScanFact word = by.Fact.Clone();
        word.Corrects = gone.Id;
        return word;
    }

    /// <summary>What was said against a scan by an earlier comparison and still counts.</summary>
    private IEnumerable<StoredScan> WordsAgainst(ulong id)
    {
        for (int i = 0; i < log.Count; i++)
        {
            StoredScan scan = log[i];
            if (scan.Fact.Corrects == id && scan.Fact.Void && scan.Fact.Code == Vanished && !scan.Voided)
                yield return scan;
        }
    }

    private ScanFact TakesBack(StoredScan scan, string code)
    {
        ScanFact word = new()
        {
            Carrier = scan.Fact.Carrier,
            Code = code,
            Number = scan.Fact.Number,
            Time = scan.Fact.Time,
            ReceivedMs = now.ReceivedMs,
            SourceId = $"{code} {ScanIds.Text(scan.Id)} {now.ReceivedMs}",
            Corrects = scan.Id,
            Void = true,
        };
        word.Id = ScanIds.Of(word);
        return word;
    }
}
