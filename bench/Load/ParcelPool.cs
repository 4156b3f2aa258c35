using Grpc.Core;
using Grpc.Net.Client;
using Shipments.V1;

namespace Shipments.Bench.Load;

/// <summary>The parcels under load, and how many scans of each were acknowledged. Thread-safe.</summary>
internal sealed class ParcelPool(int count, int seed)
{
    private const int RegisteringAtOnce = 64;

    private readonly string[] _names = new string[count];
    private readonly int[] _sent = new int[count];
    private readonly int[] _acknowledged = new int[count];
    private readonly Dictionary<string, int> _index = new(count, StringComparer.Ordinal);
    private DateTimeOffset _epoch;

    /// <summary>Registers all parcels and gives the time it took.</summary>
    public async Task<TimeSpan> RegisterAsync(
        IReadOnlyList<GrpcChannel> channels, Metadata headers, TimeProvider time, CancellationToken cancellationToken)
    {
        _epoch = time.GetUtcNow() - TimeSpan.FromDays(20);
        string run = _epoch.ToUnixTimeMilliseconds().ToString("x", System.Globalization.CultureInfo.InvariantCulture);
        long began = time.GetTimestamp();
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = RegisteringAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, count, parallel, async (i, token) =>
        {
            ParcelService.ParcelServiceClient client = new(channels[i % channels.Count]);
            RegisterParcelRequest request = new()
            {
                ParcelId = $"load-{seed}-{run}-{i}", RequestId = $"load-{seed}-{run}-{i}", OriginCountry = "CN", DestinationCountry = "US", Service = "standard",
            };
            RegisterParcelResponse response = await client.RegisterParcelAsync(request, headers, cancellationToken: token);
            _names[i] = response.Parcel.Name;
        });
        for (int i = 0; i < count; i++)
            _index[_names[i]] = i;
        return time.GetElapsedTime(began);
    }

    /// <summary>A parcel at random, with the time of its next scan: each scan of a parcel is later than the one before.</summary>
    public (string Parcel, DateTimeOffset At, int Step) Next(Random random)
    {
        int i = random.Next(count);
        int step = Interlocked.Increment(ref _sent[i]);
        return (_names[i], _epoch + TimeSpan.FromMinutes(step), step);
    }

    /// <summary>Takes an acknowledgement; throws when the scan was not recorded.</summary>
    public void Acknowledge(string parcel, ScanOutcome outcome)
    {
        if (outcome.Result is not (ScanResult.Recorded or ScanResult.Merged))
            throw new InvalidOperationException($"A scan of {parcel} ended {outcome.Result}: {outcome.Error?.Message}");
        Interlocked.Increment(ref _acknowledged[_index[parcel]]);
    }

    /// <summary>Reads parcels back and gives how many have another number of scans than were acknowledged.</summary>
    public async Task<int> ReadBackAsync(GrpcChannel channel, Metadata headers, int parcelsMax, CancellationToken cancellationToken)
    {
        ParcelService.ParcelServiceClient client = new(channel);
        int wrong = 0;
        for (int i = 0; i < Math.Min(count, parcelsMax); i++)
        {
            GetParcelResponse response = await client.GetParcelAsync(
                new GetParcelRequest { Name = _names[i] }, headers, cancellationToken: cancellationToken);
            wrong += response.Parcel.ScanCount == _acknowledged[i] ? 0 : 1;
        }

        return wrong;
    }
}
