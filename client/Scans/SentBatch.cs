using Shipments.V1;

namespace Shipments.Client;

/// <summary>A batch of scans on its way.</summary>
public sealed class SentBatch
{
    private readonly TaskCompletionSource<IReadOnlyList<ScanOutcome>> _outcomes = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal SentBatch(StreamScansRequest request) => Request = request;

    /// <summary>The id under which it is sent, each time the same.</summary>
    public string RequestId => Request.RequestId;

    /// <summary>The scans.</summary>
    public IReadOnlyList<Scan> Scans => Request.Scans;

    /// <summary>An outcome for each scan, in its order, once the batch is committed. Fails with <see cref="ShipmentsCallException"/>.</summary>
    public Task<IReadOnlyList<ScanOutcome>> Outcomes => _outcomes.Task;

    internal StreamScansRequest Request { get; }

    /// <summary>When it was last written to a connection.</summary>
    internal long WrittenAt { get; set; }

    internal void Acknowledge(IReadOnlyList<ScanOutcome> outcomes) => _outcomes.TrySetResult(outcomes);

    internal void Fail(Exception exception) => _outcomes.TrySetException(exception);
}
