using Shipments.TestKit.Processes;

namespace Shipments.Faults.Cluster;

/// <summary>A silo of the cluster, always at the same address, running or not.</summary>
internal sealed class SiloNode(int index, HostNetwork network, ApiKey key, string database) : IAsyncDisposable
{
    public const int DoorPort = 5080;
    private const int JsonPort = 5081;

    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(60);

    private ChildProcess? _process;

    public int Index => index;

    public string Name => $"silo{index}";

    public Uri Door => new($"http://{network.Silo(index)}:{DoorPort}");

    public bool IsRunning => _process is not null;

    /// <summary>Its last lines.</summary>
    public string Output => _process?.Output ?? "";

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

    /// <summary>Starts it, with a clock that is off by so much, and waits until it is ready.</summary>
    public async Task StartAsync(TimeSpan skew = default)
    {
        var address = $"{network.Silo(index)}";
        string[] command =
        [
            .. network.On(index), .. SkewedClock.By(skew), "dotnet", BuiltOutput.Assembly("Shipments.Silo"), "--postgres", database,
            "--port", $"{DoorPort}", "--json-port", $"{JsonPort}", "--silo-port", "11111", "--gateway-port", "30000",
        ];
        Dictionary<string, string?> environment = new([.. ApiKey.Settings([key])])
        {
            ["Shipments__Silo__AdvertisedAddress"] = address,
            ["Shipments__Silo__ListenAddress"] = address,
            ["Shipments__Silo__DoorAddress"] = address,
        };
        _process = ChildProcess.Start(command[0], command[1..], environment);
        await _process.LineAsync(line => line.Contains("/docs", StringComparison.Ordinal), $"the address of {Name}", s_within);
        using HttpClient http = new() { Timeout = TimeSpan.FromSeconds(2) };
        await Poll.UntilAsync(() => IsReadyAsync(http, new Uri($"http://{address}:{JsonPort}/health/ready")), $"{Name} to be ready", s_within);
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        await _process!.KillAsync();
        await DisposeAsync();
    }

    /// <summary>SIGTERM, and its end.</summary>
    /// <exception cref="InvalidOperationException">It did not end with 0.</exception>
    public async Task StopAsync()
    {
        _process!.Terminate();
        var code = await _process.ExitAsync($"the clean stop of {Name}", s_within);
        if (code != 0)
            throw new InvalidOperationException($"{Name} ended with {code}:\n{Output}");
        await DisposeAsync();
    }

    /// <summary>SIGSTOP.</summary>
    public void Pause() => _process!.Pause();

    /// <summary>SIGCONT.</summary>
    public void Resume() => _process!.Resume();

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _process = null;
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
