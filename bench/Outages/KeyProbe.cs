using Grpc.Core;
using Shipments.Bench.Driving;
using Shipments.Contracts;
using Shipments.Storage;
using Shipments.V1;

namespace Shipments.Bench.Outages;

/// <summary>
/// Parcels of its own in every shard, which are asked, all at once, to take a scan each: when the last has, every key serves. A parcel that does not
/// answer is asked again soon, so the moment is known to that pause.
/// </summary>
internal sealed class KeyProbe(Connections connections, string name, TimeProvider time)
{
    /// <summary>The shards of a database.</summary>
    public const int Shards = 64;

    /// <summary>Parcels in each.</summary>
    public const int ParcelsPerShard = 2;

    private static readonly TimeSpan RegisterDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AskDeadline = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BetweenAsks = TimeSpan.FromMilliseconds(50);

    private readonly string[] _parcels = Choose(name);
    private int _round;

    /// <summary>Parcel ids such that every shard has so many of them.</summary>
    internal static string[] Choose(string name)
    {
        int[] counts = new int[Shards];
        List<string> chosen = [];
        for (int i = 0; chosen.Count < Shards * ParcelsPerShard; i++)
        {
            string id = FormattableString.Invariant($"{name}-{i}");
            ref int count = ref counts[ShardHash.Of(ActorKeys.Parcel("demo", id), Shards)];
            if (count == ParcelsPerShard)
                continue;
            count++;
            chosen.Add(id);
        }

        return [.. chosen];
    }

    /// <summary>Registers the parcels.</summary>
    /// <exception cref="InvalidOperationException">One was refused.</exception>
    public async Task RegisterAsync(CancellationToken cancellationToken)
    {
        BatchRegisterParcelsRequest request = new();
        request.Requests.Add(_parcels.Select(id => new RegisterParcelRequest
        {
            ParcelId = id, RequestId = id, Service = "probe", OriginCountry = "CN", DestinationCountry = "DE",
        }));
        BatchRegisterParcelsResponse response = await connections.Parcels.BatchRegisterParcelsAsync(
            request, connections.Options(RegisterDeadline, cancellationToken));
        if (response.Results.FirstOrDefault(result => result.Error is not null) is { } refused)
            throw new InvalidOperationException($"A parcel of the probe was not registered: {refused.Error.Message}");
    }

    /// <summary>Asks all of them until each has taken a scan that was first sent after this call.</summary>
    /// <param name="within">When to give up.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How long each took, shortest first; those that did not answer in time took <paramref name="within"/>.</returns>
    public async Task<IReadOnlyList<TimeSpan>> AllServeAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        int round = _round++;
        TimeSpan[] taken = await Task.WhenAll(_parcels.Select(id => AskAsync(id, round, began, within, cancellationToken)));
        Array.Sort(taken);
        return taken;
    }

    private async Task<TimeSpan> AskAsync(string id, int round, long began, TimeSpan within, CancellationToken cancellationToken)
    {
        RecordScansRequest request = new();
        request.Scans.Add(new Scan
        {
            Parcel = "parcels/" + id, Carrier = "shipments", Code = "LAST_MILE", Description = "Asked whether it serves",
            Time = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(time.GetUtcNow() - TimeSpan.FromDays(1) + TimeSpan.FromMinutes(round)),
        });
        while (time.GetElapsedTime(began) is var elapsed && elapsed < within)
        {
            if (await TookAsync(request, cancellationToken))
                return time.GetElapsedTime(began);
            await Task.Delay(BetweenAsks, time, cancellationToken);
        }

        return within;
    }

    private async Task<bool> TookAsync(RecordScansRequest request, CancellationToken cancellationToken)
    {
        try
        {
            RecordScansResponse response = await connections.Scans.RecordScansAsync(request, connections.Options(AskDeadline, cancellationToken));
            return response.Outcomes[0].Error is null;
        }
        catch (RpcException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
