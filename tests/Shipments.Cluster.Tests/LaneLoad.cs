using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Shipments.V1;

namespace Shipments.Cluster.Tests;

/// <summary>Callers that register parcels on a few lanes, scan them, take scans back and move parcels to other lanes, through every death of the silo.</summary>
internal sealed class LaneLoad : IAsyncDisposable
{
    public const int ParcelsMax = 300;

    private const int Callers = 8;

    private static readonly string[] s_codes =
        ["PICKED_UP", "DEPARTED", "ARRIVED", "IMPORT_CUSTOMS", "LAST_MILE", "OUT_FOR_DELIVERY", "ATTEMPT_FAILED", "DELIVERED", "RETURNING", "LOST"];

    private static readonly string[] s_services = ["standard", "express", ""];

    private readonly GrpcChannel _channel;
    private readonly CancellationTokenSource _stop = new();
    private readonly DateTime _now = DateTime.UtcNow;
    private readonly Task[] _callers;
    private readonly SemaphoreSlim _answered = new(0);
    private int _requests;

    public LaneLoad(Uri address, int seed)
    {
        _channel = GrpcChannel.ForAddress(address);
        _callers = [.. Enumerable.Range(0, Callers).Select(caller => WorkAsync(new Random((seed * Callers) + caller)))];
    }

    public int Requests => _requests;

    /// <summary>Completes when so many more requests were answered.</summary>
    public async Task AnsweredAsync(int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        for (var i = 0; i < count; i++)
        {
            try
            {
                await _answered.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"timed out awaiting the answer {i + 1} of {count}");
            }
        }
    }

    /// <summary>Ends the work; what is under way is answered or given up.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_callers);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _channel.ShutdownAsync();
        _channel.Dispose();
        _stop.Dispose();
    }

    private async Task WorkAsync(Random random)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await AskAsync(random, new CallOptions(deadline: DateTime.UtcNow.AddSeconds(10), cancellationToken: _stop.Token).WithWaitForReady());
                _answered.Release();
                Interlocked.Increment(ref _requests);
            }
            catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable or StatusCode.Cancelled or StatusCode.NotFound
                or StatusCode.DeadlineExceeded or StatusCode.AlreadyExists or StatusCode.ResourceExhausted or StatusCode.Internal)
            {
                // The silo died, or somebody else has not registered this parcel yet. What became of the request is unknown, and need not be known.
            }
        }
    }

    private async Task AskAsync(Random random, CallOptions options)
    {
        var parcel = $"p{random.Next(ParcelsMax)}";
        var client = new ParcelService.ParcelServiceClient(_channel);
        if (random.Next(4) == 0)
        {
            await client.RegisterParcelAsync(new RegisterParcelRequest
            {
                ParcelId = parcel, RequestId = $"register-{parcel}", OriginCountry = "CN", DestinationCountry = "US", Service = "standard",
            }, options);
        }
        else if (random.Next(8) == 0)
        {
            await client.UpdateParcelAsync(new UpdateParcelRequest
            {
                Parcel = new Parcel { Name = $"parcels/{parcel}", Service = s_services[random.Next(s_services.Length)] },
                UpdateMask = new FieldMask { Paths = { "service" } },
            }, options);
        }
        else
        {
            var request = new RecordScansRequest { Scans = { Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Scan(random, parcel)) } };
            await new ScanService.ScanServiceClient(_channel).RecordScansAsync(request, options);
        }
    }

    private Scan Scan(Random random, string parcel)
    {
        var scan = new Scan
        {
            SourceId = $"{parcel}-{random.Next(30)}-{random.Next(4)}",
            Parcel = $"parcels/{parcel}",
            Carrier = "shipments",
            Code = s_codes[random.Next(s_codes.Length)],
            Time = Timestamp.FromDateTime(_now.AddMinutes(-random.Next(60 * 24 * 40))),
        };
        if (random.Next(6) == 0)
        {
            scan.Corrects = $"{parcel}-{random.Next(30)}-{random.Next(4)}";
            scan.SourceId += "-correction";
            scan.Void = random.Next(2) == 0;
        }

        return scan;
    }
}
