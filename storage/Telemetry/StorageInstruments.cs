using System.Diagnostics.Metrics;

namespace Shipments.Storage;

/// <summary>The meters of storage.</summary>
internal sealed class StorageInstruments : IDisposable
{
    public const string MeterName = "Shipments.Storage";

    private readonly Meter _meter;
    private readonly bool _ownsMeter;
    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<int> _batchEntries;
    private readonly Histogram<long> _commitBytes;
    private readonly Counter<long> _commits;
    private readonly Counter<long> _flushRows;
    private readonly Counter<long> _loadRows;
    private readonly Counter<long> _fenceLosses;
    private readonly Counter<long> _takeOvers;

    public StorageInstruments(IMeterFactory? meters, DirtyBudget budget)
    {
        _ownsMeter = meters is null;
        _meter = meters?.Create(new MeterOptions(MeterName)) ?? new Meter(MeterName);
        _commitDuration = _meter.CreateHistogram<double>("shipments.storage.commit.duration", "s", "From packing a batch to its outcome.");
        _batchEntries = _meter.CreateHistogram<int>("shipments.storage.commit.entries", "{entry}", "Entries in a commit.");
        _commitBytes = _meter.CreateHistogram<long>("shipments.storage.commit.size", "By", "Block bytes in a commit.");
        _commits = _meter.CreateCounter<long>("shipments.storage.commits", "{commit}", "Commits by outcome.");
        _flushRows = _meter.CreateCounter<long>("shipments.storage.flush.rows", "{row}", "State rows written.");
        _loadRows = _meter.CreateCounter<long>("shipments.storage.load.rows", "{row}", "State rows asked for.");
        _fenceLosses = _meter.CreateCounter<long>("shipments.storage.fence.losses", "{shard}", "Shards lost to another owner.");
        _takeOvers = _meter.CreateCounter<long>("shipments.storage.takeovers", "{shard}", "Shards taken and replayed.");
        _meter.CreateObservableGauge("shipments.storage.dirty.states", () => budget.DirtyStates, "{state}", "States whose rows are not written yet.");
        _meter.CreateObservableGauge("shipments.storage.dirty.size", () => budget.DirtyBytes, "By", "Memory of such states.");
    }

    public void Committed(TimeSpan duration, int entries, long bytes, CommitOutcome outcome)
    {
        _commitDuration.Record(duration.TotalSeconds);
        _batchEntries.Record(entries);
        _commitBytes.Record(bytes);
        _commits.Add(1, new KeyValuePair<string, object?>("outcome", OutcomeTag(outcome)));
    }

    public void Flushed(int rows) => _flushRows.Add(rows);

    public void Loaded(int rows) => _loadRows.Add(rows);

    public void FenceLost(int shards) => _fenceLosses.Add(shards);

    public void TookOver(int shards) => _takeOvers.Add(shards);

    public void Dispose()
    {
        if (_ownsMeter)
            _meter.Dispose();
    }

    private static string OutcomeTag(CommitOutcome outcome) => outcome switch
    {
        CommitOutcome.Committed => "committed",
        CommitOutcome.Lost => "lost",
        CommitOutcome.Unknown => "unknown",
    };
}
