using Orleans.Concurrency;
using Shipments.Contracts.Messages;

namespace Shipments.Contracts.Parcels;

/// <summary>
/// A parcel. Key: <c>parcel/{tenant}/{parcel_id}</c>. Every change interleaves and only joins the parcel's inbox; the inbox is drained one
/// drain at a time. Replies are given after the commit. Call it through <see cref="Calls.GrainCalls"/>.
/// </summary>
[Alias("shipments.parcel")]
public interface IParcelGrain : IGrainWithStringKey
{
    /// <summary>Registers the parcel.</summary>
    /// <param name="command">What is registered.</param>
    /// <param name="cancellationToken">Ends the caller's wait; the change goes on.</param>
    [AlwaysInterleave]
    [Alias("register")]
    Task<RegisterReply> Register(RegisterCommand command, CancellationToken cancellationToken);

    /// <summary>Records scans.</summary>
    /// <param name="command">The scans, with what the numbers said of them.</param>
    /// <param name="cancellationToken">Ends the caller's wait; the change goes on.</param>
    [AlwaysInterleave]
    [Alias("record")]
    ValueTask<RecordReply> Record(RecordCommand command, CancellationToken cancellationToken);

    /// <summary>Adds numbers that a carrier named for the parcel.</summary>
    /// <param name="command">The numbers.</param>
    /// <param name="cancellationToken">Ends the caller's wait; the change goes on.</param>
    [AlwaysInterleave]
    [Alias("link")]
    Task<LinkNumbersReply> LinkNumbers(LinkNumbersCommand command, CancellationToken cancellationToken);

    /// <summary>Gives the parcel a further number, or one back that was taken away.</summary>
    /// <param name="command">The number, and at which version.</param>
    /// <param name="cancellationToken">Ends the caller's wait; the change goes on.</param>
    [AlwaysInterleave]
    [Alias("attach")]
    Task<ChangeParcelReply> AttachNumber(ParcelNumberCommand command, CancellationToken cancellationToken);

    /// <summary>Takes a number away from the parcel.</summary>
    /// <param name="command">The number, and at which version.</param>
    /// <param name="cancellationToken">Ends the caller's wait; the change goes on.</param>
    [AlwaysInterleave]
    [Alias("detach")]
    Task<ChangeParcelReply> DetachNumber(ParcelNumberCommand command, CancellationToken cancellationToken);

    /// <summary>Cancels the parcel before it moves.</summary>
    /// <param name="command">Why, and at which version.</param>
    /// <param name="cancellationToken">Ends the caller's wait; the change goes on.</param>
    [AlwaysInterleave]
    [Alias("cancel")]
    Task<ChangeParcelReply> Cancel(CancelParcelCommand command, CancellationToken cancellationToken);

    /// <summary>Changes what is registered of the parcel.</summary>
    /// <param name="command">The values, and at which version.</param>
    /// <param name="cancellationToken">Ends the caller's wait; the change goes on.</param>
    [AlwaysInterleave]
    [Alias("update")]
    Task<ChangeParcelReply> Update(UpdateParcelCommand command, CancellationToken cancellationToken);

    /// <summary>Asks parcels to be merged into this one; the feed carries it out.</summary>
    /// <param name="command">The parcels, and at which version.</param>
    /// <param name="cancellationToken">Ends the caller's wait; the change goes on.</param>
    [AlwaysInterleave]
    [Alias("merge")]
    Task<ChangeParcelReply> Merge(MergeParcelsCommand command, CancellationToken cancellationToken);

    /// <summary>Makes this parcel, which is merged into another one, a parcel of its own again.</summary>
    /// <param name="command">At which version.</param>
    /// <param name="cancellationToken">Ends the caller's wait; the change goes on.</param>
    [AlwaysInterleave]
    [Alias("split")]
    Task<ChangeParcelReply> Split(SplitParcelCommand command, CancellationToken cancellationToken);

    /// <summary>Reads the last committed state.</summary>
    /// <param name="query">How much of it.</param>
    /// <param name="cancellationToken">Ends the caller's wait.</param>
    [AlwaysInterleave]
    [Alias("get")]
    ValueTask<GetParcelReply> Get(GetParcelQuery query, CancellationToken cancellationToken);

    /// <summary>Heeds a step of another actor's entry; repeated ones change nothing.</summary>
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

    /// <summary>Looks whether nothing was heard of it for too long. Called when the parcel is due; at any other time it changes nothing.</summary>
    /// <param name="cancellationToken">Ends the caller's wait; the change goes on.</param>
    [AlwaysInterleave]
    [Alias("wake")]
    Task<WakeReply> Wake(CancellationToken cancellationToken);
}
