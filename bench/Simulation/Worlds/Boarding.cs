namespace Shipments.Bench.Simulation.Worlds;

/// <summary>The place a parcel has on a flight.</summary>
/// <param name="Flight">The flight.</param>
/// <param name="FlightIndex">Its place among those of the route.</param>
/// <param name="Bag">Its bag within the flight, from 1.</param>
internal readonly record struct Boarding(Flight Flight, int FlightIndex, int Bag);
