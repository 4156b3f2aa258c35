namespace Shipments.Bench.Simulation.Worlds;

/// <summary>A payload as it comes in.</summary>
/// <param name="At">When, in seconds from the begin of the world.</param>
/// <param name="Carrier">Who sends it.</param>
/// <param name="Format">Its format.</param>
/// <param name="Payload">The bytes.</param>
/// <param name="Parcels">The parcels it is about.</param>
/// <param name="IsTorn">It was broken on its way, on purpose: an adapter should refuse it.</param>
internal readonly record struct Received(
    int At, string Carrier, string Format, ReadOnlyMemory<byte> Payload, IReadOnlyList<SimParcel> Parcels, bool IsTorn);
