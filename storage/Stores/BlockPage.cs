namespace Shipments.Storage;

/// <summary>Blocks read.</summary>
/// <param name="Blocks">In order; empty when there is nothing after the place asked for.</param>
/// <param name="TrimmedTo">The last seq removed by retention.</param>
internal sealed record BlockPage(IReadOnlyList<JournalBlock> Blocks, long TrimmedTo);
