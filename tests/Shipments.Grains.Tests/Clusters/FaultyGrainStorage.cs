using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Storage;

namespace Shipments.Grains.Tests.Clusters;

/// <summary>
/// Grain storage in memory that outlives silos, with versions as the real one has. It can refuse writes, and lose the answers of writes it did.
/// </summary>
internal sealed class FaultyGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string State, GrainId Grain), (object State, int Version)> _rows = new();
    private int _writes;

    /// <summary>Writes that were done.</summary>
    public int Writes => _writes;

    /// <summary>No write is done while it is set.</summary>
    public bool Refuses { get; set; }

    /// <summary>What each read throws, when it is set: the real one lets the errors of its database through.</summary>
    public Exception? ReadsThrow { get; set; }

    /// <summary>Writes are done and their answers lost while it is set.</summary>
    public bool LosesAnswers { get; set; }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (ReadsThrow is { } failure)
            return Task.FromException(failure);
        if (!_rows.TryGetValue((stateName, grainId), out (object State, int Version) row))
            return Task.CompletedTask;
        grainState.State = (T)row.State;
        grainState.ETag = row.Version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (Refuses)
            throw new OrleansException("The test refuses writes.");
        int known = grainState.ETag is null ? 0 : int.Parse(grainState.ETag, CultureInfo.InvariantCulture);
        int stored = _rows.TryGetValue((stateName, grainId), out (object State, int Version) row) ? row.Version : 0;
        if (known != stored)
            throw new InconsistentStateException($"Version {stored} is stored, not {known}.");
        _rows[(stateName, grainId)] = (grainState.State!, known + 1);
        Interlocked.Increment(ref _writes);
        if (LosesAnswers)
            throw new OrleansException("The test loses the answers of writes.");
        grainState.ETag = (known + 1).ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException("Nobody clears state.");
}
