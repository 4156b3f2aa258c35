namespace Shipments.Storage;

/// <summary>A row of a list.</summary>
/// <param name="ParcelId">The parcel.</param>
/// <param name="Columns">What its row says.</param>
public sealed record ListedParcel(string ParcelId, ListColumns Columns);
