using Shipments.Contracts.Messages;

namespace Shipments.Api.Numbers;

/// <summary>The calls of the front door to tracking numbers, so that its own logic runs without a silo in tests.</summary>
internal interface INumberCalls
{
    /// <summary>Asks a number what parcels scans belong to; it holds those of nobody.</summary>
    ValueTask<RouteReply> RecordOrRoute(string tenant, string number, RouteCommand command, CancellationToken cancellationToken);

    /// <summary>Tells a number what a carrier named under it; it keeps that until a parcel holds it.</summary>
    ValueTask<NoteNamesReply> NoteNames(string tenant, string number, NoteNamesCommand command, CancellationToken cancellationToken);

    /// <summary>The parcels that hold a number.</summary>
    ValueTask<LookupNumberReply> Lookup(string tenant, string number, LookupNumberQuery query, CancellationToken cancellationToken);
}
