using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
using Shipments.V1;

namespace Shipments.Bench.Driving;

/// <summary>Connections to one front door or several, each with its clients, taken in turns. Thread-safe.</summary>
internal sealed class Connections : IDisposable
{
    /// <summary>The most connections of a run.</summary>
    public const int CountMax = 256;

    /// <summary>A front door serves so many calls of one connection at one time.</summary>
    public const int CallsPerConnection = 100;

    private readonly GrpcChannel[] _channels;
    private readonly ParcelService.ParcelServiceClient[] _parcels;
    private readonly ScanService.ScanServiceClient[] _scans;
    private readonly Metadata _headers;
    private readonly TimeProvider _time;
    private int _next;

    /// <summary>Makes them; they connect when they are first used.</summary>
    /// <param name="targets">The front doors.</param>
    /// <param name="count">How many connections, 1 to 256.</param>
    /// <param name="apiKey">Sent as x-api-key; empty for none.</param>
    /// <param name="time">The clock of deadlines.</param>
    public Connections(IReadOnlyList<Uri> targets, int count, string apiKey, TimeProvider time)
    {
        _channels = [.. Enumerable.Range(0, count).Select(i => GrpcChannel.ForAddress(targets[i % targets.Count], Options()))];
        _parcels = [.. _channels.Select(channel => new ParcelService.ParcelServiceClient(channel))];
        _scans = [.. _channels.Select(channel => new ScanService.ScanServiceClient(channel))];
        _headers = apiKey.Length == 0 ? [] : new Metadata { { "x-api-key", apiKey } };
        _time = time;
    }

    /// <summary>How many there are.</summary>
    public int Count => _channels.Length;

    /// <summary>The next connection's client of parcels.</summary>
    public ParcelService.ParcelServiceClient Parcels => _parcels[NextIndex()];

    /// <summary>The next connection's client of scans.</summary>
    public ScanService.ScanServiceClient Scans => _scans[NextIndex()];

    /// <summary>The next connection.</summary>
    public GrpcChannel Channel => _channels[NextIndex()];

    /// <summary>What a call is sent with.</summary>
    /// <param name="deadline">How long it may take; null for a stream.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public CallOptions Options(TimeSpan? deadline, CancellationToken cancellationToken) =>
        new(_headers, deadline is { } within ? (_time.GetUtcNow() + within).UtcDateTime : null, cancellationToken);

    /// <summary>Waits as long as a refusal asks its caller to; not at all when it does not.</summary>
    /// <param name="exception">The refusal.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task UntilRetryAsync(RpcException exception, CancellationToken cancellationToken) =>
        exception.GetRpcStatus()?.GetDetail<RetryInfo>()?.RetryDelay is { } delay
            ? Task.Delay(delay.ToTimeSpan(), _time, cancellationToken)
            : Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (GrpcChannel channel in _channels)
            channel.Dispose();
    }

    private static GrpcChannelOptions Options()
    {
        const int MessageBytesMax = 64 << 20;
        SocketsHttpHandler handler = new() { EnableMultipleHttp2Connections = false, PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan };
        return new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true, MaxReceiveMessageSize = MessageBytesMax };
    }

    private int NextIndex() => (int)((uint)Interlocked.Increment(ref _next) % (uint)_channels.Length);
}
