namespace Shipments.Bench.Report;

/// <summary>A process at a moment of the run, in seconds.</summary>
internal sealed record ProcessSecond(double At, double Processors, double MemoryMib);
