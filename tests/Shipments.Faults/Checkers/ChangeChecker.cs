using Shipments.Faults.History;

namespace Shipments.Faults.Checkers;

/// <summary>
/// The stream of changes, read across every fault: for each parcel its versions come in order, from 1, none left out; what comes again is what
/// came before; and in the end each scan and the last version of each parcel have come.
/// </summary>
internal sealed class ChangeChecker
{
    private const int FindingsMax = 100;

    private readonly Dictionary<string, long> _versions = [];
    private readonly HashSet<string> _scans = [];
    private readonly List<string> _findings = [];

    /// <summary>How many changes came, and how many of them again.</summary>
    public (int Changes, int Again) Counts { get; private set; }

    /// <summary>Takes the next change of the stream.</summary>
    public void Take(ChangeRecord change)
    {
        var last = _versions.GetValueOrDefault(change.Parcel);
        Counts = (Counts.Changes + 1, Counts.Again + (change.Version <= last ? 1 : 0));
        if (change.Version > last + 1 && _findings.Count < FindingsMax)
            _findings.Add($"change out of order: {change.Parcel} came with version {change.Version} after {last}");
        _versions[change.Parcel] = Math.Max(last, change.Version);
        foreach (var scan in change.ScanIds)
        {
            // Sent again it has the version it had; with a newer version it would be a second time.
            if (!_scans.Add($"{change.Parcel}/{scan}") && change.Version > last && _findings.Count < FindingsMax)
                _findings.Add($"change doubled: scan {scan} of {change.Parcel} came again with version {change.Version}");
        }
    }

    /// <summary>Whether the last version of each parcel has come.</summary>
    public bool IsComplete(IEnumerable<FinalParcel> final) => final.All(parcel => _versions.GetValueOrDefault(parcel.ParcelId) >= parcel.Version);

    /// <summary>All findings, with what has not come.</summary>
    public IEnumerable<string> Check(IEnumerable<FinalParcel> final)
    {
        foreach (var finding in _findings)
            yield return finding;
        foreach (var parcel in final)
        {
            if (_versions.GetValueOrDefault(parcel.ParcelId) is var seen && seen < parcel.Version)
                yield return $"change missing: {parcel.ParcelId} is at version {parcel.Version}, the stream at {seen}";
            foreach (var (key, id) in parcel.Scans.Where(scan => !_scans.Contains($"{parcel.ParcelId}/{scan.Id}")))
                yield return $"change missing: scan {key} ({id}) of {parcel.ParcelId} never came";
        }
    }
}
