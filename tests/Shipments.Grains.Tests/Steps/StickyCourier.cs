using System.Collections.Concurrent;
using System.Globalization;
using Shipments.Contracts.Messages;
using Shipments.Grains.Steps;
using Shipments.Journal.V1;
using Shipments.Storage;
using Shipments.TestKit;

namespace Shipments.Grains.Tests.Steps;

/// <summary>A courier some of whose receivers do not answer until they are freed.</summary>
internal sealed class StickyCourier : IStepCourier, IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _stuck = new();
    private readonly SemaphoreSlim _tried = new(0);
    private readonly SemaphoreSlim _delivered = new(0);

    /// <summary>Every try, as `{source}@{version}.{ordinal}>{target}`, in the order of their begin.</summary>
    public ConcurrentQueue<string> Tried { get; } = new();

    /// <summary>Every delivery that was answered, in that order.</summary>
    public ConcurrentQueue<string> Delivered { get; } = new();

    /// <summary>Every answer that a source heard, in that order.</summary>
    public ConcurrentQueue<string> Answered { get; } = new();

    /// <summary>The late steps that slices ended with, in that order.</summary>
    public ConcurrentQueue<string> Late { get; } = new();

    /// <summary>Thrown by the next try.</summary>
    public Exception? Fault { get; set; }

    public void Stick(params string[] targets)
    {
        foreach (string target in targets)
            _stuck.TryAdd(target, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    public void Free(string target)
    {
        if (_stuck.TryRemove(target, out TaskCompletionSource? stuck))
            stuck.TrySetResult();
    }

    public async Task UntilTriedAsync(int more)
    {
        for (int i = 0; i < more; i++)
            await _tried.WaitAsync().Awaiting(string.Create(CultureInfo.InvariantCulture, $"try {i + 1} of {more}"));
    }

    public async Task UntilDeliveredAsync(int more)
    {
        for (int i = 0; i < more; i++)
            await _delivered.WaitAsync().Awaiting(string.Create(CultureInfo.InvariantCulture, $"delivery {i + 1} of {more}"));
    }

    public async Task<CallHeader?> TryDeliverAsync(
        ActorKey source, long version, int ordinal, OutgoingStep step, CancellationToken cancellationToken)
    {
        string what = $"{source.Id}@{version}.{ordinal}>{step.Target}";
        Tried.Enqueue(what);
        _tried.Release();
        if (Fault is { } fault)
            throw fault;
        if (_stuck.TryGetValue(step.Target, out TaskCompletionSource? stuck))
            await stuck.Task.WaitAsync(cancellationToken);
        if (step.NextSlice is { } ended)
            Late.Enqueue(string.Join(',', ended.Late));
        Delivered.Enqueue(what);
        _delivered.Release();
        return new CallHeader { Status = CallStatus.Ok };
    }

    public Task<bool> TryAnswerAsync(
        ActorKey source, long version, int ordinal, OutgoingStep step, string refused, CancellationToken cancellationToken)
    {
        Answered.Enqueue($"{source.Id}@{version}.{ordinal}>{step.Target}");
        return Task.FromResult(true);
    }

    public void Dispose()
    {
        _tried.Dispose();
        _delivered.Dispose();
    }
}
