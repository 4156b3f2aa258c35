using System.Threading.Channels;
using Grpc.Core;
using Shipments.Api.Admission;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.V1;

namespace Shipments.Api.Scans;

/// <summary>
/// One stream of batches. Reading and acknowledging run beside each other; between them stand at most 32 batches, each with its task. Past
/// that nothing is read, and the transport holds the sender back. Whatever ends the reading stands in the same queue, behind the batches
/// read before it, so all of them are acknowledged first.
/// </summary>
/// <param name="recorder">Records the batches.</param>
/// <param name="host">Room for the batches of all streams.</param>
/// <param name="tenant">Whose scans they are.</param>
/// <param name="call">Ends when the caller goes away.</param>
/// <param name="draining">Ends when the host begins to stop.</param>
internal sealed class ScanStream(ScanRecorder recorder, StreamRoom host, string tenant, CancellationToken call, CancellationToken draining) : IDisposable
{
    private static readonly WriteOptions Later = new(WriteFlags.BufferHint);

    private readonly CancellationTokenSource _reading = CancellationTokenSource.CreateLinkedTokenSource(call, draining);
    private readonly CancellationTokenSource _recording = CancellationTokenSource.CreateLinkedTokenSource(call);
    private readonly SemaphoreSlim _room = new(ApiLimits.StreamBatchesMax);

    // Room for the batches and for the end. Invariant: items <= 32 + 1, as the room is taken before a batch is read.
    private readonly Channel<Task<StreamScansResponse>> _underWay =
        Channel.CreateBounded<Task<StreamScansResponse>>(ApiLimits.StreamBatchesMax + 1);

    /// <inheritdoc/>
    public void Dispose()
    {
        _reading.Dispose();
        _recording.Dispose();
        _room.Dispose();
    }

    /// <summary>Runs until the caller has sent all and has its acknowledgements, or throws what ended the stream.</summary>
    internal async Task RunAsync(IAsyncStreamReader<StreamScansRequest> requests, IServerStreamWriter<StreamScansResponse> responses)
    {
        Task reading = ReadAsync(requests);
        try
        {
            await AcknowledgeAsync(responses);
        }
        finally
        {
            await _reading.CancelAsync();
            await _recording.CancelAsync();
            await reading;
            while (_underWay.Reader.TryRead(out Task<StreamScansResponse>? left))
                await ((Task)left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AcknowledgeAsync(IServerStreamWriter<StreamScansResponse> responses)
    {
        await foreach (Task<StreamScansResponse> batch in _underWay.Reader.ReadAllAsync(call))
        {
            StreamScansResponse response = await batch;
            // Acks that are ready together leave in one packet.
            bool more = _underWay.Reader.TryPeek(out Task<StreamScansResponse>? next) && next.IsCompletedSuccessfully;
            responses.WriteOptions = more ? Later : WriteOptions.Default;
            await responses.WriteAsync(response, call);
            _room.Release();
        }
    }

    // Never throws: what ends it is the last item of the queue.
    private async Task ReadAsync(IAsyncStreamReader<StreamScansRequest> requests)
    {
        try
        {
            while (true)
            {
                await _room.WaitAsync(_reading.Token);
                if (!await requests.MoveNext(_reading.Token))
                    break;
                StreamScansRequest batch = requests.Current;
                FieldFaults faults = new();
                ScanRecorder.Check(batch.RequestId, batch.Scans, faults);
                faults.ThrowIfAny();
                WorkWeight weight = WorkWeight.Of(batch);
                // Not ended by draining: what is read is acknowledged.
                await host.EnterAsync(weight, _recording.Token);
                _underWay.Writer.TryWrite(RecordAsync(batch, weight));
            }
        }
        catch (OperationCanceledException) when (draining.IsCancellationRequested && !call.IsCancellationRequested)
        {
            End(ErrorStatuses.Exception(ApiReason.Draining));
        }
        catch (Exception exception) when (End(exception))
        {
            // Handed on to the caller, in its turn.
        }
        finally
        {
            _underWay.Writer.Complete();
        }
    }

    private bool End(Exception exception) => _underWay.Writer.TryWrite(Task.FromException<StreamScansResponse>(exception));

    private async Task<StreamScansResponse> RecordAsync(StreamScansRequest batch, WorkWeight weight)
    {
        try
        {
            var response = new StreamScansResponse { Batch = batch.Batch };
            await recorder.RecordAsync(tenant, batch.RequestId, batch.Scans, response.Outcomes, _recording.Token);
            return response;
        }
        finally
        {
            host.Leave(weight);
        }
    }
}
