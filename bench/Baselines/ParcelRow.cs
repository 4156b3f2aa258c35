using Google.Protobuf;
using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Grains.Inbox;

namespace Shipments.Bench.Baselines;

/// <summary>A parcel as a baseline keeps it: the same state, folded by the same rules.</summary>
/// <param name="Version">0: nobody registered it.</param>
/// <param name="State">The state.</param>
internal readonly record struct ParcelRow(long Version, ParcelState State)
{
    /// <summary>A parcel nobody registered.</summary>
    public static ParcelRow None => new(0, ParcelState.Empty);

    /// <summary>Reads a stored one.</summary>
    public static ParcelRow Of(long version, byte[] bytes) => version == 0 ? None : new ParcelRow(version, ParcelState.Decode(bytes));

    /// <summary>Lets the rules decide of a call; the caller stores the row it gives, if its version is another, and then answers.</summary>
    /// <param name="item">The call.</param>
    /// <param name="key">The actor's key.</param>
    /// <param name="now">The time of the turn.</param>
    /// <param name="answer">Answers the call.</param>
    public ParcelRow Decide(InboxItem<ParcelState, ParcelTurn> item, string key, DateTimeOffset now, out Action answer)
    {
        ParcelTurn turn = new(State, key, Vocabularies.Default, now, Version);
        item.Apply(turn);
        ParcelTurnResult result = turn.Finish();
        ParcelRow next = result.Entry is null ? this : new ParcelRow(Version + 1, result.Next);
        ReadOnlyMemory<byte> entry = result.Entry?.ToByteArray() ?? ReadOnlyMemory<byte>.Empty;
        answer = () => item.Complete(next.State, next.Version, entry);
        return next;
    }
}
