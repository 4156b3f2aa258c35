using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Shipments.V1;

namespace Shipments.Client;

/// <summary>
/// Source → what waits → batches → outcomes. Three loops with a bounded queue between each two: one reads the source, one makes a batch of all
/// that waits whenever the window has room, one gives the outcomes out in order.
/// </summary>
internal sealed class ScanIngest(Func<ScanStream> open, ShipmentsClientOptions options)
{
    private readonly Channel<Scan> _waiting = Channel.CreateBounded<Scan>(new BoundedChannelOptions(options.BatchScansMax) { SingleReader = true, SingleWriter = true });
    private readonly Channel<SentBatch> _sent = Channel.CreateBounded<SentBatch>(options.StreamBatchesMax);

    public async IAsyncEnumerable<IngestedScan> RunAsync(IAsyncEnumerable<Scan> source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using ScanStream stream = open();
        Task reading = ReadAsync(source, over.Token);
        Task sending = SendAsync(stream, over.Token);
        try
        {
            await foreach (SentBatch batch in _sent.Reader.ReadAllAsync(cancellationToken))
            {
                IReadOnlyList<ScanOutcome> outcomes = await batch.Outcomes.WaitAsync(cancellationToken);
                for (int i = 0; i < outcomes.Count; i++)
                    yield return new IngestedScan(batch.Scans[i], outcomes[i]);
            }
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAll(reading, sending);
        }
    }

    // Never throws: what ends it is handed on to the sender.
    private async Task ReadAsync(IAsyncEnumerable<Scan> source, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (Scan scan in source.WithCancellation(cancellationToken))
                await _waiting.Writer.WriteAsync(scan, cancellationToken);
            _waiting.Writer.Complete();
        }
        catch (Exception exception) when (_waiting.Writer.TryComplete(exception))
        {
            // The consumer is told after the batches before it.
        }
    }

    // Never throws: what ends it is handed on to the consumer.
    private async Task SendAsync(ScanStream stream, CancellationToken cancellationToken)
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(cancellationToken))
            {
                await stream.RoomAsync(cancellationToken);
                List<Scan> batch = [];
                while (batch.Count < options.BatchScansMax && _waiting.Reader.TryRead(out Scan? scan))
                    batch.Add(scan);
                await _sent.Writer.WriteAsync(stream.SendIntoRoom(batch, ""), cancellationToken);
            }

            _sent.Writer.Complete();
        }
        catch (Exception exception) when (_sent.Writer.TryComplete(exception))
        {
            // The consumer is told after the batches before it.
        }
    }
}
