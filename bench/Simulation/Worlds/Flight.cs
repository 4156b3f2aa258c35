namespace Shipments.Bench.Simulation.Worlds;

/// <summary>One flight.</summary>
/// <param name="ScheduledAt">When it should leave.</param>
/// <param name="CutOffAt">What is ready later does not go with it.</param>
/// <param name="DepartsAt">When it leaves.</param>
/// <param name="ArrivesAt">When it is there.</param>
/// <param name="Leaves">Whether it leaves at all.</param>
/// <param name="Room">How many parcels it takes.</param>
internal readonly record struct Flight(int ScheduledAt, int CutOffAt, int DepartsAt, int ArrivesAt, bool Leaves, int Room);
