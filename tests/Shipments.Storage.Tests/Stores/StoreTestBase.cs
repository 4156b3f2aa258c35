namespace Shipments.Storage.Tests;

/// <summary>An open store on an empty database of its own for each test.</summary>
public abstract class StoreTestBase : IAsyncLifetime
{
    protected const int Shards = 4;

    protected StoreHarness Database { get; private set; } = null!;

    internal IJournalStore Store { get; private protected set; } = null!;

    public async Task InitializeAsync()
    {
        Database = CreateHarness();
        Store = Database.Connect();
        await Store.OpenAsync(Shards, CancellationToken.None);
        await PrepareAsync();
    }

    public async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        await Database.DisposeAsync();
    }

    protected abstract StoreHarness CreateHarness();

    /// <summary>What a test needs beyond an open store.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;
}
