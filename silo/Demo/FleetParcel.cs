namespace Shipments.Silo.Demo;

/// <summary>A parcel of the fleet with all that its carrier told of it until now.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its tracking number.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="PromiseFrom">From when the carrier promises it.</param>
/// <param name="PromiseTo">Until when.</param>
/// <param name="Events">What happened, oldest first; at least one.</param>
internal sealed record FleetParcel(string Id, string Number, FleetLane Lane, DateTimeOffset PromiseFrom, DateTimeOffset PromiseTo, IReadOnlyList<FleetEvent> Events);

/// <summary>What happened to a parcel of the fleet.</summary>
/// <param name="Code">The carrier's code.</param>
/// <param name="Text">The carrier's text.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Told">When the carrier told of it.</param>
internal sealed record FleetEvent(string Code, string Text, DateTimeOffset Time, DateTimeOffset Told);
