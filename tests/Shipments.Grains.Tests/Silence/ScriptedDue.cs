using Shipments.Storage;

namespace Shipments.Grains.Tests.Silence;

/// <summary>Due actors of a script: each claim gives what was put there for it.</summary>
internal sealed class ScriptedDue : IDueActors
{
    private IReadOnlyList<DueActor> _next = [];

    /// <summary>How many each claim asked for.</summary>
    public List<int> Asked { get; } = [];

    /// <summary>Claims throw.</summary>
    public bool Fails { get; set; }

    /// <summary>The next claim gives these, the one after it nothing.</summary>
    public void Next(params DueActor[] due) => _next = due;

    public ValueTask<IReadOnlyList<DueActor>> ClaimAsync(DateTimeOffset now, int actorsMax, TimeSpan claimFor, CancellationToken cancellationToken)
    {
        Asked.Add(actorsMax);
        if (Fails)
            throw new StorageUnavailableException("the store is down", new IOException());
        IReadOnlyList<DueActor> claimed = _next;
        _next = [];
        return ValueTask.FromResult(claimed);
    }

    public ValueTask<int> CountAsync(string kind, string tenant, int countMax, CancellationToken cancellationToken) => ValueTask.FromResult(0);
}
