using System.Collections.Concurrent;
using Shipments.Storage;

namespace Shipments.Grains.Steps;

/// <summary>
/// Steps that were delivered inline and that the feed has yet to pass, so that it need not call again. Losing an item costs one repeated
/// call. Thread-safe, bounded.
/// </summary>
internal sealed class DeliveredSteps
{
    /// <summary>So many steps are remembered; past it the oldest is forgotten.</summary>
    /// <remarks>Some are never taken: the feed may deliver a step while its inline delivery is still under way.</remarks>
    public const int StepsMax = 100_000;

    private readonly ConcurrentDictionary<(ActorKey Source, long Version, int Ordinal), byte> _steps = new();
    private readonly ConcurrentQueue<(ActorKey Source, long Version, int Ordinal)> _order = new();

    /// <summary>Remembers a step.</summary>
    public void Add(ActorKey source, long version, int ordinal)
    {
        if (!_steps.TryAdd((source, version, ordinal), 0))
            return;
        _order.Enqueue((source, version, ordinal));
        while (_order.Count > StepsMax && _order.TryDequeue(out (ActorKey Source, long Version, int Ordinal) oldest))
            _steps.TryRemove(oldest, out _);
    }

    /// <summary>Whether a step was remembered; forgets it.</summary>
    public bool Take(ActorKey source, long version, int ordinal) => _steps.TryRemove((source, version, ordinal), out _);
}
