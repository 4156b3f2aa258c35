namespace Shipments.Bench.Judging.Alarms;

/// <summary>The alarms of one world.</summary>
/// <param name="Seed">What chance followed from.</param>
/// <param name="Days">On how many days it was looked at.</param>
/// <param name="Raised">In the order in which they were raised.</param>
/// <param name="Strikes">How each strike was found.</param>
internal sealed record AlarmsVerdict(long Seed, double Days, IReadOnlyList<RaisedAlarm> Raised, IReadOnlyList<StrikeFinding> Strikes);
