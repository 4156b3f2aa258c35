namespace Shipments.Contracts.Calls;

/// <summary>
/// Makes references to the grains of one interface. Orleans looks the interface up by reflection for each reference it makes by type, which
/// costs more than the rest of a local call; here it is looked up once. Thread-safe.
/// </summary>
/// <typeparam name="TGrain">The interface; one grain class implements it.</typeparam>
/// <param name="grains">Makes the first one.</param>
public sealed class GrainReferences<TGrain>(IGrainFactory grains)
    where TGrain : IGrainWithStringKey
{
    private volatile Known? _known;

    /// <summary>The grain of a key.</summary>
    /// <param name="key">The key; not checked.</param>
    public TGrain Of(string key)
    {
        if (_known is { } known)
            return (TGrain)grains.GetGrain(GrainId.Create(known.Grain, IdSpan.Create(key)), known.Interface);
        TGrain made = grains.GetGrain<TGrain>(key);
        if (made is GrainReference reference)
            _known = new Known(reference.GrainId.Type, reference.InterfaceType);
        return made;
    }

    private sealed record Known(GrainType Grain, GrainInterfaceType Interface);
}
