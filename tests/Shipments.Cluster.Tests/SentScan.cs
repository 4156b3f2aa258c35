namespace Shipments.Cluster.Tests;

/// <summary>An acknowledged scan.</summary>
/// <param name="Owner">The driver's number of the parcel it must reach.</param>
/// <param name="Key">Its text, by which it is found again.</param>
/// <param name="Id">The id the server gave it.</param>
internal sealed record SentScan(int Owner, string Key, string Id);
