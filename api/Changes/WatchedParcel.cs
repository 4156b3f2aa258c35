namespace Shipments.Api.Changes;

/// <summary>The parcel of a watch.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="Full">Whether its scans are wanted where it is sent whole.</param>
internal sealed record WatchedParcel(string Tenant, string Id, bool Full);
