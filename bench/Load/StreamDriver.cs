using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using HdrHistogram;
using Shipments.V1;

namespace Shipments.Bench.Load;

/// <summary>One stream: a sender that keeps its window of batches full, and a reader that checks acknowledgements.</summary>
internal sealed class StreamDriver(GrpcChannel channel, Metadata headers, ParcelPool pool, LoadOptions options, StreamClock clock, int seed)
    : IDisposable
{
    private static readonly string[] Codes = ["PICKED_UP", "DEPARTED", "LINE_HAUL", "ARRIVED", "LAST_MILE"];

    private readonly Random _random = new(seed);
    private readonly ConcurrentDictionary<long, (long SentAt, StreamScansRequest Batch)> _underWay = new();
    private readonly SemaphoreSlim _window = new(options.InFlight, options.InFlight);

    /// <summary>Acknowledged scans within the counted time.</summary>
    public long Scans { get; private set; }

    /// <summary>Batch latencies in microseconds within the counted time.</summary>
    public LongHistogram Latencies { get; } = new(TimeStamp.Hours(1), 3);

    /// <inheritdoc/>
    public void Dispose() => _window.Dispose();

    /// <summary>Runs until the clock is over and everything sent is acknowledged.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        ScanService.ScanServiceClient client = new(channel);
        using AsyncDuplexStreamingCall<StreamScansRequest, StreamScansResponse> call =
            client.StreamScans(headers, cancellationToken: cancellationToken);
        Task reading = ReadAsync(call, cancellationToken);
        for (long number = 1; !clock.Over; number++)
        {
            await _window.WaitAsync(cancellationToken);
            StreamScansRequest batch = MakeBatch(number);
            _underWay[number] = (clock.Time.GetTimestamp(), batch);
            await call.RequestStream.WriteAsync(batch, cancellationToken);
        }

        await call.RequestStream.CompleteAsync();
        await reading;
        if (!_underWay.IsEmpty)
            throw new InvalidOperationException($"{_underWay.Count} batches were never acknowledged.");
    }

    private async Task ReadAsync(AsyncDuplexStreamingCall<StreamScansRequest, StreamScansResponse> call, CancellationToken cancellationToken)
    {
        await foreach (StreamScansResponse ack in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            if (!_underWay.TryRemove(ack.Batch, out (long SentAt, StreamScansRequest Batch) sent))
                throw new InvalidOperationException($"Batch {ack.Batch} was acknowledged and never sent, or twice.");
            if (ack.Outcomes.Count != sent.Batch.Scans.Count)
                throw new InvalidOperationException($"Batch {ack.Batch} had {sent.Batch.Scans.Count} scans and {ack.Outcomes.Count} outcomes.");
            _window.Release();
            for (int i = 0; i < ack.Outcomes.Count; i++)
                pool.Acknowledge(sent.Batch.Scans[i].Parcel, ack.Outcomes[i]);
            if (clock.Counting)
            {
                Scans += ack.Outcomes.Count;
                Latencies.RecordValue((long)clock.Time.GetElapsedTime(sent.SentAt).TotalMicroseconds);
            }
        }
    }

    private StreamScansRequest MakeBatch(long number)
    {
        StreamScansRequest batch = new() { Batch = number };
        for (int i = 0; i < options.Batch; i++)
        {
            (string parcel, DateTimeOffset at, int step) = pool.Next(_random);
            batch.Scans.Add(new Scan
            {
                Parcel = parcel,
                Carrier = "shipments",
                Code = Codes[step % Codes.Length],
                Time = Timestamp.FromDateTimeOffset(at),
            });
        }

        return batch;
    }
}
