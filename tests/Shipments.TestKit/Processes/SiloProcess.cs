using System.Text.RegularExpressions;

namespace Shipments.TestKit.Processes;

/// <summary>A silo in a process of its own, on a data folder that outlives it.</summary>
public sealed partial class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_readyWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_stoppedWithin = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _process;

    private SiloProcess(ChildProcess process, int port, int jsonPort)
    {
        _process = process;
        Port = port;
        JsonPort = jsonPort;
    }

    /// <summary>The port on 127.0.0.1 where it serves.</summary>
    public int Port { get; }

    /// <summary>The port on 127.0.0.1 of JSON over HTTP/1.1.</summary>
    public int JsonPort { get; }

    /// <summary>The address of JSON over HTTP/1.1 as a URL.</summary>
    public Uri JsonAddress => new($"http://127.0.0.1:{JsonPort}");

    /// <summary>The id the system gave its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Host and port, as gRPC clients take them.</summary>
    public string Target => $"127.0.0.1:{Port}";

    /// <summary>The address as a URL.</summary>
    public Uri Address => new($"http://{Target}");

    /// <summary>Its last lines.</summary>
    public string Output => _process.Output;

    /// <summary>Starts a silo and waits until it says that it serves.</summary>
    /// <param name="folder">Its data folder.</param>
    /// <param name="port">Its port; 0 for any free one.</param>
    /// <param name="keys">Its API keys; none: the tenant demo, for this machine.</param>
    /// <param name="settings">Further variables of its environment, such as <c>Shipments__Storage__Retention</c>.</param>
    /// <exception cref="TimeoutException">It did not serve within a minute.</exception>
    public static Task<SiloProcess> StartAsync(
        string folder, int port = 0, IReadOnlyList<ApiKey>? keys = null, IReadOnlyDictionary<string, string?>? settings = null) => StartAsync(
        ["--folder", folder, "--port", $"{port}", "--json-port", "0"],
        new Dictionary<string, string?>([.. ApiKey.Settings(keys ?? []), .. settings ?? new Dictionary<string, string?>()]),
        $"the silo on {folder}");

    /// <summary>Starts a silo on PostgreSQL, as a member of the cluster there, and waits until it says that it serves.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="ports">Of gRPC, of silos, of Orleans clients; JSON takes a free one.</param>
    /// <param name="settings">Settings beside them, as environment variables.</param>
    public static Task<SiloProcess> StartClusteredAsync(
        string connectionString, (int Door, int Silo, int Gateway) ports, IReadOnlyDictionary<string, string?>? settings = null) => StartAsync(
        ["--postgres", connectionString, "--port", $"{ports.Door}", "--json-port", "0", "--silo-port", $"{ports.Silo}", "--gateway-port", $"{ports.Gateway}"],
        settings ?? new Dictionary<string, string?>(),
        $"the silo of port {ports.Door}");

    /// <summary>Starts a front door in a process of its own before the silos of a database, and waits until it says that it serves.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="port">Its gRPC port; JSON takes a free one.</param>
    /// <param name="settings">Settings beside them, as environment variables.</param>
    public static Task<SiloProcess> StartDoorAsync(string connectionString, int port, IReadOnlyDictionary<string, string?>? settings = null) => StartAsync(
        ["--postgres", connectionString, "--port", $"{port}", "--json-port", "0"],
        settings ?? new Dictionary<string, string?>(),
        $"the front door of port {port}",
        "Shipments.Api");

    private static async Task<SiloProcess> StartAsync(
        string[] arguments, IReadOnlyDictionary<string, string?> settings, string name, string program = "Shipments.Silo")
    {
        var process = ChildProcess.Start("dotnet", [BuiltOutput.Assembly(program), .. arguments], settings);
        try
        {
            var line = await process.LineAsync(line => Ready().IsMatch(line), $"the line with the address of {name}", s_readyWithin);
            var json = await process.LineAsync(line => Json().IsMatch(line), $"the line with the JSON address of {name}", s_readyWithin);
            return new SiloProcess(process, PortOf(Ready(), line), PortOf(Json(), json));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL: nothing of the silo runs on, no buffer of it is written.</summary>
    public async Task KillAsync() => await _process.KillAsync();

    /// <summary>SIGTERM, and its exit code once it has stopped by itself.</summary>
    public async Task<int> StopAsync()
    {
        _process.Terminate();
        return await _process.ExitAsync("the clean stop of the silo", s_stoppedWithin);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static int PortOf(Regex pattern, string line) => int.Parse(pattern.Match(line).Groups[1].Value);

    [GeneratedRegex(@"json .*http://127\.0\.0\.1:([0-9]+)/docs")]
    private static partial Regex Json();

    [GeneratedRegex(@"serves .*http://127\.0\.0\.1:([0-9]+)")]
    private static partial Regex Ready();
}
