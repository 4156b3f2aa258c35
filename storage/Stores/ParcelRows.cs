namespace Shipments.Storage;

/// <summary>Rows of a list.</summary>
/// <param name="Rows">The rows that the query has, in order.</param>
/// <param name="Next">The last row looked at, when there are more behind it; null at the end.</param>
internal sealed record ParcelRows(IReadOnlyList<ListedParcel> Rows, ParcelListPosition? Next);
