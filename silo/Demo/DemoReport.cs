using Shipments.V1;

namespace Shipments.Silo.Demo;

/// <summary>What a run of the demo has to tell.</summary>
internal sealed class DemoReport
{
    /// <summary>The parcels, in the order of their registration.</summary>
    public List<DemoParcel> Parcels { get; } = [];

    /// <summary>Whether the folder says which parcels there are.</summary>
    public bool HasPlan { get; set; }

    /// <summary>The parcels that fill the lanes; none without a plan.</summary>
    public List<FleetParcel> Fleet { get; } = [];

    /// <summary>The lanes all these parcels are on, by name.</summary>
    public List<Lane> Lanes { get; } = [];

    /// <summary>The files fed.</summary>
    public List<DemoFile> Files { get; } = [];

    /// <summary>The files or items that could not be read.</summary>
    public List<UnreadFile> Unread { get; } = [];

    /// <summary>Codes that no vocabulary knew.</summary>
    public List<UnmappedCode> Unmapped { get; } = [];
}

/// <summary>A parcel at the end.</summary>
/// <param name="Shows">What it is there to show; empty for nothing in particular.</param>
/// <param name="Parcel">The parcel, with its scans.</param>
internal sealed record DemoParcel(string Shows, Parcel Parcel);

/// <summary>What became of one file.</summary>
/// <param name="file">Its name within the folder.</param>
/// <param name="format">The carrier format it has.</param>
internal sealed class DemoFile(string file, string format)
{
    private readonly SortedDictionary<ScanResult, int> _counts = [];

    /// <summary>Its name within the folder.</summary>
    public string File { get; } = file;

    /// <summary>The carrier format it has.</summary>
    public string Format { get; } = format;

    /// <summary>The numbers it is about.</summary>
    public List<string> Numbers { get; } = [];

    /// <summary>Scans by result.</summary>
    public IReadOnlyDictionary<ScanResult, int> Counts => _counts;

    /// <summary>Numbers that the carrier does not know.</summary>
    public int NotFound { get; private set; }

    /// <summary>Counts an item in.</summary>
    public void Add(IngestedItem item)
    {
        Numbers.Add(item.TrackingNumber);
        NotFound += item.NotFound ? 1 : 0;
        foreach (ScanOutcome outcome in item.Outcomes)
            _counts[outcome.Result] = _counts.GetValueOrDefault(outcome.Result) + 1;
    }
}
