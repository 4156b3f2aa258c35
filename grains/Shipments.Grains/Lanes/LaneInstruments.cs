using System.Diagnostics.Metrics;
using Shipments.Domain.Choice;

namespace Shipments.Grains.Lanes;

/// <summary>The meters of lanes.</summary>
internal sealed class LaneInstruments
{
    public const string MeterName = "Shipments.Grains";

    private static readonly KeyValuePair<string, object?> Counted = new("outcome", "counted");
    private static readonly KeyValuePair<string, object?> Written = new("outcome", "saved");
    private static readonly KeyValuePair<string, object?> Elsewhere = new("outcome", "elsewhere");
    private static readonly KeyValuePair<string, object?> Failed = new("outcome", "failed");

    private readonly Counter<long> _calls;
    private readonly Histogram<double> _lag;
    private readonly Counter<long> _saves;
    private readonly Histogram<int> _size;
    private readonly Histogram<long> _unsaved;
    private readonly Counter<long> _findings;

    public LaneInstruments(IMeterFactory meters)
    {
        Meter meter = meters.Create(new MeterOptions(MeterName));
        _calls = meter.CreateCounter<long>("shipments.lanes.calls", "{call}", "Stretches sent to lanes, by outcome.");
        _lag = meter.CreateHistogram<double>("shipments.lanes.lag", "s", "From the commit of a change to its being counted in its lane.");
        _saves = meter.CreateCounter<long>("shipments.lanes.saves", "{save}", "Saves of lanes, by outcome.");
        _size = meter.CreateHistogram<int>("shipments.lanes.size", "By", "Bytes of a saved lane.");
        _unsaved = meter.CreateHistogram<long>("shipments.lanes.unsaved", "{entry}", "Entries of a shard between the durable cursor and the last one read.");
        _findings = meter.CreateCounter<long>("shipments.lanes.findings", "{finding}", "What detectors found in lanes, by detector.");
    }

    public void Found(LaneDetector detector) => _findings.Add(1, new KeyValuePair<string, object?>("detector", NameOf(detector)));

    public void CallCounted(TimeSpan? lag)
    {
        _calls.Add(1, Counted);
        if (lag is { } known)
            _lag.Record(known.TotalSeconds);
    }

    public void CallElsewhere() => _calls.Add(1, Elsewhere);

    public void CallFailed() => _calls.Add(1, Failed);

    public void Saved(int bytes)
    {
        _saves.Add(1, Written);
        _size.Record(bytes);
    }

    public void SaveFailed() => _saves.Add(1, Failed);

    public void Unsaved(long entries) => _unsaved.Record(entries);

    private static string NameOf(LaneDetector detector) => detector switch
    {
        LaneDetector.None => "none",
        LaneDetector.ScansStopped => "scans_stopped",
        LaneDetector.BacklogGrowing => "backlog_growing",
        LaneDetector.DwellLong => "dwell_long",
        LaneDetector.FeedSilent => "feed_silent",
    };
}
