using Grpc.Core;
using Shipments.Api.Errors;
using Shipments.Api.Hosting;
using Shipments.Api.Limits;
using Shipments.Api.Parcels;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Changes;

/// <summary>
/// One watch of a parcel. First the place in its shard's feed is taken, then the parcel is read with all that was committed up to that place,
/// then the feed is read on: so no change falls between, and one that is in both is known by its version.
/// </summary>
/// <param name="parcels">Reads the parcel.</param>
/// <param name="feed">Reads the feed of its shard.</param>
/// <param name="watched">Which parcel.</param>
/// <param name="instruments">Counts what is sent.</param>
/// <param name="time">The clock of the signs of life.</param>
/// <param name="call">Ends when the caller goes away.</param>
/// <param name="draining">Ends when the host begins to stop.</param>
internal sealed class ParcelWatch(
    IParcelCalls parcels, IFeedCalls feed, WatchedParcel watched, ApiInstruments instruments, TimeProvider time,
    CancellationToken call, CancellationToken draining) : IDisposable
{
    private readonly CancellationTokenSource _reading = CancellationTokenSource.CreateLinkedTokenSource(call, draining);
    private readonly string _name = ParcelNames.Of(watched.Id);

    // After a start: everything of the parcel up to _version is sent, and lies at or before _seq or is known by its version.
    private int _shard;
    private long _seq;
    private long _version;
    private string _etag = "";
    private long _wroteAt;

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    /// <summary>Runs until something ends the watch, and throws that.</summary>
    internal async Task RunAsync(string knownEtag, IServerStreamWriter<WatchParcelResponse> responses)
    {
        try
        {
            await StartAsync(knownEtag, responses);
            while (true)
            {
                ReadShardReply reply = (await ReadAsync()).OrThrow(_name);
                if (reply.Reset || !await SendAsync(reply, responses))
                    await StartAsync(_etag, responses);
                else if (time.GetElapsedTime(_wroteAt) >= ApiLimits.ChangeHeartbeat)
                    await WriteAsync(responses, new WatchParcelResponse());
            }
        }
        catch (OperationCanceledException) when (draining.IsCancellationRequested && !call.IsCancellationRequested)
        {
            throw ErrorStatuses.Exception(ApiReason.Draining);
        }
    }

    private async Task StartAsync(string knownEtag, IServerStreamWriter<WatchParcelResponse> responses)
    {
        GetParcelReply found = (await GetAsync(new GetParcelQuery())).OrThrow(_name);
        _shard = found.Shard;
        _seq = (await feed.Places(_shard, new ShardPlacesQuery(), _reading.Token)).OrThrow(_name).Head;
        GetParcelReply settled = (await GetAsync(new GetParcelQuery { Full = watched.Full, Settled = true })).OrThrow(_name);
        _version = settled.Version;
        _etag = settled.Parcel.Etag;
        await WriteAsync(responses, knownEtag == _etag ? new WatchParcelResponse() : new WatchParcelResponse { Parcel = settled.Parcel });
    }

    private ValueTask<GetParcelReply> GetAsync(GetParcelQuery query) => parcels.Get(watched.Tenant, watched.Id, query, _reading.Token);

    private ValueTask<ReadShardReply> ReadAsync()
    {
        TimeSpan left = ApiLimits.ChangeHeartbeat - time.GetElapsedTime(_wroteAt);
        ReadShardQuery query = new()
        {
            After = _seq,
            Tenant = watched.Tenant,
            Parcel = watched.Id,
            ChangesMax = ApiLimits.ChangesPerReadMax,
            BytesMax = ApiLimits.ChangeMessageBytes,
            WaitMs = Math.Max(0, (int)Math.Ceiling(left.TotalMilliseconds)),
        };
        return feed.Read(_shard, query, _reading.Token);
    }

    // False when a change is missing between the last one sent and the next.
    private async Task<bool> SendAsync(ReadShardReply reply, IServerStreamWriter<WatchParcelResponse> responses)
    {
        foreach (Change change in reply.Changes)
        {
            if (change.Version <= _version)
                continue;
            if (change.Version != _version + 1)
                return false;
            _version = change.Version;
            _etag = change.Etag;
            await WriteAsync(responses, new WatchParcelResponse { Change = change });
            instruments.Changes(1);
        }

        _seq = reply.UpTo;
        return true;
    }

    private async Task WriteAsync(IServerStreamWriter<WatchParcelResponse> responses, WatchParcelResponse message)
    {
        message.Etag = _etag;
        _wroteAt = time.GetTimestamp();
        await responses.WriteAsync(message, call);
    }
}
