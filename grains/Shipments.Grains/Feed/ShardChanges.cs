using Google.Protobuf;
using Shipments.Contracts;
using Shipments.Contracts.Messages;
using Shipments.Journal.V1;
using Shipments.Storage;
using Shipments.V1;

namespace Shipments.Grains.Feed;

/// <summary>Fills a reply with the changes a query asks for. Only the caller's own entries are ever parsed.</summary>
internal sealed class ShardChanges(ReadShardQuery query, ReadShardReply reply)
{
    private readonly string _prefix = $"{ActorKeys.ParcelKind}/{query.Tenant}/";
    private long _bytes;

    /// <summary>Adds what fits of a page that follows the reply's place, and moves the place on.</summary>
    public void Add(FeedPage page)
    {
        foreach (FeedEntry entry in page.Entries)
        {
            if (reply.Changes.Count == query.ChangesMax || !TryAdd(entry))
                return;
            reply.UpTo = entry.Seq;
        }
    }

    // False when there is no room for it: the next read begins with it.
    private bool TryAdd(FeedEntry entry)
    {
        if (!IsWanted(entry.Key.Value))
            return true;
        ParcelEntry parsed = ParcelEntry.Parser.ParseFrom(entry.Bytes.Span);
        if (query.PhaseChangesOnly && (parsed.Decided is not { } decided || decided.Phase == parsed.PhaseBefore))
            return true;
        Change change = ChangeViews.Of(entry.Key.Id, entry.Version, parsed);
        _bytes += ((IMessage)change).CalculateSize();
        if (reply.Changes.Count > 0 && _bytes > query.BytesMax)
            return false;
        reply.Changes.Add(change);
        return true;
    }

    private bool IsWanted(string key) =>
        key.StartsWith(_prefix, StringComparison.Ordinal)
        && (query.Parcel.Length == 0 || key.AsSpan(_prefix.Length).SequenceEqual(query.Parcel));
}
