using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Shipments.V1;

namespace Shipments.Cluster.Tests.Load;

/// <summary>
/// Callers that record scans at a steady rate, and remember every acknowledgement, every error and every latency. A failed call is repeated with
/// its request id until it is acknowledged.
/// </summary>
internal sealed class ScanLoad : IAsyncDisposable
{
    private const int Callers = 6;
    private const int ParcelsPerCaller = 30;
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(15);

    private readonly Doors _doors;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<(TimeSpan At, TimeSpan Took, string Parcel)> _answered = [];
    private readonly List<string> _errors = [];
    private readonly Dictionary<string, List<string>> _scans = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly DateTime _base = DateTime.UtcNow.AddDays(-1);
    private Task[] _callers = [];

    private ScanLoad(IEnumerable<string> targets) => _doors = new Doors(targets);

    /// <summary>The time on the load's own clock.</summary>
    public TimeSpan Now => _clock.Elapsed;

    /// <summary>What callers were told beside acknowledgements.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (_lock)
                return [.. _errors];
        }
    }

    public int Acknowledged
    {
        get
        {
            lock (_lock)
                return _answered.Count;
        }
    }

    /// <summary>Registers the parcels and starts the callers.</summary>
    public static async Task<ScanLoad> StartAsync(IEnumerable<string> targets, string name)
    {
        var load = new ScanLoad(targets);
        string[][] parcels = [.. Enumerable.Range(0, Callers).Select(caller => Enumerable.Range(0, ParcelsPerCaller).Select(i => $"{name}-{caller}-{i}").ToArray())];
        foreach (var parcel in parcels.SelectMany(own => own))
        {
            load._scans.Add(parcel, []);
            await load.UntilAcknowledgedAsync(parcel, door => new ParcelService.ParcelServiceClient(door)
                .RegisterParcelAsync(new RegisterParcelRequest { ParcelId = parcel, RequestId = $"register-{parcel}" }, Deadline()));
        }

        load._callers = [.. parcels.Select(load.RunAsync)];
        return load;
    }

    /// <summary>The longest call that was answered from a time on, its repetitions included.</summary>
    public TimeSpan Slowest(TimeSpan since)
    {
        lock (_lock)
            return _answered.Where(one => one.At >= since).Select(one => one.Took).DefaultIfEmpty().Max();
    }

    /// <summary>Completes when every parcel took a scan that was sent after this call; gives how long that was.</summary>
    public async Task<TimeSpan> AllParcelsServeAsync(TimeSpan within)
    {
        var since = Now;
        HashSet<string> open = [.. _scans.Keys];
        using PeriodicTimer tick = new(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            lock (_lock)
                open.ExceptWith(_answered.Where(one => one.At - one.Took >= since).Select(one => one.Parcel));
            if (open.Count == 0)
                return Now - since;
            Assert.True(
                Now - since < within,
                $"Not within {within}: a scan for each parcel; {open.Count} of {_scans.Count} took none. Errors: {string.Join("; ", Errors.TakeLast(5))}");
            await tick.WaitForNextTickAsync();
        }
    }

    /// <summary>Ends the callers, each after its acknowledgement, and compares every parcel with what they were told.</summary>
    public async Task FinishAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_callers).WaitAsync(TimeSpan.FromSeconds(60));
        foreach (var (parcel, scans) in _scans)
        {
            var request = new GetParcelRequest { Name = $"parcels/{parcel}", View = ParcelView.Full };
            var reply = await _doors.CallAsync(door => new ParcelService.ParcelServiceClient(door).GetParcelAsync(request, Deadline()));
            reply.Parcel.Scans.Select(scan => scan.Description).Should().BeEquivalentTo(scans, $"parcel {parcel} has each acknowledged scan once and no other");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _doors.Dispose();
    }

    private async Task RunAsync(string[] parcels)
    {
        using PeriodicTimer pace = new(s_period);
        for (var turn = 0; !_stop.IsCancellationRequested; turn++)
        {
            var request = Scan(parcels[turn % parcels.Length], turn);
            var reply = await UntilAcknowledgedAsync(
                parcels[turn % parcels.Length], door => new ScanService.ScanServiceClient(door).RecordScansAsync(request, Deadline()));
            reply.Outcomes.Should().ContainSingle().Which.Result.Should().Be(ScanResult.Recorded, request.RequestId);
            lock (_lock)
                _scans[parcels[turn % parcels.Length]].Add(request.RequestId);
            await pace.WaitForNextTickAsync();
        }
    }

    private static CallOptions Deadline() => new(deadline: DateTime.UtcNow + s_deadline);

    private RecordScansRequest Scan(string parcel, int turn) => new()
    {
        RequestId = $"{parcel}-{turn}",
        Scans =
        {
            new Scan
            {
                Parcel = $"parcels/{parcel}",
                Carrier = "shipments",
                Code = "IN_TRANSIT",
                Description = $"{parcel}-{turn}",
                Time = Timestamp.FromDateTime(_base.AddSeconds(turn)),
            },
        },
    };

    private async Task<T> UntilAcknowledgedAsync<T>(string parcel, Func<CallInvoker, AsyncUnaryCall<T>> call)
    {
        for (var began = Now; ;)
        {
            try
            {
                var reply = await _doors.CallAsync(call);
                lock (_lock)
                    _answered.Add((Now, Now - began, parcel));
                return reply;
            }
            catch (RpcException failure)
            {
                lock (_lock)
                    _errors.Add($"{failure.StatusCode}: {failure.Status.Detail} (at {Now.TotalSeconds:F2} s, after {(Now - began).TotalMilliseconds:F0} ms)");
            }
        }
    }
}
