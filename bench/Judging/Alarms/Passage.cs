using Shipments.Domain.Choice;
using Shipments.Domain.Lanes;

namespace Shipments.Bench.Judging.Alarms;

/// <summary>A parcel that passed a stage, as a lane comes to know it.</summary>
/// <param name="ToldAt">When it was told, in seconds from the begin of the world.</param>
/// <param name="At">When it happened, as its carrier says.</param>
/// <param name="Lane">The lane's place among all.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Leg">The leg that ended; <see cref="LaneLeg.None"/> for none.</param>
/// <param name="LegSeconds">How long that took.</param>
/// <param name="Carrier">The place of the carrier that told of it, among all; below 0 where that is nothing to count.</param>
internal readonly record struct Passage(int ToldAt, int At, int Lane, FlowStage Stage, LaneLeg Leg = LaneLeg.None, int LegSeconds = 0, int Carrier = -1);
