namespace Shipments.Contracts.Calls;

/// <summary>
/// The journaled grains that are active in this process, to be called without a message. Their calls join an inbox that takes them from any thread, so
/// that nothing of a grain's turns is passed by. Absent in a front door without actors.
/// </summary>
public interface ILocalGrains
{
    /// <summary>The grain of a key; null when it is not active here, and is to be called by a message.</summary>
    /// <typeparam name="TGrain">The interface; one grain class implements it.</typeparam>
    /// <param name="key">The key.</param>
    TGrain? Find<TGrain>(string key)
        where TGrain : class;
}
