using Shipments.Faults.History;

namespace Shipments.Faults.Checkers;

/// <summary>The law of lanes: a lane counts what its parcels say of themselves, in each phase and by their milestones.</summary>
internal static class LaneChecker
{
    /// <param name="lanes">What each lane counts, by its name; lanes without parcels may be left out.</param>
    /// <param name="parcels">All parcels of these lanes.</param>
    public static IEnumerable<string> Check(IReadOnlyDictionary<string, LaneFigures> lanes, IEnumerable<LaneParcel> parcels)
    {
        var are = parcels.Where(parcel => parcel.Lane.Length > 0).GroupBy(parcel => parcel.Lane).ToDictionary(lane => lane.Key, lane => Count([.. lane]));
        foreach (var lane in lanes.Keys.Union(are.Keys).Order(StringComparer.Ordinal))
        {
            foreach (var finding in Compare(lane, lanes.GetValueOrDefault(lane, LaneFigures.None), are.GetValueOrDefault(lane, LaneFigures.None)))
                yield return finding;
        }
    }

    private static IEnumerable<string> Compare(string lane, LaneFigures said, LaneFigures are)
    {
        var phases = said.Phases.Keys.Union(are.Phases.Keys).Order(StringComparer.Ordinal)
            .Select(phase => ($"parcels {phase}", said.Phases.GetValueOrDefault(phase), are.Phases.GetValueOrDefault(phase)));
        (string What, long Said, long Are)[] figures =
        [
            .. phases,
            ("parcels from door to door", said.DoorToDoor, are.DoorToDoor),
            ("parcels picked up", said.PickedUp, are.PickedUp),
            ("parcels attempted", said.Attempted, are.Attempted),
        ];
        return figures.Where(figure => figure.Said != figure.Are).Select(figure => $"lane off: {lane} counts {figure.Said} {figure.What}, and there are {figure.Are}");
    }

    // What ends before it begins is no duration.
    private static LaneFigures Count(IReadOnlyCollection<LaneParcel> parcels) => new(
        parcels.CountBy(parcel => parcel.Phase).ToDictionary(phase => phase.Key, phase => (long)phase.Value),
        parcels.Count(parcel => parcel.PickedUp is { } began && parcel.Delivered is { } ended && ended >= began),
        parcels.Count(parcel => parcel.PickedUp is not null),
        parcels.Count(parcel => parcel.Attempted is not null || parcel.Delivered is not null));
}
