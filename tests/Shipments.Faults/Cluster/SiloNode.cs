using Shipments.TestKit.Processes;

namespace Shipments.Faults.Cluster;

/// <summary>A silo of the cluster, running or not, always at the same address and with the same door.</summary>
internal sealed class SiloNode(int index, HostNetwork network, ApiKey key, string database, string logs) : IAsyncDisposable
{
    public const int DoorPort = 5080;
    private const int JsonPort = 5081;
    private const int SiloPort = 11111;
    private const int LaunchesMax = 5;

    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_life = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _change = new(1, 1);
    private ChildProcess? _process;
    private int _ended;

    public int Index => index;

    public string Name => $"silo{index}";

    public Uri Door => new($"http://{network.Silo(index)}:{DoorPort}");

    /// <summary>Where the offset of its clock stands, when it has a clock of its own.</summary>
    public string ClockPath => Path.Combine(logs, $"{Name}.clock");

    /// <summary>How often it ended by itself and was started again: Orleans ends a silo that the others declared dead.</summary>
    public int Ended => _ended;

    /// <summary>Why it did not start again; null when it did.</summary>
    public string? Failure { get; private set; }

    /// <summary>Where its log is, of all its starts.</summary>
    public string LogPath => Path.Combine(logs, $"{Name}.log");

    /// <summary>The memory it holds, in bytes; null when it does not run.</summary>
    public long? ResidentBytes
    {
        get
        {
            try
            {
                return _process is null ? null : long.Parse(
                    File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
            }
            catch (Exception gone) when (gone is IOException or InvalidOperationException)
            {
                return null;
            }
        }
    }

    /// <summary>Starts it, with a clock of its own if one is given, and waits until it is ready. From then on it is started again when it ends by itself.</summary>
    public Task StartAsync(SkewedClock? clock = null) => ChangingAsync(() => LaunchAsync(clock));

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => ChangingAsync(async () =>
    {
        await _process!.KillAsync();
        await DropAsync();
    });

    /// <summary>SIGTERM, and its end.</summary>
    /// <exception cref="InvalidOperationException">It did not end with 0.</exception>
    public Task StopAsync() => ChangingAsync(async () =>
    {
        _process!.Terminate();
        var code = await _process.ExitAsync($"the clean stop of {Name}", s_within);
        if (code != 0)
            throw new InvalidOperationException($"{Name} ended with {code}; see {LogPath}.");
        await DropAsync();
    });

    /// <summary>SIGSTOP.</summary>
    public void Pause() => _process!.Pause();

    /// <summary>SIGCONT.</summary>
    public void Resume() => _process!.Resume();

    public async ValueTask DisposeAsync() => await ChangingAsync(DropAsync);

    private async Task LaunchAsync(SkewedClock? clock)
    {
        var address = $"{network.Silo(index)}";
        string[] command =
        [
            "sh", "-c", "log=$1; shift; exec \"$@\" 2>>\"$log\"", "sh", LogPath, .. network.On(index), .. clock?.Command ?? [], "dotnet", BuiltOutput.Assembly("Shipments.Silo"), "--postgres", database,
            "--port", $"{DoorPort}", "--json-port", $"{JsonPort}", "--silo-port", $"{SiloPort}", "--gateway-port", "30000",
        ];
        Dictionary<string, string?> environment = new([.. ApiKey.Settings([key])])
        {
            ["Shipments__Silo__AdvertisedAddress"] = address,
            ["Shipments__Silo__ListenAddress"] = address,
            ["Shipments__Silo__DoorAddress"] = address,
        };
        var process = _process = ChildProcess.Start(command[0], command[1..], environment);
        await process.LineAsync(line => line.Contains("/docs", StringComparison.Ordinal), $"the address of {Name}", s_within);
        using HttpClient http = new() { Timeout = TimeSpan.FromSeconds(2) };
        await Poll.UntilAsync(() => IsReadyAsync(http, new Uri($"http://{address}:{JsonPort}/health/ready")), $"{Name} to be ready", s_within);
        _ = SuperviseAsync(process, clock);
    }

    // As whoever runs a silo does.
    private async Task SuperviseAsync(ChildProcess process, SkewedClock? clock)
    {
        await process.ExitAsync($"the end of {Name}", s_life);
        await ChangingAsync(async () =>
        {
            if (_process != process)
                return;
            _ended++;
            for (var attempt = 1; ; attempt++)
            {
                await DropAsync();
                try
                {
                    await LaunchAsync(clock);
                    return;
                }
                catch (Exception failure) when (failure is InvalidOperationException or TimeoutException)
                {
                    // It may have begun while the database was down.
                    if (attempt < LaunchesMax)
                        continue;
                    Failure = failure.Message;
                    return;
                }
            }
        });
    }

    private async Task DropAsync()
    {
        if (_process is { } process)
            await process.DisposeAsync();
        _process = null;
    }

    private async Task ChangingAsync(Func<Task> change)
    {
        await _change.WaitAsync();
        try
        {
            await change();
        }
        finally
        {
            _change.Release();
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, Uri page)
    {
        try
        {
            using var response = await http.GetAsync(page);
            return response.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
