namespace Shipments.Domain.Carriers;

/// <summary>What a payload said.</summary>
/// <param name="Items">Its shipments, in its order; empty when there is a fault.</param>
/// <param name="Fault">It is no such payload at all, or past a bound; nothing of it was read.</param>
public sealed record PayloadReading(IReadOnlyList<PayloadItem> Items, PayloadFault? Fault);
