using Microsoft.Extensions.Time.Testing;
using Shipments.TestKit;

namespace Shipments.Storage.Tests;

/// <summary>A folder with the two files, and the clock of the stores on it.</summary>
internal sealed class SqliteFolder : StoreHarness
{
    private readonly TempFolder _folder = new();

    public string Folder => _folder.Path;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public SqliteStore Open() => new(new SqliteStorageOptions { Folder = Folder }, Time);

    internal override IJournalStore Connect() => Open();

    internal override Task PassAsync(TimeSpan time)
    {
        Time.Advance(time);
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
