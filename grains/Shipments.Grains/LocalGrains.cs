using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Shipments.Contracts.Calls;

namespace Shipments.Grains;

/// <summary>
/// The journaled grains of this silo by their keys. Orleans hears nothing of calls without a message, and would end an activation that has no
/// others, so whoever is found is kept for as long as a message would have kept it. Thread-safe.
/// </summary>
internal sealed class LocalGrains(IOptions<GrainCollectionOptions> collection, TimeProvider time) : ILocalGrains
{
    /// <summary>An activation is kept anew after this part of the time for which it is kept.</summary>
    private const int KeptAnewAfter = 8;

    private readonly ConcurrentDictionary<string, ILocalGrain> _grains = new(StringComparer.Ordinal);
    private readonly TimeSpan _keptFor = collection.Value.CollectionAge;

    /// <inheritdoc/>
    public TGrain? Find<TGrain>(string key)
        where TGrain : class
    {
        if (!_grains.TryGetValue(key, out ILocalGrain? grain))
            return null;
        long now = time.GetTimestamp();
        if (time.GetElapsedTime(grain.KeptAt, now) > _keptFor / KeptAnewAfter)
            grain.Keep(_keptFor, now);
        return grain as TGrain;
    }

    /// <summary>Adds a grain that was activated; a later activation of its key takes its place.</summary>
    public void Add(string key, ILocalGrain grain) => _grains[key] = grain;

    /// <summary>Removes a grain that is ended, unless a later activation took its place.</summary>
    public void Remove(string key, ILocalGrain grain) => _grains.TryRemove(new KeyValuePair<string, ILocalGrain>(key, grain));
}
