namespace Shipments.Bench.Load;

/// <summary>A closed-loop load through StreamScans.</summary>
/// <param name="Target">The front door, such as http://127.0.0.1:5080.</param>
/// <param name="Parcels">So many parcels are registered first and then scanned at random.</param>
/// <param name="Streams">So many streams, each on a connection of its own.</param>
/// <param name="Batch">Scans a batch, 1 to 1,000.</param>
/// <param name="InFlight">Batches of one stream that wait for their acknowledgement, 1 to 32.</param>
/// <param name="WarmUp">Not counted.</param>
/// <param name="Duration">Counted.</param>
/// <param name="Seed">Decides which parcels are scanned.</param>
/// <param name="ApiKey">Sent as x-api-key, or empty.</param>
internal sealed record LoadOptions(
    Uri Target, int Parcels, int Streams, int Batch, int InFlight, TimeSpan WarmUp, TimeSpan Duration, int Seed, string ApiKey);
