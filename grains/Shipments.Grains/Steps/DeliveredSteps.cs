using System.Collections.Concurrent;
using Shipments.Storage;

namespace Shipments.Grains.Steps;

/// <summary>
/// Steps that were delivered inline and that the feed has yet to pass, so that it need not call again. Losing an item costs one repeated
/// call. Thread-safe, bounded.
/// </summary>
internal sealed class DeliveredSteps
{
    /// <summary>So many steps are remembered; past it none is added.</summary>
    public const int StepsMax = 100_000;

    private readonly ConcurrentDictionary<(ActorKey Source, long Version, int Ordinal), byte> _steps = new();

    /// <summary>Remembers a step.</summary>
    public void Add(ActorKey source, long version, int ordinal)
    {
        if (_steps.Count < StepsMax)
            _steps.TryAdd((source, version, ordinal), 0);
    }

    /// <summary>Whether a step was remembered; forgets it.</summary>
    public bool Take(ActorKey source, long version, int ordinal) => _steps.TryRemove((source, version, ordinal), out _);
}
