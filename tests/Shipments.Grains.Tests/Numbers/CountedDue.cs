using Shipments.Storage;

namespace Shipments.Grains.Tests.Numbers;

/// <summary>Counts of a script, by tenant; a tenant that is not in it has none.</summary>
internal sealed class CountedDue : IDueActors
{
    /// <summary>How many numbers of a tenant wait.</summary>
    public Dictionary<string, int> Counts { get; } = [];

    /// <summary>What was counted, in the order asked.</summary>
    public List<(string Kind, string Tenant, int Max)> Asked { get; } = [];

    /// <summary>Counts throw.</summary>
    public bool Fails { get; set; }

    /// <summary>A count waits for this before it answers.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public ValueTask<IReadOnlyList<DueActor>> ClaimAsync(DateTimeOffset now, int actorsMax, TimeSpan claimFor, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Who counts claims nobody.");

    public async ValueTask<int> CountAsync(string kind, string tenant, int countMax, CancellationToken cancellationToken)
    {
        Asked.Add((kind, tenant, countMax));
        await Gate.WaitAsync(cancellationToken);
        return Fails ? throw new StorageUnavailableException("the store is down", new IOException()) : Counts.GetValueOrDefault(tenant);
    }
}
