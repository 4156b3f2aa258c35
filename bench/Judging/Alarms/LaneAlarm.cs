namespace Shipments.Bench.Judging.Alarms;

/// <summary>A lane that is proposed to be degraded.</summary>
/// <param name="Lane">Its whole key.</param>
/// <param name="Cause">What was found, in words.</param>
internal readonly record struct LaneAlarm(string Lane, string Cause);
