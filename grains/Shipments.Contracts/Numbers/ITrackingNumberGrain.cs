using Orleans.Concurrency;
using Shipments.Contracts.Messages;

namespace Shipments.Contracts.Numbers;

/// <summary>
/// A tracking number. Key: <c>number/{tenant}/{normalised number}</c>. It decides which parcels it means at a time, and holds scans until a
/// parcel takes them, and what was named under it until a parcel holds it. It never calls a parcel from a turn. Call it through <see cref="Calls.GrainCalls"/>.
/// </summary>
[Alias("shipments.number")]
public interface ITrackingNumberGrain : IGrainWithStringKey
{
    /// <summary>For each scan: holds it, or says which parcels it belongs to.</summary>
    /// <param name="command">The scans, all under this number.</param>
    /// <param name="cancellationToken">Ends the caller's wait; the change goes on.</param>
    [AlwaysInterleave]
    [Alias("route")]
    ValueTask<RouteReply> RecordOrRoute(RouteCommand command, CancellationToken cancellationToken);

    /// <summary>
    /// Notes further numbers that a carrier named under this one: they are told to the parcels that hold it now, or kept for those that come to hold
    /// it, at most 30 days. Repeating a call changes nothing.
    /// </summary>
    /// <param name="command">The names.</param>
    /// <param name="cancellationToken">Ends the caller's wait; the change goes on.</param>
    [AlwaysInterleave]
    [Alias("names")]
    Task<NoteNamesReply> NoteNames(NoteNamesCommand command, CancellationToken cancellationToken);

    /// <summary>The parcels that hold the number, past ones too.</summary>
    /// <param name="query">Nothing to say.</param>
    /// <param name="cancellationToken">Ends the caller's wait.</param>
    [AlwaysInterleave]
    [Alias("lookup")]
    ValueTask<LookupNumberReply> Lookup(LookupNumberQuery query, CancellationToken cancellationToken);

    /// <summary>Heeds a step of a parcel's entry; repeated ones change nothing.</summary>
    /// <param name="command">The step.</param>
    /// <param name="cancellationToken">Ends the caller's wait; the change goes on.</param>
    [AlwaysInterleave]
    [Alias("heed")]
    Task<StepReply> Heed(StepCommand command, CancellationToken cancellationToken);

    /// <summary>Hears how a step of its own ended.</summary>
    /// <param name="command">The step and its answer.</param>
    /// <param name="cancellationToken">Ends the caller's wait; the change goes on.</param>
    [AlwaysInterleave]
    [Alias("answered")]
    Task<StepReply> StepAnswered(StepAnsweredCommand command, CancellationToken cancellationToken);

    /// <summary>Drops held scans and noted names whose 30 days have passed. Called when the number is due.</summary>
    /// <param name="cancellationToken">Ends the caller's wait; the change goes on.</param>
    [AlwaysInterleave]
    [Alias("expire")]
    Task<StepReply> Expire(CancellationToken cancellationToken);
}
