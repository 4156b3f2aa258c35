using Grpc.Core;
using Shipments.Api.Errors;
using Shipments.Contracts.Messages;

namespace Shipments.Api.Changes;

/// <summary>Finds the place a stream begins at.</summary>
internal sealed class FeedPlaces(IFeedCalls feed)
{
    /// <summary>The present end of every shard.</summary>
    internal Task<FeedCursor> FindEndAsync(CancellationToken cancellationToken) =>
        FindAsync(new ShardPlacesQuery(), static place => place.Head, cancellationToken);

    /// <summary>The beginning of what is kept.</summary>
    internal Task<FeedCursor> FindEarliestAsync(CancellationToken cancellationToken) =>
        FindAsync(new ShardPlacesQuery { Earliest = true }, static place => place.Earliest, cancellationToken);

    /// <summary>The place of a time, in milliseconds since 1970-01-01 UTC.</summary>
    internal Task<FeedCursor> FindAsync(long atMs, CancellationToken cancellationToken) =>
        FindAsync(new ShardPlacesQuery { AtMs = atMs }, static place => place.At, cancellationToken);

    private async Task<FeedCursor> FindAsync(ShardPlacesQuery query, Converter<ShardPlacesReply, long> seq, CancellationToken cancellationToken)
    {
        ShardPlacesReply first = (await feed.Places(0, query, cancellationToken)).OrThrow(null);
        Task<ShardPlacesReply>[] others =
            [.. Enumerable.Range(1, first.ShardCount - 1).Select(shard => feed.Places(shard, query, cancellationToken).AsTask())];
        ShardPlacesReply[] all = [first, .. await Task.WhenAll(others)];
        long[] seqs = Array.ConvertAll(all, place => seq(place.OrThrow(null)));
        return new FeedCursor(first.DatabaseId, first.Timeline, seqs);
    }

    /// <summary>The place of a caller's token. INVALID_ARGUMENT when it is none of this database; CURSOR_RESET when the database was set back.</summary>
    internal async Task<FeedCursor> ResumeAsync(string token, string tenant, CancellationToken cancellationToken)
    {
        FeedCursor cursor = CursorCodec.Decode(token, tenant)
            ?? throw Invalid(token, "must be a cursor as GetCursor or ReadChanges gave it to this tenant");
        ShardPlacesReply place = (await feed.Places(0, new ShardPlacesQuery(), cancellationToken)).OrThrow(null);
        if (cursor.DatabaseId != place.DatabaseId || cursor.Seqs.Length != place.ShardCount)
            throw Invalid(token, "must be a cursor of this database");
        return cursor.Timeline == place.Timeline ? cursor : throw ErrorStatuses.Exception(ApiReason.CursorReset);
    }

    private static RpcException Invalid(string token, string problem)
    {
        FieldFaults faults = new();
        faults.Add("cursor", token, problem);
        return ErrorStatuses.Exception(ApiReason.FieldsInvalid, faults: faults.List);
    }
}
