namespace Shipments.Storage.Tests;

/// <summary>A counter's row as it is in the file.</summary>
/// <param name="Version">The row's version.</param>
/// <param name="Sum">The state's sum.</param>
/// <param name="Count">The state's count.</param>
internal sealed record StoredCounter(long Version, long Sum, long Count);
