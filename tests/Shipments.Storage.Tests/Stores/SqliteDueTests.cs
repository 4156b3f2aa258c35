namespace Shipments.Storage.Tests;

/// <summary>The kit of due actors on SQLite.</summary>
public sealed class SqliteDueTests : DueConformanceTests
{
    protected override StoreHarness CreateHarness() => new SqliteFolder();
}
