namespace Shipments.Bench.Judging;

/// <summary>How long parcels wait in the queues of lanes at a time.</summary>
/// <param name="At">The time, in seconds from the begin of the world.</param>
/// <param name="Days">Days, by the lane's place in the network.</param>
internal sealed record BacklogPoint(int At, IReadOnlyList<double> Days);
