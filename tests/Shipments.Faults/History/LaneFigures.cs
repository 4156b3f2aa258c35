namespace Shipments.Faults.History;

/// <summary>What a lane counts.</summary>
/// <param name="Phases">Its parcels by phase; phases without any may be left out.</param>
/// <param name="DoorToDoor">Parcels whose way from door to door was measured.</param>
/// <param name="PickedUp">Parcels picked up, the cohorts of all weeks together.</param>
/// <param name="Attempted">Parcels that somebody tried to deliver.</param>
internal sealed record LaneFigures(IReadOnlyDictionary<string, long> Phases, long DoorToDoor, long PickedUp, long Attempted)
{
    /// <summary>A lane without parcels.</summary>
    public static LaneFigures None { get; } = new(new Dictionary<string, long>(), 0, 0, 0);
}
