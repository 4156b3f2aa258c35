namespace Shipments.Bench.Measuring;

/// <summary>What a process used.</summary>
/// <param name="Processor">Its processor time since its start.</param>
/// <param name="Bytes">Its private memory now.</param>
internal readonly record struct ProcessUse(TimeSpan Processor, long Bytes);
