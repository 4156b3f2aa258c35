namespace Shipments.Faults.Cluster;

/// <summary>Notes the most memory each silo held.</summary>
internal sealed class MemorySampler : IAsyncDisposable
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(1);

    private readonly SiloFleet _fleet;
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, long> _most = [];
    private readonly Task _sampling;

    public MemorySampler(SiloFleet fleet)
    {
        _fleet = fleet;
        _sampling = RunAsync();
    }

    /// <summary>The most bytes of each. Ask when it is disposed.</summary>
    public IReadOnlyDictionary<string, long> Most => _most;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sampling;
    }

    private async Task RunAsync()
    {
        using PeriodicTimer tick = new(s_every);
        try
        {
            while (await tick.WaitForNextTickAsync(_stop.Token))
            {
                foreach (var node in _fleet.Nodes)
                    _most[node.Name] = Math.Max(_most.GetValueOrDefault(node.Name), node.ResidentBytes ?? 0);
            }
        }
        catch (OperationCanceledException)
        {
            // It ends.
        }
    }
}
