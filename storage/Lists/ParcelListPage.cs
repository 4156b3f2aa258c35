namespace Shipments.Storage;

/// <summary>A page of a list.</summary>
/// <param name="Rows">The rows, in order; fewer than asked for, even none, where many had to be passed over.</param>
/// <param name="Next">Where the next page goes on; null at the end.</param>
/// <param name="ReadAt">
/// All that this silo committed up to then is in the rows it owns; later changes may be in or not. Null while that is not known: after a start.
/// </param>
public sealed record ParcelListPage(IReadOnlyList<ListedParcel> Rows, ParcelListPosition? Next, DateTimeOffset? ReadAt);
