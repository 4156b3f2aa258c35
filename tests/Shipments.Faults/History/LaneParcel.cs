namespace Shipments.Faults.History;

/// <summary>What a parcel says of itself that its lane counts.</summary>
/// <param name="Lane">Its lane; empty for none.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="PickedUp">When it was first picked up; null for not yet, as the next two.</param>
/// <param name="Attempted">When somebody first failed to deliver it.</param>
/// <param name="Delivered">When it was first delivered.</param>
internal sealed record LaneParcel(string Lane, string Phase, DateTime? PickedUp = null, DateTime? Attempted = null, DateTime? Delivered = null);
