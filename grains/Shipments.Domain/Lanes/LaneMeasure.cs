namespace Shipments.Domain.Lanes;

/// <summary>What a lane counts. The numbers are written in states: fixed for ever.</summary>
public enum LaneMeasure
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Parcels by phase; the bucket is the phase.</summary>
    Phase = 1,

    /// <summary>Picked up until delivered, by the week of the pick-up; the bucket is of <see cref="LogBuckets"/>.</summary>
    DoorToDoor = 2,
}
