namespace Shipments.Bench.Judging.Alarms;

/// <summary>An alarm at the moment it was raised.</summary>
/// <param name="Lane">The lane, without its tenant.</param>
/// <param name="At">When, in seconds from the begin of the world.</param>
/// <param name="Cause">What was found.</param>
/// <param name="Truth">What truly troubled the lane then; empty for a false alarm.</param>
internal sealed record RaisedAlarm(string Lane, int At, string Cause, string Truth);
