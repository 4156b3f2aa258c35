namespace Shipments.Bench.Measuring;

/// <summary>What a process used since the sample before.</summary>
/// <param name="Name">The process.</param>
/// <param name="Processors">Processors kept busy, 1 for one core.</param>
/// <param name="Bytes">Its memory now.</param>
internal sealed record ProcessSample(string Name, double Processors, long Bytes);
