namespace Shipments.Storage;

/// <summary>The place of a row in a list.</summary>
/// <param name="AtMs">Its value in the list's order, in milliseconds since 1970-01-01 UTC.</param>
/// <param name="ParcelId">Its parcel.</param>
public sealed record ParcelListPosition(long AtMs, string ParcelId);
