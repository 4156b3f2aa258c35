using Shipments.Contracts.Messages;

namespace Shipments.Grains.Parcels;

/// <summary>
/// The reply to the last plain read, for those who ask again before anything changed: a parcel that one caller reads is often read by many. Held
/// weakly, so that an idle parcel holds nothing. Thread-safe: a reply says itself of which version it is.
/// </summary>
internal sealed class LastRead
{
    private WeakReference<GetParcelReply>? _reply;

    /// <summary>The reply to an equal query at the same version, null when there is none.</summary>
    public GetParcelReply? Find(GetParcelQuery query, long version) =>
        IsPlain(query) && _reply is not null && _reply.TryGetTarget(out GetParcelReply? reply) && reply.Version == version ? reply : null;

    /// <summary>Keeps a reply, and gives it back.</summary>
    public GetParcelReply Keep(GetParcelQuery query, GetParcelReply reply)
    {
        if (!IsPlain(query))
            return reply;
        if (_reply is null)
            _reply = new WeakReference<GetParcelReply>(reply);
        else
            _reply.SetTarget(reply);
        return reply;
    }

    private static bool IsPlain(GetParcelQuery query) => query is { Full: false, Epcis: false };
}
