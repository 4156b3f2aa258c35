namespace Shipments.Cluster.Tests;

/// <summary>An acknowledged registration.</summary>
/// <param name="Index">The driver's number of the parcel.</param>
/// <param name="ParcelId">The id the server gave or confirmed.</param>
/// <param name="RequestId">The id of the request.</param>
/// <param name="Numbers">The numbers it registered.</param>
internal sealed record Registration(int Index, string ParcelId, string RequestId, IReadOnlyList<string> Numbers);
