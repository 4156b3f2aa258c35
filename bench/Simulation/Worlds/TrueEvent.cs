using Shipments.Bench.Simulation.Networks;

namespace Shipments.Bench.Simulation.Worlds;

/// <summary>Something that truly happened to a parcel.</summary>
/// <param name="Step">What.</param>
/// <param name="At">When, in seconds from the begin of the world.</param>
/// <param name="Office">Where: the office's place among all.</param>
internal readonly record struct TrueEvent(Step Step, int At, short Office);
