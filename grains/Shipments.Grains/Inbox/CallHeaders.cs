using Shipments.Contracts.Messages;

namespace Shipments.Grains.Inbox;

/// <summary>The headers that say nothing of a single call; messages are shared, so nobody changes them.</summary>
internal static class CallHeaders
{
    public static readonly CallHeader Ok = new() { Status = CallStatus.Ok };

    public static readonly CallHeader Moved = new() { Status = CallStatus.Moved };

    public static readonly CallHeader Unavailable = new() { Status = CallStatus.Unavailable };

    public static readonly CallHeader Overloaded = new() { Status = CallStatus.Overloaded };

    public static readonly CallHeader InboxFull = new()
    {
        Status = CallStatus.Refused, Rejection = Rejection.InboxFull, Detail = "Too many calls wait for this actor.",
    };

    public static CallHeader Refused(Domain.Rejection rejection, string detail) =>
        new() { Status = CallStatus.Refused, Rejection = (Rejection)(int)rejection, Detail = detail };

    /// <summary>What the rules said: done, or refused.</summary>
    public static CallHeader Of(Domain.Rejection rejection, string detail) => rejection == Domain.Rejection.None ? Ok : Refused(rejection, detail);

    public static CallHeader MovedTo(string? owner) =>
        owner is null ? Moved : new CallHeader { Status = CallStatus.Moved, Owner = owner };
}
