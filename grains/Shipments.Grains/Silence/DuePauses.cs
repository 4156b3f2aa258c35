using System.Collections.Concurrent;
using Shipments.Storage;

namespace Shipments.Grains.Silence;

/// <summary>
/// Actors that could not be woken, each with a pause that doubles with each failure, so that those that are broken for long do not take the turns
/// of the others. Thread-safe. What it forgets, with a restart or past its bound, is only woken sooner.
/// </summary>
internal sealed class DuePauses
{
    /// <summary>So many actors are remembered.</summary>
    public const int ActorsMax = 10_000;

    /// <summary>The first pause.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMinutes(2);

    /// <summary>The longest one.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromHours(2);

    private readonly ConcurrentDictionary<ActorKey, (int Failures, DateTimeOffset NotBefore)> _failed = new();

    /// <summary>Whether an actor's pause is not over.</summary>
    public bool IsPaused(ActorKey actor, DateTimeOffset now) => _failed.TryGetValue(actor, out var failed) && now < failed.NotBefore;

    /// <summary>Notes a failure, and answers how many there were in a row and until when the actor is left alone.</summary>
    public (int Failures, DateTimeOffset NotBefore) Failed(ActorKey actor, DateTimeOffset now)
    {
        int failures = _failed.TryGetValue(actor, out var before) ? before.Failures + 1 : 1;
        TimeSpan pause = failures > 6 ? Most : First * (1 << (failures - 1));
        var failed = (failures, now + pause);
        if (failures > 1 || _failed.Count < ActorsMax || Forget(now))
            _failed[actor] = failed;
        return failed;
    }

    /// <summary>It answered.</summary>
    public void Done(ActorKey actor) => _failed.TryRemove(actor, out _);

    /// <summary>Forgets actors that nobody tried again although their pause is long over: another silo has them.</summary>
    private bool Forget(DateTimeOffset now)
    {
        foreach ((ActorKey actor, (int _, DateTimeOffset notBefore)) in _failed)
        {
            if (notBefore + Most < now)
                _failed.TryRemove(actor, out _);
        }

        return _failed.Count < ActorsMax;
    }
}
