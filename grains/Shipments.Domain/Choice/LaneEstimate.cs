namespace Shipments.Domain.Choice;

/// <summary>Where an estimate's times come from most.</summary>
public enum EstimateLevel
{
    /// <summary>There are none.</summary>
    None = 0,

    /// <summary>The lane's own parcels.</summary>
    Lane = 1,

    /// <summary>All lanes between the two countries.</summary>
    Corridor = 2,

    /// <summary>What the carrier publishes.</summary>
    Published = 3,
}

/// <summary>When a parcel arrives. Days are from 1970-01-01 as 0, by the calendar of the destination.</summary>
/// <param name="StartMs">When the lane takes it: the first cut-off it reaches, or its posting where none is known.</param>
/// <param name="FromDay">One in twenty arrive up to this day.</param>
/// <param name="P50Day">Half arrive up to this day; null where that is not known, as the others.</param>
/// <param name="P80Day">Four in five.</param>
/// <param name="P95Day">Nineteen in twenty.</param>
/// <param name="P80Workdays">The working days from the start to <paramref name="P80Day"/>.</param>
/// <param name="Level">Where the times come from most.</param>
/// <param name="Observations">How many of the lane's own parcels they are from, the older ones counting less.</param>
/// <param name="CorridorObservations">How many parcels between the two countries.</param>
public sealed record LaneEstimate(
    long StartMs, int? FromDay, int? P50Day, int? P80Day, int? P95Day, int? P80Workdays, EstimateLevel Level, double Observations,
    double CorridorObservations);
