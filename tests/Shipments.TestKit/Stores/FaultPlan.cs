using System.Collections.Concurrent;

namespace Shipments.TestKit;

/// <summary>Which calls fail and how: scripted, one fault a call in the order given, then by chance from a seed. Thread-safe.</summary>
internal sealed class FaultPlan
{
    private readonly ConcurrentDictionary<StoreCall, ConcurrentQueue<StoreFault>> _scripted = new();
    private readonly ConcurrentDictionary<StoreCall, HeldCall> _held = new();
    private readonly ConcurrentDictionary<StoreCall, int> _counts = new();
    private readonly ConcurrentDictionary<StoreCall, TaskCompletionSource> _finishes = new();
    private readonly Lock _gate = new();
    private Random? _random;
    private double _rate;

    /// <summary>The next call of this kind, after those already scripted, fails like this.</summary>
    public void Script(StoreCall call, params StoreFault[] faults)
    {
        foreach (StoreFault fault in faults)
            _scripted.GetOrAdd(call, _ => new ConcurrentQueue<StoreFault>()).Enqueue(fault);
    }

    /// <summary>From now on commits, row writes and row reads fail by chance; a rate of 0 ends it.</summary>
    public void Chance(int seed, double rate)
    {
        lock (_gate)
            (_random, _rate) = (new Random(seed), rate);
    }

    /// <summary>The next call of this kind stops before it is done, until it is let go.</summary>
    public HeldCall Hold(StoreCall call) => _held[call] = new HeldCall();

    /// <summary>Completes when the next call of this kind to finish has finished, failed or not.</summary>
    public Task NextFinish(StoreCall call) =>
        _finishes.GetOrAdd(call, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Finish(StoreCall call)
    {
        if (_finishes.TryRemove(call, out TaskCompletionSource? finish))
            finish.TrySetResult();
    }

    /// <summary>How many calls of a kind there were.</summary>
    public int CountOf(StoreCall call) => _counts.GetValueOrDefault(call);

    public async ValueTask<StoreFault> NextAsync(StoreCall call)
    {
        _counts.AddOrUpdate(call, 1, (_, n) => n + 1);
        if (_held.TryRemove(call, out HeldCall? held))
            await held.StopHereAsync();
        if (_scripted.TryGetValue(call, out ConcurrentQueue<StoreFault>? script) && script.TryDequeue(out StoreFault fault))
            return fault;
        if (call is not (StoreCall.Commit or StoreCall.WriteRows or StoreCall.LoadRows or StoreCall.ReplaceWriter or StoreCall.HasBlock))
            return StoreFault.None;
        lock (_gate)
            return _random is not null && _random.NextDouble() < _rate ? (StoreFault)_random.Next(1, 4) : StoreFault.None;
    }
}
