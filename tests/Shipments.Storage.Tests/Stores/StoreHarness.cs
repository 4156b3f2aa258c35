namespace Shipments.Storage.Tests;

/// <summary>An empty database of one kind for one test.</summary>
public abstract class StoreHarness : IAsyncDisposable
{
    /// <summary>Another store object on the same database, as another process would have. SQLite allows one at a time.</summary>
    internal abstract IJournalStore Connect();

    /// <summary>Lets time pass on the store's own clock.</summary>
    internal abstract Task PassAsync(TimeSpan time);

    public abstract ValueTask DisposeAsync();
}
