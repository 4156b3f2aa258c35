using Shipments.Contracts.Calls;

namespace Shipments.Api.Errors;

/// <summary>Turns the end of a grain call into the end of an RPC.</summary>
internal static class CallReplies
{
    /// <summary>Gives the reply of a call that went well; ends the RPC otherwise.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="subject">What the call was about, such as a parcel's name.</param>
    internal static TReply OrThrow<TReply>(this TReply reply, string? subject)
        where TReply : IGrainReply
    {
        if (ErrorTable.Of(reply.Header) is { } reason)
            throw ErrorStatuses.Exception(reason, reply.Header?.Detail, subject: subject);
        return reply;
    }
}
